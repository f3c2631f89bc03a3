import { describe, expect, it } from 'vitest'
import { membersOf, readChallenge, trustedScope } from './challenge.ts'
import { AccessRefusal } from './refusal.ts'
import type { Wanted } from './target.ts'

const wanted: Wanted = {
  client_id: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d',
  api_url: 'https://api.contoso.example/orders',
  resource_id: undefined,
  tenant: undefined,
  scope: undefined,
  authority_host: undefined,
}
const authorize = (origin: string, tenant = 'organizations') => `${origin}/${tenant}/oauth2/v2.0/authorize`
const challenge = (uri: string) => `Bearer realm="", authorization_uri="${uri}", scope="api://orders/read"`
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof AccessRefusal) return error.detail.code
    throw error
  }
}

describe('a challenge', () => {
  it.each<[string, string, object]>([
    ['with quotes', 'Bearer realm="a, b", scope="x y"', { realm: 'a, b', scope: 'x y' }],
    ['without quotes', 'bearer error=invalid_token,scope=x', { error: 'invalid_token', scope: 'x' }],
    ['with escaped quotes', String.raw`Bearer realm="a\"b"`, { realm: 'a"b' }],
    ['after another scheme', 'Basic realm="x", Bearer scope="y"', { scope: 'y' }],
    ['of another scheme alone', 'Basic realm="x"', {}],
  ])('%s has its members', (_, text, expected) => expect(membersOf(text)).toEqual(expected))

  it.each<[string, string, Partial<Wanted>, object]>([
    ['of Microsoft', 'https://login.microsoftonline.com', {}, { cloud: 'public', tenant: 'organizations' }],
    ['of a national cloud', 'https://login.microsoftonline.us', {}, { cloud: 'us_government' }],
    ['of External ID', 'https://contoso.ciamlogin.com', {}, { cloud: 'external_id' }],
    [
      'of the emulator, from an API beside it',
      'http://127.0.0.1:4100',
      { api_url: 'http://localhost:4000' },
      { cloud: 'custom', authority: 'http://127.0.0.1:4100' },
    ],
    ['that was typed', 'https://login.example', { authority_host: 'https://login.example' }, { cloud: 'custom' }],
    [
      'with a tenant that was typed',
      'https://login.microsoftonline.com',
      { tenant: 'a.example' },
      { tenant: 'a.example' },
    ],
  ])('leads to a host %s', (_, origin, change, expected) => {
    expect(readChallenge(challenge(authorize(origin)), { ...wanted, ...change })).toMatchObject(expected)
  })

  it.each<[string, string | undefined, string]>([
    ['that is none', undefined, 'challenge_missing'],
    ['without authorization_uri', 'Bearer realm=""', 'challenge_missing'],
    ['with an address that is none', challenge('login'), 'challenge_missing'],
    ['with a script as its address', challenge('javascript:alert(1)'), 'challenge_missing'],
    [
      'with an address of version 1.0',
      challenge('https://login.microsoftonline.com/common/oauth2/authorize'),
      'challenge_missing',
    ],
    ['to this machine, from another one', challenge(authorize('http://127.0.0.1:4100')), 'challenge_not_trusted'],
    [
      'to a tenant that cannot be read',
      challenge(authorize('https://login.microsoftonline.com').replace('organizations', '%E0%A4%A')),
      'challenge_missing',
    ],
    ['to a host of its own', challenge(authorize('https://login.example')), 'challenge_not_trusted'],
    [
      'to a host that looks like Microsoft',
      challenge(authorize('https://login.microsoftonline.com.example')),
      'challenge_not_trusted',
    ],
    [
      'to a user at a host',
      challenge(authorize('https://login.microsoftonline.com@evil.example')),
      'challenge_not_trusted',
    ],
    ['to Microsoft without TLS', challenge(authorize('http://login.microsoftonline.com')), 'challenge_not_trusted'],
  ])('%s is refused', (_, text, code) => expect(codeOf(() => readChallenge(text, wanted))).toBe(code))
})

describe('a scope that an API names', () => {
  it.each([
    'api://5d6e7f80-9a1b-4c2d-8e3f-405162738495/access_as_user',
    'api://orders/read api://orders/write',
    'https://api.contoso.example/read',
  ])('is its own: %s', (scope) => expect(trustedScope(scope, wanted)).toBe(scope))

  it.each([
    ['of Microsoft Graph', 'https://graph.microsoft.com/.default'],
    ['of Azure', 'https://management.azure.com/user_impersonation'],
    ['of Graph by its short name', 'User.Read'],
    ['of another vendor', 'https://other.example/read'],
    ['of the domain above its own', 'https://contoso.example/orders/read'],
    ['of a top-level domain', 'https://example/read'],
    ['that has one of another API beside its own', 'api://orders/read https://graph.microsoft.com/.default'],
    ['of federated credentials', 'api://AzureADTokenExchange/.default'],
    ['that has openid', 'openid api://orders/read'],
  ])('%s is not trusted', (_, scope) => expect(codeOf(() => trustedScope(scope, wanted))).toBe('scope_not_trusted'))

  it('is not needed where a person types it', () => {
    expect(trustedScope(undefined, { ...wanted, scope: 'https://graph.microsoft.com/.default' })).toContain('graph')
    expect(codeOf(() => trustedScope(undefined, wanted))).toBe('scope_unknown')
  })
})
