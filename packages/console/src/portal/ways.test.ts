import type { GuideField } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import { changedSettings, missingField, settingsOf, shownFields } from './values-form.ts'
import { firstGroup, otherWays, withoutOtherWays } from './ways.ts'

const field = (name: string, kind: GuideField['kind'], instead: string | null): GuideField => ({
  param: name.startsWith('/') ? name : `/settings/${name}`,
  kind,
  label: name,
  note: null,
  needed: !name.startsWith('/'),
  instead,
  asking: 'Asking…',
})
const single = [
  field('idp_entity_id', 'text', 'values'),
  field('sso_url', 'url', 'values'),
  field('certificates', 'certificate', 'values'),
]
const page = field('/policy/logout_page_url', 'url', null)
const entra = [field('metadata_url', 'url', null), field('metadata_xml', 'metadata', 'file'), ...single, page]
const google = [field('metadata_xml', 'metadata', null), field('metadata_url', 'url', 'address'), ...single, page]
const tenant = field('tenant_id', 'guid', null)

const kept = { idp_entity_id: 'https://idp', sso_url: 'https://idp/sso', certificates: ['PEM'] }
const names = (fields: readonly GuideField[]): readonly string[] => fields.map(({ label }) => label)

describe('the ways to enter an identity provider', () => {
  it.each([
    ['the usual way', entra, null, ['metadata_url', '/policy/logout_page_url']],
    ['a file in its place', entra, 'file', ['metadata_xml', '/policy/logout_page_url']],
    ['single values', google, 'values', ['idp_entity_id', 'sso_url', 'certificates', '/policy/logout_page_url']],
    ['an address', google, 'address', ['metadata_url', '/policy/logout_page_url']],
  ] as const)('shows %s', (_, fields, group, shown) => expect(names(shownFields(fields, group))).toEqual(shown))

  it.each([
    ['the usual one', entra, null, ['file', 'values']],
    ['single values', entra, 'values', ['address', 'file']],
    ['the usual one, a file without an address', google, null, ['values']],
    ['single values, without an address', google, 'values', ['file']],
    ['an address', google, 'address', ['file', 'values']],
  ] as const)('offers the others besides %s', (_, fields, group, ways) =>
    expect(otherWays(fields, group).map(({ way }) => way)).toEqual(ways),
  )

  it.each([
    ['the usual way, without values', entra, {}, null],
    ['the address, which is kept', entra, { ...kept, metadata_url: 'https://idp/metadata' }, null],
    ['the address, which is not the usual way', google, { ...kept, metadata_url: 'https://idp/metadata' }, 'address'],
    ['the values that a document brought', google, kept, 'values'],
    ['the usual fields of another protocol', [tenant], { tenant_id: 't' }, null],
  ])('begins with %s', (_, fields, settings, group) => expect(firstGroup(fields, settings)).toBe(group))

  it.each([
    ['the address', entra, null, {}, 'metadata_url'],
    ['the file', entra, 'file', { '/settings/metadata_url': 'https://idp' }, 'metadata_xml'],
    ['a single value', entra, 'values', { '/settings/idp_entity_id': 'https://idp' }, 'sso_url'],
    ['nothing', google, null, { '/settings/metadata_xml': '<EntityDescriptor/>' }, undefined],
  ])('misses %s of the way that is shown', (_, fields, group, values, name) =>
    expect(missingField(fields, values, group)?.label).toBe(name),
  )

  it('never removes what a document brought when its field is empty', () =>
    expect(
      changedSettings(settingsOf(shownFields(google, null), { '/settings/metadata_xml': '' }, kept), kept),
    ).toEqual({}))

  it.each([
    ['a document', { metadata_xml: '<x/>' }, { metadata_xml: '<x/>', metadata_url: null }],
    ['single values', { sso_url: 'https://other' }, { sso_url: 'https://other', metadata_url: null }],
    ['another address', { metadata_url: 'https://other' }, { metadata_url: 'https://other' }],
    ['nothing', {}, {}],
  ])('drops a kept address for %s', (_, changes, sent) =>
    expect(withoutOtherWays(entra, changes, { ...kept, metadata_url: 'https://idp/metadata' })).toEqual(sent),
  )
})
