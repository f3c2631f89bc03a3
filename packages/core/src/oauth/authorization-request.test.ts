import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { checkAuthorizationRequest, checkRedirectUri, type RegisteredClient } from './authorization-request.ts'
import { parseParameters } from './parameters.ts'

const client: RegisteredClient = {
  type: 'web',
  redirect_uris: ['https://app.example/callback'],
  require_pkce: true,
  grant_types: ['authorization_code'],
}
const good = {
  client_id: 'app_1',
  redirect_uri: 'https://app.example/callback',
  response_type: 'code',
  scope: 'openid profile email',
  state: 'xyz',
  nonce: 'n',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}
const without = (name: keyof typeof good) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))
const check = (parameters: Record<string, string>) => {
  const parsed = parseParameters(new URLSearchParams(parameters).toString())
  return checkAuthorizationRequest(parsed, client, checkRedirectUri(parsed, client))
}

describe('checkAuthorizationRequest', () => {
  it('reads a good request', () => {
    expect(
      check({
        ...good,
        prompt: 'login select_account',
        max_age: '60',
        claims: '{"id_token":{"auth_time":{"essential":true}},"userinfo":{"name":null}}',
      }),
    ).toEqual({
      client_id: 'app_1',
      redirect_uri: 'https://app.example/callback',
      response_mode: 'query',
      scopes: ['openid', 'profile', 'email'],
      state: 'xyz',
      nonce: 'n',
      code_challenge: good.code_challenge,
      prompt: ['login', 'select_account'],
      max_age: 60,
      auth_time_essential: true,
      acr_values: [],
      acr_essential: false,
      requested_claims: { id_token: ['auth_time'], userinfo: ['name'] },
      organization: null,
      connection: null,
      login_hint: null,
      domain_hint: null,
      id_token_hint: null,
      resource: null,
      ui_locales: null,
    })
  })

  it.each([
    ['113 an unknown parameter', { ...good, display: 'page', acr_values: '1' }],
    ['languages of which none is ours', { ...good, ui_locales: 'fr-CA tlh' }],
    ['no nonce', without('nonce')],
    ['no state', without('state')],
    ['120 unknown scopes, which are dropped', { ...good, scope: 'openid address phone weird' }],
    ['offline_access without the grant, which is dropped', { ...good, scope: 'openid offline_access' }],
    ['response_mode query', { ...good, response_mode: 'query' }],
    ['response_mode form_post', { ...good, response_mode: 'form_post' }],
    ['an empty optional parameter', { ...good, prompt: '' }],
  ])('accepts %s', (_, parameters) => expect(check(parameters)).toMatchObject({ client_id: 'app_1' }))

  const refused: [string, Record<string, string>, FailureCode][] = [
    ['no redirect URI', without('redirect_uri'), 'redirect_uri_missing'],
    ['109 another redirect URI', { ...good, redirect_uri: 'https://app.example/' }, 'redirect_uri_not_registered'],
    ['113 no response type', without('response_type'), 'response_type_missing'],
    ['112 response type token', { ...good, response_type: 'token' }, 'response_type_unsupported'],
    ['112 response type id_token', { ...good, response_type: 'id_token' }, 'response_type_unsupported'],
    ['112 response type code token', { ...good, response_type: 'code token' }, 'response_type_unsupported'],
    ['response mode fragment', { ...good, response_mode: 'fragment' }, 'response_mode_unsupported'],
    ['response mode jwt', { ...good, response_mode: 'jwt' }, 'response_mode_unsupported'],
    ['response mode form_post.jwt', { ...good, response_mode: 'form_post.jwt' }, 'response_mode_unsupported'],
    ['response mode FORM_POST', { ...good, response_mode: 'FORM_POST' }, 'response_mode_unsupported'],
    ['119 a request object', { ...good, request: 'eyJ' }, 'request_object_unsupported'],
    ['119 a request URI', { ...good, request_uri: 'https://x.example' }, 'request_uri_unsupported'],
    ['no scope', without('scope'), 'scope_invalid'],
    ['a scope without openid', { ...good, scope: 'profile' }, 'scope_invalid'],
    ['120 a scope with a line break', { ...good, scope: 'openid\nprofile' }, 'scope_invalid'],
    ['120 a scope of 10 KiB', { ...good, scope: `openid ${'a'.repeat(10_240)}` }, 'scope_invalid'],
    ['114 no PKCE', without('code_challenge'), 'pkce_required'],
    ['121 a state of 10 KiB', { ...good, state: 'a'.repeat(10_240) }, 'parameter_too_long'],
    ['121 a state with a control character', { ...good, state: 'a\u0007' }, 'parameter_too_long'],
    ['more languages than 512 characters hold', { ...good, ui_locales: 'de '.repeat(200) }, 'parameter_too_long'],
    ['a login hint with a line break', { ...good, login_hint: 'a@b\r\nc' }, 'parameter_too_long'],
    ['an unknown prompt', { ...good, prompt: 'create' }, 'prompt_invalid'],
    ['prompt none with another', { ...good, prompt: 'none login' }, 'prompt_invalid'],
    ['a negative max_age', { ...good, max_age: '-1' }, 'max_age_invalid'],
    ['claims that are not JSON', { ...good, claims: '{' }, 'claims_invalid'],
    ['claims that are an array', { ...good, claims: '[]' }, 'claims_invalid'],
    ['claims with text as a section', { ...good, claims: '{"id_token":"name"}' }, 'claims_invalid'],
    [
      'claims of 10 KiB',
      { ...good, claims: JSON.stringify({ id_token: { ['a'.repeat(10_240)]: null } }) },
      'claims_invalid',
    ],
    ['a max_age in words', { ...good, max_age: 'soon' }, 'max_age_invalid'],
  ]
  it.each(refused)('refuses %s', (_, parameters, code) => {
    expect(() => check(parameters)).toThrow(expect.objectContaining({ code }))
  })
})

describe('parseParameters', () => {
  it('113 refuses a parameter that comes twice, even with the same value', () => {
    expect(() => parseParameters('a=1&b=2&a=1')).toThrow(expect.objectContaining({ code: 'parameter_repeated' }))
    expect(() => parseParameters('a=&a=1')).toThrow(expect.objectContaining({ code: 'parameter_repeated' }))
  })
  it('reads the names that every object has', () => {
    expect(parseParameters('__proto__=1&constructor=2').constructor).toBe('2')
    expect(parseParameters('').hasOwnProperty).toBeUndefined()
  })
})
