import { describe, expect, it } from 'vitest'
import { providerOf, providers } from './index.ts'
import { oidc } from './oidc.ts'

const good = { discovery_url: 'https://idp.example/a/.well-known/openid-configuration', client_id: 'gateway' }
const settingsOf = (change: object = {}) => oidc.settings.parse({ ...good, ...change })
const mistakes = (change: object): string[] => {
  const parsed = oidc.settings.safeParse({ ...good, ...change })
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('settings of an OpenID Connect connection', () => {
  it('need two values, and have defaults for the rest', () => {
    expect(settingsOf({ discovery_url: ` ${good.discovery_url} `, client_id: ' gateway\n' })).toEqual({
      ...good,
      id_token_signed_response_alg: 'RS256',
    })
  })

  /** Each mistake of an administrator, with the message for it. */
  const cases: readonly [string, object, RegExp][] = [
    [
      'the URL is the issuer',
      { discovery_url: 'https://idp.example/a' },
      /^discovery_url must end in \/\.well-known\/openid-configuration, or the setting `issuer` must name/,
    ],
    [
      'the end of the URL stands in its query',
      { discovery_url: 'https://idp.example/a?/.well-known/openid-configuration' },
      /^discovery_url must end in/,
    ],
    ['the issuer is empty', { issuer: '' }, /^issuer is empty: leave it out/],
    ['the issuer is a list', { issuer: ['https://idp.example'] }, /^issuer is not text: copy the member/],
    ['the URL is a host', { discovery_url: 'idp.example' }, /^discovery_url is not an address: it looks like https:/],
    ['the URL is empty', { discovery_url: '' }, /^discovery_url is not an address/],
    ['the URL is missing', { discovery_url: undefined }, /^discovery_url is not an address/],
    ['the client is empty', { client_id: '  ' }, /^client_id is empty: copy the client ID/],
    ['the client is missing', { client_id: undefined }, /^client_id is empty: copy the client ID/],
    ['the client is too long', { client_id: 'x'.repeat(256) }, /^client_id is longer than 255 characters/],
    ['the scopes lack openid', { scopes: ['email'] }, /^scopes must contain openid/],
    [
      'two scopes are in one text',
      { scopes: ['openid', 'openid email'] },
      /^scopes\.1 has a space: list each scope by itself/,
    ],
    [
      '31 the algorithm is none',
      { id_token_signed_response_alg: 'none' },
      /^id_token_signed_response_alg Invalid option/,
    ],
    ['33 the algorithm is HS256', { id_token_signed_response_alg: 'HS256' }, /^id_token_signed_response_alg Invalid/],
    ['the method is unknown', { token_endpoint_auth_method: 'none' }, /^token_endpoint_auth_method Invalid option/],
    ['there is an unknown field', { issuers: 'https://idp.example' }, /Unrecognized key: "issuers"/],
  ]
  it.each(cases)('are refused with their own message when %s', (_, change, sentence) => {
    expect(mistakes(change)).toEqual([expect.stringMatching(sentence)])
  })
})

describe('an OpenID Connect provider', () => {
  it.each([
    ['a path', {}, ['https://idp.example/a', 'https://idp.example/a/']],
    [
      'a host',
      { discovery_url: 'https://idp.example/.well-known/openid-configuration' },
      ['https://idp.example', 'https://idp.example/'],
    ],
    [
      'a query (Azure AD B2C)',
      { discovery_url: `${good.discovery_url}?p=B2C_1_signin` },
      ['https://idp.example/a', 'https://idp.example/a/'],
    ],
    [
      'a query with a slash',
      { discovery_url: `${good.discovery_url}?x=/.well-known/` },
      ['https://idp.example/a', 'https://idp.example/a/'],
    ],
    ['a given issuer', { issuer: 'https://other.example/b/' }, ['https://other.example/b/']],
    [
      'another end (ADFS) and a given issuer',
      { discovery_url: 'https://idp.example/config.json', issuer: 'http://idp.example/adfs/services/trust' },
      ['http://idp.example/adfs/services/trust'],
    ],
  ])('1 accepts exactly the issuers of Discovery 4.1 for an address with %s', (_, change, issuers) => {
    expect(oidc.client(settingsOf(change)).discovery_issuers).toEqual(issuers)
  })

  it('1 expects the issuer of the discovery document in tokens', () => {
    expect(oidc.expectedIssuer(settingsOf(), { iss: 'https://evil.example' }, 'https://idp.example/a/')).toBe(
      'https://idp.example/a/',
    )
  })

  it('accepts one algorithm', () => {
    const settings = settingsOf({ id_token_signed_response_alg: 'ES256' })
    expect(oidc.client(settings).id_token_algorithms).toEqual(['ES256'])
  })

  it('cannot produce the identities of another connection to the same address', () => {
    const first = oidc.identityOf(settingsOf(), { iss: 'https://idp.example/a', sub: 'ada' }, 'conn_1')
    expect(first).toEqual({ authority: 'conn_1|https://idp.example/a', subject: 'ada' })
    expect(oidc.identityOf(settingsOf(), { iss: 'https://idp.example/a', sub: 'ada' }, 'conn_2')?.authority).not.toBe(
      first?.authority,
    )
  })

  it('can never produce an Entra identity', () => {
    const claims = {
      iss: 'https://idp.example/a',
      sub: 'ada',
      tid: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
      oid: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    }
    expect(oidc.identityOf(settingsOf(), claims, 'conn_1')).toEqual({
      authority: 'conn_1|https://idp.example/a',
      subject: 'ada',
    })
  })

  it.each([
    [true, 'verified'],
    ['true', 'verified'],
    [false, 'none'],
    ['false', 'none'],
    [1, 'none'],
    [undefined, null],
    [null, null],
    [{}, 'none'],
  ])('60 with email_verified %j gives the email trust %s', (email_verified, trust) => {
    expect(oidc.emailWord({ email: 'a@b.example', email_verified })).toBe(trust)
  })
})

describe('the list of providers', () => {
  it('lists each provider under its own id', () => {
    for (const [id, provider] of Object.entries(providers)) expect(provider.id).toBe(id)
  })
  it.each(['wsfed', '__proto__', 'constructor', ''])('has nothing under %s', (type) => {
    expect(() => providerOf(type)).toThrow('no provider')
  })
})
