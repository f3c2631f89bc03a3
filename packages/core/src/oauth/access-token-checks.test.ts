import { describe, expect, it } from 'vitest'
import type { Claims } from '../oidc/claims.ts'
import { firstFailure } from './access-step.ts'
import { type AccessRules, permissionSteps, tokenSteps, wantedScope, wantedScopes } from './access-token-checks.ts'
import { readEntraAccessToken } from './entra-access-token.ts'

const api = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
const script = '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'
const oid = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const now = 1_700_000_000_000
const second = now / 1000
const clock = { now, tolerance_seconds: 120 }

const rules: AccessRules = {
  application_id: api,
  app_id_uris: ['https://contoso.example/orders'],
  accepts_v1: false,
  allowed_clients: [script],
  required_scopes: ['access_as_user'],
  required_app_roles: ['Orders.Write'],
  allow_app_only: true,
  required_acr: null,
}

const person: Claims = {
  aud: api,
  azp: script,
  exp: second + 3600,
  iat: second,
  nbf: second,
  oid,
  scp: 'access_as_user',
  sub: 'pairwise',
  ver: '2.0',
}
const program: Claims = { ...person, scp: undefined, sub: oid, idtyp: 'app', roles: ['Orders.Write'] }
const old: Claims = { ...person, azp: undefined, appid: script, ver: '1.0' }

type Case = [name: string, code: string | null, claims: Claims, header?: object, change?: Partial<AccessRules>]

const judge = (claims: Claims, header: object = {}, change: Partial<AccessRules> = {}): string | null => {
  const token = { header: { alg: 'RS256', typ: 'JWT', kid: 'k', ...header }, claims, signing_input: '', signature: '' }
  const facts = readEntraAccessToken(token)
  const asked = { ...rules, ...change }
  return firstFailure([...tokenSteps(token, facts, asked, clock), ...permissionSteps(facts, asked, [])])?.code ?? null
}

