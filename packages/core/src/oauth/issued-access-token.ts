/**
 * The checks of an access token that a gateway has issued itself (RFC 9068), by an API that verifies it without asking.
 * They need nothing but the token and the rules of the API. Whether the grant still lives is known to the gateway alone.
 */
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { type Claims, textClaim } from '../oidc/claims.ts'
import { type AccessStep, stepOf } from './access-step.ts'
import { type AccessClock, timesStep } from './access-token-checks.ts'

export interface IssuedTokenRules {
  /** The issuer of the environment, as its discovery document has it. */
  readonly issuer: string
  /** The value of `aud` for this API. */
  readonly audience: string
  readonly required_scopes: readonly string[]
}

/** The algorithms that a gateway signs access tokens with. */
export const issuedTokenAlgorithms: readonly string[] = ['ES256', 'RS256']

/** The scopes of an issued token. */
export function issuedScopes(claims: Claims): readonly string[] {
  return (textClaim(claims, 'scope') ?? '').split(' ').filter((scope) => scope !== '')
}

/** All steps but the signature. */
export function issuedTokenSteps(
  token: UnverifiedJwt,
  rules: IssuedTokenRules,
  clock: AccessClock,
): readonly AccessStep[] {
  return [
    algorithm(token),
    kind(token),
    audience(token, rules),
    timesStep(token, clock),
    issuer(token, rules),
    subject(token),
    permissions(token, rules),
  ]
}

/** RFC 8725, 3.1: our list decides, never the token. */
function algorithm({ header: { alg: received } }: UnverifiedJwt): AccessStep {
  const evidence = { expected: issuedTokenAlgorithms.join(' or '), received }
  const isAccepted = issuedTokenAlgorithms.includes(received)
  return stepOf('algorithm', evidence, isAccepted ? null : new Failure('access_token_algorithm', evidence))
}

/** RFC 9068, 4: the type tells an access token from an ID token of the same issuer. */
function kind({ header: { typ } }: UnverifiedJwt): AccessStep {
  const evidence = { expected: 'at+jwt', received: typ ?? 'none' }
  if (typ?.toLowerCase().replace(/^application\//, '') === 'at+jwt') return stepOf('kind', evidence)
  const remedy =
    'Send the `access_token` of the answer of the token endpoint. An `id_token` is for the application itself.'
  return stepOf('kind', evidence, new Failure('access_token_kind', { ...evidence, remedy }))
}

/** One audience, and this one: a token for several APIs could be used by each of them at the others. */
function audience({ claims: { aud } }: UnverifiedJwt, { audience: expected }: IssuedTokenRules): AccessStep {
  const [first, ...others] = [aud].flat()
  const received = typeof first === 'string' ? [first, ...others].join(' ') : 'none'
  if (first === expected && others.length === 0) return stepOf('audience', { expected, received })
  const remedy = 'Ask the gateway for a token with the audience in `expected`.'
  const evidence = { expected, received: received.slice(0, 300), remedy }
  return stepOf('audience', { expected, received }, new Failure('access_token_audience', evidence))
}

function issuer({ claims }: UnverifiedJwt, { issuer: expected }: IssuedTokenRules): AccessStep {
  const received = textClaim(claims, 'iss')?.slice(0, 300) ?? 'none'
  if (claims.iss === expected) return stepOf('issuer', { expected, received })
  return stepOf('issuer', { expected, received }, new Failure('access_token_issuer', { expected, received }))
}

/** RFC 9068, 2.2. OpenID Connect Core, 2: at most 255 ASCII characters. */
function subject({ claims }: UnverifiedJwt): AccessStep {
  for (const expected of ['sub', 'client_id']) {
    if (/^[\x20-\x7e]{1,255}$/.test(textClaim(claims, expected) ?? '')) continue
    return stepOf('subject', { expected }, new Failure('access_token_claim_missing', { expected }))
  }
  return stepOf('subject', { received: String(claims.sub) })
}

function permissions({ claims }: UnverifiedJwt, { required_scopes }: IssuedTokenRules): AccessStep {
  const scopes = issuedScopes(claims)
  const evidence = {
    expected: required_scopes.join(' ') || 'any scope',
    received: scopes.join(' ').slice(0, 300) || 'none',
  }
  if (required_scopes.every((scope) => scopes.includes(scope))) return stepOf('permissions', evidence)
  const remedy = 'Ask the gateway for the scope in `expected`.'
  return stepOf('permissions', evidence, new Failure('access_scope_missing', { ...evidence, remedy }))
}
