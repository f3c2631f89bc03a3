/**
 * The checks of an access token that need nothing but the token and the rules of the API, each as a step of its own. They
 * are made in this order: what the token is, before its signature; what it may, after it.
 */
import { besideOurClock, boundByOurClock } from '../clock-difference.ts'
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { millisecondsOf } from '../time.ts'
import { type AccessStep, stepOf } from './access-step.ts'
import type { AccessTokenFacts } from './entra-access-token.ts'
import { isGraphAudience } from './graph-audience.ts'

/** The rules of an API. Its ids are in lower case. */
export interface AccessRules {
  readonly application_id: string
  readonly app_id_uris: readonly string[]
  readonly accepts_v1: boolean
  readonly allowed_clients: readonly string[]
  readonly required_scopes: readonly string[]
  readonly required_app_roles: readonly string[]
  readonly allow_app_only: boolean
  readonly required_acr: string | null
}

export interface AccessClock {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tolerance_seconds: number
  /** In messages: `this gateway` unless something else is said. */
  readonly owner?: string
}

/** For clocks that differ. The same as for ID tokens. */
export const accessToleranceSeconds = 120

type Asked = Pick<AccessRules, 'application_id' | 'app_id_uris' | 'required_scopes'>

/** The scope that a program must ask Entra for. */
export function wantedScope({ application_id, app_id_uris, required_scopes: [scope = '.default'] }: Asked): string {
  return `${app_id_uris[0]?.replace(/\/$/, '') ?? `api://${application_id}`}/${scope}`
}

/** The values of `aud` that are for an API. Version 1.0 may have another slash at their end. */
export function audiencesOf({ application_id, app_id_uris }: Pick<AccessRules, 'application_id' | 'app_id_uris'>) {
  return [application_id, `api://${application_id}`, ...app_id_uris]
}

/** The steps about the kind of the token. They are made before its signature is verified. */
export function tokenSteps(
  token: UnverifiedJwt,
  facts: AccessTokenFacts,
  rules: AccessRules,
  clock: AccessClock,
): readonly AccessStep[] {
  return [
    notGraph(token, facts, rules),
    algorithm(token),
    kind(token, facts),
    version(facts, rules),
    audience(facts, rules),
    timesStep(token, clock),
  ]
}

/** The step about the tenant. @param isAllowed whether it is on the list of the API */
export function tenantStep({ tenant_id }: AccessTokenFacts, isAllowed: boolean): AccessStep {
  const evidence = { expected: 'a tenant that may call this API', received: tenant_id ?? 'none' }
  if (tenant_id === null)
    return stepOf('tenant', evidence, new Failure('access_token_claim_missing', { expected: 'tid' }))
  return stepOf('tenant', evidence, isAllowed ? null : new Failure('access_tenant_unknown', { received: tenant_id }))
}

/** The issuers that tokens of a tenant may name, by the version of the token. */
export type IssuersOfVersion = { readonly [V in 'v1' | 'v2']: readonly string[] }

/** Exactly the issuer of the tenant, character by character, in the form of the version. */
export function issuerStep({ version, issuer }: AccessTokenFacts, issuers: IssuersOfVersion): AccessStep {
  const allowed = version === null ? [] : issuers[version]
  const evidence = { expected: allowed.join(' or '), received: issuer?.slice(0, 300) ?? 'none' }
  const isRight = issuer !== null && allowed.includes(issuer)
  return stepOf('issuer', evidence, isRight ? null : new Failure('access_token_issuer', evidence))
}

/** The steps about the permissions of the token. They are made after its signature is verified. @param clients those of the tenant */
export function permissionSteps(
  facts: AccessTokenFacts,
  rules: AccessRules,
  clients: readonly string[],
): readonly AccessStep[] {
  return [client(facts, rules, clients), subject(facts), permissions(facts, rules), authenticationContext(facts, rules)]
}

