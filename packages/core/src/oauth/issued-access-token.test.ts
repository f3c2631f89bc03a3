import { describe, expect, it } from 'vitest'
import type { Claims } from '../oidc/claims.ts'
import { firstFailure } from './access-step.ts'
import { issuedTokenSteps } from './issued-access-token.ts'

const now = 1_700_000_000_000
const second = now / 1000
const clock = { now, tolerance_seconds: 120 }
const rules = { issuer: 'https://sso.example', audience: 'https://api.example', required_scopes: ['orders.read'] }
const good: Claims = {
  ...{ iss: rules.issuer, aud: rules.audience, sub: 'user_1', client_id: 'app_1' },
  ...{ exp: second + 600, iat: second, scope: 'openid orders.read' },
}

type Case = [name: string, code: string | null, claims: Claims, header?: object]

const judge = (claims: Claims, header: object = {}): string | null => {
  const token = { header: { alg: 'ES256', typ: 'at+jwt', ...header }, claims, signing_input: '', signature: '' }
  return firstFailure(issuedTokenSteps(token, rules, clock))?.code ?? null
}

describe('an access token of the gateway', () => {
  it.each<Case>([
    ['for the API', null, good],
    ['signed with RS256', null, good, { alg: 'RS256' }],
    ['with the long type', null, good, { typ: 'application/at+jwt' }],
    ['with its audience in a list', null, { ...good, aud: [rules.audience] }],
    ['at the edge of the tolerance', null, { ...good, exp: second - 119, iat: second + 119 }],
  ])('%s passes', (_, code, ...one) => expect(judge(...one)).toBe(code))

  it.each<Case>([
    ['with alg none', 'access_token_algorithm', good, { alg: 'none' }],
    ['with HS256', 'access_token_algorithm', good, { alg: 'HS256' }],
    ['that is an ID token', 'access_token_kind', good, { typ: 'JWT' }],
    ['without a type', 'access_token_kind', good, { typ: undefined }],
    ['for another API', 'access_token_audience', { ...good, aud: 'https://other.example' }],
    ['for two APIs', 'access_token_audience', { ...good, aud: [rules.audience, 'https://other.example'] }],
    ['without an audience', 'access_token_audience', { ...good, aud: undefined }],
    ['for an audience with a slash', 'access_token_audience', { ...good, aud: `${rules.audience}/` }],
    ['without exp', 'access_token_claim_missing', { ...good, exp: undefined }],
    ['that has expired', 'access_token_expired', { ...good, exp: second - 121 }],
    ['of the future', 'access_token_not_yet_valid', { ...good, nbf: second + 121 }],
    ['of another issuer', 'access_token_issuer', { ...good, iss: 'https://sso.example/' }],
    ['of another environment', 'access_token_issuer', { ...good, iss: 'https://sso.example/env/test' }],
    ['without a subject', 'access_token_claim_missing', { ...good, sub: undefined }],
    ['with a number as subject', 'access_token_claim_missing', { ...good, sub: 7 }],
    ['with a line break in its subject', 'access_token_claim_missing', { ...good, sub: 'a\nb' }],
    ['with a subject of 300 characters', 'access_token_claim_missing', { ...good, sub: 'a'.repeat(300) }],
    ['without a client', 'access_token_claim_missing', { ...good, client_id: undefined }],
    ['without the scope', 'access_scope_missing', { ...good, scope: 'openid' }],
    ['with a list of scopes', 'access_scope_missing', { ...good, scope: ['orders.read'] }],
  ])('%s is refused', (_, code, ...one) => expect(judge(...one)).toBe(code))
})
