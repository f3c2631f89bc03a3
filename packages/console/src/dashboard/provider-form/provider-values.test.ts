import { describe, expect, it } from 'vitest'
import { identityProviders } from '../../../test/dashboard/canned/connection-types.ts'
import type { ProviderField } from '../data/identity-provider.ts'
import { changedSettings, dayInMonths, initialTexts, missingField, wayOf } from './provider-values.ts'

const entra = identityProviders.entra_oidc
const okta = identityProviders.okta_saml
const google = identityProviders.google_oidc
const tenant = { tenant_id: '8d2f60a1-4b7e-4c39-a05d-61f2c7b98e43', client_id: 'c41e7d52', cloud: 'public' }

describe('the way to enter an identity provider', () => {
  it('is the usual one for a new connection', () => expect(wayOf(entra, {}).id).toBe('discovery'))
  it('is the one whose values are kept', () => expect(wayOf(entra, tenant).id).toBe('tenant'))
  it('may lack a value that is not needed', () => {
    const optional = { param: '/settings/more', label: 'More', example: '', hint: null, kind: 'code' as const }
    const ways = entra.ways.map((way) => ({ ...way, fields: [...way.fields, { ...optional, is_needed: false }] }))
    expect(wayOf({ ...entra, ways }, tenant).id).toBe('tenant')
  })
})

describe('the settings to send', () => {
  const { fields } = wayOf(entra, {})
  const client_id = entra.client_id as ProviderField
  const all = [...fields, client_id]

  it('are the changed ones of the chosen way only', () =>
    expect(
      changedSettings(
        all,
        { ...initialTexts(entra, tenant), '/settings/discovery_url': ' https://login.example ' },
        tenant,
      ),
    ).toEqual({ discovery_url: 'https://login.example' }))

  it('are none while nothing changed', () =>
    expect(changedSettings([...wayOf(entra, tenant).fields, client_id], initialTexts(entra, tenant), tenant)).toEqual(
      {},
    ))

  it('remove a setting whose field was emptied', () =>
    expect(changedSettings([client_id], { '/settings/client_id': '' }, tenant)).toEqual({ client_id: null }))

  it('split a list', () =>
    expect(
      changedSettings(google.ways[0]?.fields ?? [], { '/settings/hosted_domains': 'a.example, b.example' }, {}),
    ).toEqual({
      hosted_domains: ['a.example', 'b.example'],
    }))
})

describe('the address of metadata', () => {
  const kept = { metadata_url: 'https://idp.example/metadata', idp_entity_id: 'a', sso_url: 'b', certificates: ['c'] }
  const texts = { ...initialTexts(okta, kept), '/settings/metadata_xml': '<EntityDescriptor/>' }
  const fieldsIn = (id: string): readonly ProviderField[] => okta.ways.find((way) => way.id === id)?.fields ?? []

  it('gives way to a file', () =>
    expect(changedSettings(fieldsIn('metadata_xml'), texts, kept)).toEqual({
      metadata_xml: '<EntityDescriptor/>',
      metadata_url: null,
    }))

  it('gives way to a single value', () =>
    expect(changedSettings(fieldsIn('values'), { ...texts, '/settings/sso_url': 'https://other' }, kept)).toEqual({
      sso_url: 'https://other',
      metadata_url: null,
    }))

  it.each(['metadata_url', 'values'])('stays while nothing changed in the way %s', (id) =>
    expect(changedSettings(fieldsIn(id), texts, kept)).toEqual({}),
  )

  it('is not sent where there was none', () =>
    expect(changedSettings(fieldsIn('metadata_xml'), texts, { ...kept, metadata_url: null })).toEqual({
      metadata_xml: '<EntityDescriptor/>',
    }))

  it('is changed as any other value', () =>
    expect(
      changedSettings(fieldsIn('metadata_url'), { ...texts, '/settings/metadata_url': 'https://new' }, kept),
    ).toEqual({ metadata_url: 'https://new' }))
})

describe('the form', () => {
  it('names the first field that lacks a value', () =>
    expect(missingField([entra.client_id as ProviderField], initialTexts(entra, {}))?.label).toBe(
      'Application (client) ID',
    ))
  it('counts months', () => expect(dayInMonths(Date.parse('2026-11-24T10:00:00Z'), 24)).toBe('2028-11-24'))
})
