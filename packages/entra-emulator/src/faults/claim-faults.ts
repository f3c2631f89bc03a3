import type { Claims } from '../claims/claim-order.ts'
import { issuerV2 } from '../tenants/authority.ts'
import type { FaultName } from './fault-list.ts'
import type { Drawn } from './faults.ts'

type Change = (claims: Claims, baseUrl: string) => Claims

const nobody = '00000000-0000-4000-8000-000000000000'
const hour = 3600

function shifted(claims: Claims, seconds: number, names: readonly string[]): Claims {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'number' ? value + seconds : value,
    ]),
  )
}

function without(claims: Claims, ...names: readonly string[]): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))
}

function replaced(claims: Claims, name: string, value: unknown): Claims {
  return name in claims ? { ...claims, [name]: value } : claims
}

/** Faults of every token, for the client or for an API. */
const ofTokens: readonly (readonly [FaultName, Change])[] = [
  ['wrong-issuer', (claims, baseUrl) => replaced(claims, 'iss', issuerV2(baseUrl, nobody))],
  ['issuer-placeholder', (claims, baseUrl) => replaced(claims, 'iss', issuerV2(baseUrl, '{tenantid}'))],
  ['wrong-tenant', (claims) => replaced(claims, 'tid', nobody)],
  ['wrong-audience', (claims) => replaced(claims, 'aud', nobody)],
  ['expired', (claims) => shifted(claims, -2 * hour, ['iat', 'nbf', 'exp'])],
  ['not-yet-valid', (claims) => shifted(claims, hour + 300, ['iat', 'nbf', 'exp'])],
  ['missing-oid', (claims) => without(claims, 'oid')],
  ['has-groups', (claims) => ({ ...without(claims, 'groups', '_claim_names', '_claim_sources'), hasgroups: true })],
  ['missing-expiry', (claims) => without(claims, 'exp')],
]

/** Faults of ID tokens only. */
const ofIdTokens: readonly (readonly [FaultName, Change])[] = [
  ['wrong-nonce', (claims) => replaced(claims, 'nonce', 'not-the-nonce-that-was-sent')],
  ['missing-nonce', (claims) => without(claims, 'nonce')],
  ['no-email', (claims) => without(claims, 'email', 'xms_edov')],
  ['unverified-email', (claims) => ({ ...claims, xms_edov: false })],
  ['edov-true', (claims) => ({ ...claims, xms_edov: true })],
  ['edov-text', (claims) => ({ ...claims, xms_edov: '1' })],
]

/** Faults to draw once for each response with tokens, so that all its tokens have the same fault. */
export const tokenFaults: readonly FaultName[] = [
  ...ofTokens.map(([name]) => name),
  'group-overage',
  'key-rotated',
  'unknown-kid',
  'bad-signature',
  'alg-none',
  'alg-hs256',
  'foreign-key',
  'consumer-key',
]

/** Faults to draw once for each ID token. */
export const idTokenFaults: readonly FaultName[] = ofIdTokens.map(([name]) => name)

/** Applies the drawn faults to the claims of a token. */
export function withFaults(claims: Claims, faults: Drawn, baseUrl: string): Claims {
  return [...ofTokens, ...ofIdTokens].reduce(
    (changed, [name, change]) => (faults.has(name) ? change(changed, baseUrl) : changed),
    claims,
  )
}