describe('an access token', () => {
  it.each<Case>([
    ['of a person', null, person],
    ['of a program', null, program],
    ['of a program of an old registration', null, { ...program, idtyp: undefined }],
    ['of type at+jwt', null, person, { typ: 'at+jwt' }],
    ['for the App ID URI of the application', null, { ...person, aud: `api://${api}` }],
    ['with more scopes', null, { ...person, scp: 'orders.read access_as_user' }],
    ['at the edge of the tolerance', null, { ...person, exp: second - 119, nbf: second + 119 }],
    ['of version 1.0, where that is accepted', null, old, {}, { accepts_v1: true }],
    [
      'of version 1.0 with another slash at its end',
      null,
      { ...old, aud: 'https://contoso.example/orders/' },
      {},
      { accepts_v1: true },
    ],
    ['with the context', null, { ...person, acrs: ['c1', 'c2'] }, {}, { required_acr: 'c2' }],
    ['of a program, where people need a context', null, program, {}, { required_acr: 'c2' }],
  ])('%s passes', (_, code, ...one) => expect(judge(...one)).toBe(code))

  it.each<Case>([
    ['for Graph by its id', 'access_token_for_graph', { ...person, aud: '00000003-0000-0000-c000-000000000000' }],
    ['for Graph by its host', 'access_token_for_graph', { ...person, aud: 'https://graph.microsoft.com' }],
    ['with a nonce in its header', 'access_token_for_graph', person, { nonce: 'x' }],
    ['with alg none', 'access_token_algorithm', person, { alg: 'none' }],
    ['with alg nOnE', 'access_token_algorithm', person, { alg: 'nOnE' }],
    ['with alg HS256', 'access_token_algorithm', person, { alg: 'HS256' }],
    ['with alg ES256', 'access_token_algorithm', person, { alg: 'ES256' }],
    ['that is an ID token', 'access_token_kind', { ...person, azp: undefined, nonce: 'n' }],
    ['that is an ID token without a nonce', 'access_token_kind', { ...person, azp: undefined, scp: undefined }],
    ['that is a logout token', 'access_token_kind', { ...person, events: {} }],
    ['of another type', 'access_token_kind', person, { typ: 'secevent+jwt' }],
    [
      'with azp in version 1.0',
      'access_token_kind',
      { ...old, appid: undefined, azp: script },
      {},
      { accepts_v1: true },
    ],
    ['with a name as its client', 'access_token_kind', { ...person, azp: 'script' }],
    ['of version 1.0', 'access_token_version', old],
    ['without a version', 'access_token_kind', { ...person, azp: undefined, ver: undefined }],
    ['of version 3.0', 'access_token_claim_missing', { ...person, ver: '3.0' }],
    ['for another API', 'access_token_audience', { ...person, aud: script }],
    ['without an audience', 'access_token_audience', { ...person, aud: undefined }],
    ['for two APIs', 'access_token_audience', { ...person, aud: [api, script] }],
    ['with a slash too many in version 2.0', 'access_token_audience', { ...person, aud: `api://${api}/` }],
    ['for an App ID URI in capitals', 'access_token_audience', { ...person, aud: 'https://contoso.example/ORDERS' }],
    ['without exp', 'access_token_claim_missing', { ...person, exp: undefined }],
    ['with exp as text', 'access_token_claim_missing', { ...person, exp: '9999999999' }],
    ['with nbf as text', 'access_token_claim_missing', { ...person, nbf: 'soon' }],
    ['that has expired', 'access_token_expired', { ...person, exp: second - 121 }],
    ['with a future nbf', 'access_token_not_yet_valid', { ...person, nbf: second + 121 }],
    ['with a future iat', 'access_token_not_yet_valid', { ...person, iat: second + 121 }],
    ['of a client that is not on the list', 'access_client_refused', { ...person, azp: api }],
    ['without oid', 'access_token_claim_missing', { ...person, oid: undefined }],
    ['with a name as oid', 'access_token_claim_missing', { ...person, oid: 'ada' }],
    ['without scopes', 'access_scope_missing', { ...person, scp: undefined }],
    ['with another scope', 'access_scope_missing', { ...person, scp: 'access_as_user2' }],
    ['with a scope in capitals', 'access_scope_missing', { ...person, scp: 'ACCESS_AS_USER' }],
    ['with a list of scopes', 'access_scope_missing', { ...person, scp: ['access_as_user'] }],
    ['with roles in place of scopes', 'access_scope_missing', { ...person, scp: undefined, roles: ['Orders.Write'] }],
    ['of a program without roles', 'access_app_role_missing', { ...program, roles: undefined }],
    ['of a program with another role', 'access_app_role_missing', { ...program, roles: ['Orders.Read'] }],
    [
      'of a program with a scope',
      'access_app_only_refused',
      { ...program, scp: 'access_as_user' },
      {},
      { allow_app_only: false },
    ],
    ['of a program', 'access_app_only_refused', program, {}, { allow_app_only: false }],
    ['without the context', 'access_claims_needed', { ...person, acrs: ['c1'] }, {}, { required_acr: 'c2' }],
  ])('%s is refused', (_, code, ...one) => expect(judge(...one)).toBe(code))

  it('for Graph says what to ask for', () => {
    const token = { header: { alg: 'RS256' }, claims: { ...person, aud: 'https://graph.microsoft.com' } }
    const [step] = tokenSteps({ ...token, signing_input: '', signature: '' }, readEntraAccessToken(token), rules, clock)
    expect(step?.failure?.evidence.remedy).toContain('the scope https://contoso.example/orders/access_as_user')
  })
  it('names every scope that is asked for', () => {
    const asked = { application_id: api, app_id_uris: ['https://contoso.example/orders/'] }
    expect(wantedScopes({ ...asked, required_scopes: ['a', 'b'] })).toBe(
      'https://contoso.example/orders/a https://contoso.example/orders/b',
    )
    expect(wantedScopes({ ...asked, required_scopes: [] })).toBe('https://contoso.example/orders/.default')
  })
  it('names the default scope where no scope is asked for', () => {
    expect(wantedScope({ application_id: api, app_id_uris: [], required_scopes: [] })).toBe(`api://${api}/.default`)
  })
})