/** A token for Microsoft Graph can be verified by nobody else: its signature covers another header than the one it comes with. */
function notGraph({ header }: UnverifiedJwt, { audience: received }: AccessTokenFacts, rules: AccessRules): AccessStep {
  const expected = 'a token for this API'
  const isGraph = header.nonce !== undefined || (received !== null && isGraphAudience(received))
  if (!isGraph) return stepOf('not_graph', { expected, received })
  const scope = wantedScope(rules)
  const remedy = `This token is for Microsoft Graph. Ask for one with the scope ${scope} and no scope of Microsoft Graph.`
  return stepOf('not_graph', { expected, received }, new Failure('access_token_for_graph', { expected: scope, remedy }))
}

/** RFC 8725, 3.1: our list decides, never the token. It has neither `none` in any spelling nor HS256. */
function algorithm({ header: { alg: received } }: UnverifiedJwt): AccessStep {
  const evidence = { expected: 'RS256', received }
  return stepOf('algorithm', evidence, received === 'RS256' ? null : new Failure('access_token_algorithm', evidence))
}

/** RFC 8725, 3.11. An ID token of the same registration has the same audience; only an access token names its client. */
function kind({ header, claims }: UnverifiedJwt, { client_id }: AccessTokenFacts): AccessStep {
  const type = header.typ?.toLowerCase().replace(/^application\//, '')
  const isOther = (type !== undefined && type !== 'jwt' && type !== 'at+jwt') || 'nonce' in claims || 'events' in claims
  const received = isOther ? `typ ${header.typ ?? 'none'}, or claims of another kind` : 'no azp and no appid'
  const evidence = { expected: 'an access token' }
  if (!isOther && client_id !== null) return stepOf('kind', evidence)
  return stepOf('kind', { ...evidence, received }, new Failure('access_token_kind', { ...evidence, received }))
}

function version({ version: received }: AccessTokenFacts, { accepts_v1 }: AccessRules): AccessStep {
  const evidence = { expected: accepts_v1 ? 'version 1.0 or 2.0' : 'version 2.0', received: received ?? 'none' }
  const isAccepted = received === 'v2' || (received === 'v1' && accepts_v1)
  if (isAccepted) return stepOf('version', evidence)
  const code = received === 'v1' ? 'access_token_version' : 'access_token_claim_missing'
  return stepOf('version', evidence, new Failure(code, received === 'v1' ? evidence : { expected: 'ver' }))
}

/** Version 2.0 names the application id; version 1.0 also an App ID URI as it was asked for, with or without a slash. */
function audience({ audience: received, version }: AccessTokenFacts, rules: AccessRules): AccessStep {
  const [application_id, ...uris] = audiencesOf(rules)
  const sameUri = (uri: string): boolean =>
    uri === received || (version === 'v1' && uri.replace(/\/$/, '') === received?.replace(/\/$/, ''))
  const isOurs = received !== null && (received.toLowerCase() === application_id || uris.some(sameUri))
  const expected = audiencesOf(rules).join(' or ')
  if (isOurs) return stepOf('audience', { expected, received })
  const remedy = `Ask Entra for the scope ${wantedScope(rules)}.`
  const evidence = { expected, received: received?.slice(0, 300) ?? 'none' }
  return stepOf('audience', evidence, new Failure('access_token_audience', { ...evidence, remedy }))
}

/** The step about `exp`, `nbf` and `iat`. */
export function timesStep({ claims }: UnverifiedJwt, { now, tolerance_seconds, owner }: AccessClock): AccessStep {
  const { exp, nbf, iat } = claims
  const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 2 ** 53
  if (!isTime(exp)) return missing('exp')
  const seconds = now / 1000
  if (!(exp > seconds - tolerance_seconds)) {
    const expected = `exp ${boundByOurClock('after', now, tolerance_seconds, owner)}`
    const evidence = { expected, received: besideOurClock(millisecondsOf(exp), now, owner) }
    return stepOf('times', evidence, new Failure('access_token_expired', evidence))
  }
  for (const [name, value] of Object.entries({ nbf, iat })) {
    if (value === undefined) continue
    if (!isTime(value)) return missing(name)
    if (value <= seconds + tolerance_seconds) continue
    const expected = `${name} ${boundByOurClock('at most', now, tolerance_seconds, owner)}`
    const evidence = { expected, received: besideOurClock(millisecondsOf(value), now, owner) }
    return stepOf('times', evidence, new Failure('access_token_not_yet_valid', evidence))
  }
  return stepOf('times', { received: besideOurClock(millisecondsOf(exp), now, owner) })

  function missing(expected: string): AccessStep {
    return stepOf('times', { expected }, new Failure('access_token_claim_missing', { expected }))
  }
}

/** The list itself is not shown to a caller who is not on it. */
function client({ client_id }: AccessTokenFacts, rules: AccessRules, clients: readonly string[]): AccessStep {
  const isAllowed = client_id !== null && (rules.allowed_clients.includes(client_id) || clients.includes(client_id))
  const evidence = { expected: 'a client on the list of the API resource', received: client_id ?? 'none' }
  if (isAllowed) return stepOf('client', evidence)
  const remedy =
    `Client ${client_id} is not on the list. Add it to \`allowed_clients\` of the API resource, or of the tenant there, ` +
    'if it may call.'
  return stepOf('client', evidence, new Failure('access_client_refused', { received: evidence.received, remedy }))
}

/** People and programs are named by `oid`: `sub` differs for every application. */
function subject({ object_id }: AccessTokenFacts): AccessStep {
  if (object_id !== null) return stepOf('subject', { received: object_id })
  return stepOf('subject', { expected: 'oid' }, new Failure('access_token_claim_missing', { expected: 'oid' }))
}

function permissions(facts: AccessTokenFacts, rules: AccessRules): AccessStep {
  if (facts.kind === 'app_only') return appRoles(facts, rules)
  const expected = rules.required_scopes.join(' ') || 'any scope'
  const received = facts.scopes.join(' ') || 'none'
  const lacks = rules.required_scopes.filter((scope) => !facts.scopes.includes(scope))
  if (facts.kind === 'delegated' && lacks.length === 0) return stepOf('permissions', { expected, received })
  const scope = wantedScope({ ...rules, required_scopes: lacks })
  const remedy = `Ask Entra for the scope ${scope}, and let an administrator consent to it.`
  return stepOf(
    'permissions',
    { expected, received },
    new Failure('access_scope_missing', { expected, received: received.slice(0, 300), remedy }),
  )
}

/** Entra gives any program of the tenant a token without roles, so that a role is the least that a program must have. */
function appRoles({ roles }: AccessTokenFacts, { required_app_roles, allow_app_only }: AccessRules): AccessStep {
  const received = roles.join(' ') || 'none'
  if (!allow_app_only) {
    const evidence = { expected: 'a token of a person', received: 'a token of a program' }
    return stepOf('permissions', evidence, new Failure('access_app_only_refused'))
  }
  const expected = required_app_roles.join(' ') || 'any app role'
  const isAllowed = roles.length > 0 && required_app_roles.every((role) => roles.includes(role))
  const evidence = { expected, received: received.slice(0, 300) }
  return stepOf('permissions', evidence, isAllowed ? null : new Failure('access_app_role_missing', evidence))
}

/** Conditional Access decides about people, so that programs are not asked. */
function authenticationContext({ acrs, kind }: AccessTokenFacts, { required_acr }: AccessRules): AccessStep {
  if (required_acr === null || kind === 'app_only') return stepOf('authentication_context', {})
  const evidence = { expected: required_acr, received: acrs.join(' ').slice(0, 100) || 'none' }
  const isMet = acrs.includes(required_acr)
  return stepOf('authentication_context', evidence, isMet ? null : new Failure('access_claims_needed', evidence))
}
