import type { GuideField, ValueFinding } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import {
  changedLogoutPage,
  changedSettings,
  corrected,
  dayAfter,
  initialValues,
  missingField,
  settingsOf,
  shownFields,
  wrongPointers,
} from './values-form.ts'

const field = (name: string, more: Partial<GuideField> = {}): GuideField => ({
  param: `/settings/${name}`,
  kind: 'guid',
  label: name,
  note: null,
  needed: true,
  instead: null,
  asking: 'Asking…',
  ...more,
})
const tenant = field('tenant_id')
const client = field('client_id')
const discovery = field('discovery_url', { instead: 'addresses', needed: false })
const list = field('allowed_tenants', { kind: 'list', needed: false })
const fields = [tenant, client, discovery, list]

const finding = (param: string, result: ValueFinding['result'], value: string | null = null): ValueFinding => ({
  param,
  result,
  code: 'x',
  title: '',
  text: null,
  facts: [],
  value,
  path: null,
  choices: [],
})

describe('the form of the values', () => {
  it('begins with what is kept', () =>
    expect(initialValues(fields, { tenant_id: 't', allowed_tenants: ['a', 'b'] })).toMatchObject({
      '/settings/tenant_id': 't',
      '/settings/client_id': '',
      '/settings/allowed_tenants': 'a\nb',
      '/client_secret': '',
    }))

  it('sends trimmed texts, lists as lists, and removes what was emptied', () =>
    expect(
      settingsOf(fields, { '/settings/client_id': ' c ', '/settings/allowed_tenants': 'a, b\nc' }, { tenant_id: 't' }),
    ).toEqual({ tenant_id: null, client_id: 'c', allowed_tenants: ['a', 'b', 'c'] }))

  it('has the page after signing out beside the settings, where the guide asks for it', () => {
    const page = field('', { param: '/policy/logout_page_url', needed: false })
    const kept = 'https://contoso.example/bye'
    expect(initialValues([page], {}, kept)).toMatchObject({ '/policy/logout_page_url': kept })
    const sent = (text: string) => changedLogoutPage([page], { '/policy/logout_page_url': text }, kept)
    expect(sent(kept)).toEqual({})
    expect(sent('')).toEqual({ policy: { logout_page_url: null } })
    expect(sent(' https://contoso.example ')).toEqual({ policy: { logout_page_url: 'https://contoso.example' } })
    expect(changedLogoutPage(fields, {}, kept)).toEqual({})
  })

  it('sends only what differs from what is kept', () => {
    const kept = { tenant_id: 't', client_id: 'c', allowed_tenants: ['a'] }
    expect(changedSettings({ tenant_id: 't', client_id: 'c', allowed_tenants: ['a'] }, kept)).toEqual({})
    expect(changedSettings({ tenant_id: 'other', client_id: null, allowed_tenants: ['a', 'b'] }, kept)).toEqual({
      tenant_id: 'other',
      client_id: null,
      allowed_tenants: ['a', 'b'],
    })
  })

  it('shows one group of fields besides the usual ones', () => {
    expect(shownFields(fields, null)).not.toContain(discovery)
    expect(shownFields(fields, 'addresses')).toContain(discovery)
  })

  it.each([
    ['the first empty one', {}, tenant],
    ['the application, once an address names the tenant', { '/settings/discovery_url': 'https://x' }, client],
    ['nothing, once all are there', { '/settings/tenant_id': 't', '/settings/client_id': 'c' }, null],
    ['a field with blanks only', { '/settings/tenant_id': '  ', '/settings/client_id': 'c' }, tenant],
  ])('misses %s', (_, values, expected) => expect(missingField(fields, values)).toBe(expected))

  it('takes corrections over', () =>
    expect(corrected({ '/a': '1', '/b': '2' }, [finding('/a', 'changed', 'one'), finding('/b', 'found')])).toEqual({
      '/a': 'one',
      '/b': '2',
    }))

  it('is kept back by wrong values only', () =>
    expect(
      wrongPointers({ '/a': finding('/a', 'wrong'), '/b': finding('/b', 'no_answer'), '/c': finding('/c', 'warn') }),
    ).toEqual(['/a']))

  it('counts days', () => expect(dayAfter(Date.UTC(2026, 10, 26, 12), 365)).toBe('2027-11-26'))
})
