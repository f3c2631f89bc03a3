import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../usage.ts'
import { checkListed, chooseResource, chooseTenant } from './choose.ts'
import { AccessRefusal } from './refusal.ts'

const client = '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'
const resource = (id: string, change: Partial<ApiResource> = {}): ApiResource =>
  ({ id, name: id, application_id: `app-${id}`, app_id_uris: [], allowed_clients: [], ...change }) as never
const tenant = (tenant_id: string, allowed_clients: readonly string[] = []): ApiResourceTenant =>
  ({ id: `rten_${tenant_id}`, tenant_id, organization_id: `org_${tenant_id}`, allowed_clients }) as never
const thrown = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}
const listed = { allowed_clients: [client] }

describe('the API resource', () => {
  it.each<[string, readonly ApiResource[], string | undefined, string]>([
    ['that is the only one', [resource('a')], undefined, 'a'],
    ['that lists the client', [resource('a'), resource('b', listed)], undefined, 'b'],
    ['that the scope names', [resource('a', listed), resource('b', listed)], 'api://app-b/read', 'b'],
    [
      'with the App ID URI in the scope',
      [resource('a'), resource('b', { app_id_uris: ['https://x/y/'] })],
      'https://x/y/z',
      'b',
    ],
    ['that lists the client, where the scope names none', [resource('a', listed), resource('b')], 'api://other/x', 'a'],
  ])('%s is chosen', (_, all, scope, id) => expect(chooseResource(all, client, scope).id).toBe(id))

  it('is not chosen where two fit, and the choices are listed: 20 at most', () => {
    const all = Array.from({ length: 23 }, (_, index) => resource(`res_${index}`, listed))
    const { message, hint } = thrown(() => chooseResource(all, client, undefined)) as UsageError
    expect(message).toBe('several API resources fit')
    expect(hint.split('\n').slice(0, 2)).toEqual(['Choose one with --resource.', '  res_0  res_0'])
    expect(hint.split('\n')).toHaveLength(22)
    expect(hint).toContain('and 3 more')
  })
  it('is missing where there is none', () => {
    expect(thrown(() => chooseResource([], client, undefined))).toBeInstanceOf(AccessRefusal)
  })
})

describe('the tenant', () => {
  const id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
  it.each<[string, readonly ApiResourceTenant[], string | undefined, string | undefined]>([
    ['that is the only one', [tenant('a')], undefined, 'a'],
    ['that lists the client', [tenant('a'), tenant('b', [client])], undefined, 'b'],
    ['that was typed, in any case', [tenant('a'), tenant(id)], id.toUpperCase(), id],
    ['that was typed as a domain, which Entra knows', [tenant('a')], 'contoso.example', undefined],
  ])('%s is chosen', (_, all, typed, expected) => {
    expect(chooseTenant(resource('r'), all, client, typed)?.tenant_id).toBe(expected)
  })
  it('is not chosen where two fit', () => {
    const error = thrown(() => chooseTenant(resource('r'), [tenant('a'), tenant('b')], client, undefined))
    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).hint).toBe('Choose one with --tenant.\n  a  org_a\n  b  org_b')
  })
  it.each([
    ['that was typed and is not on the list', [tenant('a')], id],
    ['that is the first', [], undefined],
  ])('%s has the command that adds it', (_, all, typed) => {
    const error = thrown(() => chooseTenant(resource('res_1'), all, client, typed)) as AccessRefusal
    expect(error.detail.command?.[0]).toBe('gatehouse api-resources add-tenant res_1 \\')
  })
})

describe('a client that is not on the list', () => {
  it('has the command that adds it for its tenant alone, and keeps the others', () => {
    const error = thrown(() => checkListed(resource('res_1'), tenant('a', ['other']), client)) as AccessRefusal
    expect(error.detail.command).toEqual([
      'gatehouse api-resources update-tenant res_1 \\',
      '  rten_a \\',
      '  --allowed-clients other \\',
      `  --allowed-clients ${client}`,
    ])
  })
  it('has the command for the API resource where the tenant is not known', () => {
    const error = thrown(() => checkListed(resource('res_1'), undefined, client)) as AccessRefusal
    expect(error.detail.command?.[0]).toBe('gatehouse api-resources update res_1 \\')
  })
  it.each([
    ['the API resource', resource('r', listed), tenant('a')],
    ['the tenant', resource('r'), tenant('a', [client])],
  ])('is none where %s lists it', (_, one, of) => expect(() => checkListed(one, of, client)).not.toThrow())
})
