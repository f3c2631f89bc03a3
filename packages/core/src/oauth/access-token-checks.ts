/**
 * The checks of an access token that need nothing but the token and the rules of the API, each as a step of its own. They
 * are made in this order: what the token is, before its signature; what it may, after it.
 */
import { besideOurClock, boundByOurClock } from '../clock-difference.ts'
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { millisecondsOf } from '../time.ts'
import { type AccessStep, passedStep, stepOf } from './access-step.ts'
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

/** Whether somebody reads the steps that pass, too. */
export interface StepOptions {
  readonly explains?: boolean
}

/** For clocks that differ. The same as for ID tokens. */
export const accessToleranceSeconds = 120

type Asked = Pick<AccessRules, 'application_id' | 'app_id_uris' | 'required_scopes'>

/** The scope that a program must ask Entra for. */
export function wantedScope({ application_id, app_id_uris, required_scopes: [scope = '.default'] }: Asked): string {
  return `${app_id_uris[0]?.replace(/\/$/, '') ?? `api://${application_id}`}/${scope}`
}

/** All scopes that a program must ask Entra for, with blanks between them. */
export function wantedScopes(asked: Asked): string {
  const { required_scopes } = asked
  const each = required_scopes.length === 0 ? [[]] : required_scopes.map((scope) => [scope])
  return each.map((one) => wantedScope({ ...asked, required_scopes: one })).join(' ')
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
  { explains = true }: StepOptions = {},
): readonly AccessStep[] {
  return [
    notGraph(token, facts, rules, explains),
    algorithm(token, explains),
    kind(token, facts, explains),
    version(facts, rules, explains),
    audience(facts, rules, explains),
    timesStep(token, clock, explains),
  ]
}

/** The step about the tenant. @param isAllowed whether it is on the list of the API */
export function tenantStep(
  { tenant_id }: AccessTokenFacts,
  isAllowed: boolean,
  { explains = true }: StepOptions = {},
): AccessStep {
  const evidence = { expected: 'a tenant that may call this API', received: tenant_id ?? 'none' }
  if (tenant_id === null)
    return stepOf('tenant', evidence, new Failure('access_token_claim_missing', { expected: 'tid' }))
  if (isAllowed) return passedStep('tenant', explains, () => evidence)
  return stepOf('tenant', evidence, new Failure('access_tenant_unknown', { received: tenant_id }))
}

/** The issuers that tokens of a tenant may name, by the version of the token. */
export type IssuersOfVersion = { readonly [V in 'v1' | 'v2']: readonly string[] }

/** Exactly the issuer of the tenant, character by character, in the form of the version. */
export function issuerStep(
  { version, issuer }: AccessTokenFacts,
  issuers: IssuersOfVersion,
  { explains = true }: StepOptions = {},
): AccessStep {
  const allowed = version === null ? [] : issuers[version]
  const evidence = () => ({ expected: allowed.join(' or '), received: issuer?.slice(0, 300) ?? 'none' })
  if (issuer !== null && allowed.includes(issuer)) return passedStep('issuer', explains, evidence)
  return stepOf('issuer', evidence(), new Failure('access_token_issuer', evidence()))
}

/** The steps about the permissions of the token. They are made after its signature is verified. @param clients those of the tenant */
export function permissionSteps(
  facts: AccessTokenFacts,
  rules: AccessRules,
  clients: readonly string[],
  { explains = true }: StepOptions = {},
): readonly AccessStep[] {
  return [
    client(facts, rules, clients, explains),
    subject(facts, explains),
    permissions(facts, rules, explains),
    authenticationContext(facts, rules, explains),
  ]
}

/** A token for Microsoft Graph can be verified by nobody else: its signature covers another header than the one it comes with. */
function notGraph(
  { header }: UnverifiedJwt,
  { audience: received }: AccessTokenFacts,
  rules: AccessRules,
  explains: boolean,
): AccessStep {
  const expected = 'a token for this API'
  const isGraph = header.nonce !== undefined || (received !== null && isGraphAudience(received))
  if (!isGraph) return passedStep('not_graph', explains, () => ({ expected, received }))
  const scope = wantedScope(rules)
  const remedy = `This token is for Microsoft Graph. Ask for one with the scope ${scope} and no scope of Microsoft Graph.`
  return stepOf('not_graph', { expected, received }, new Failure('access_token_for_graph', { expected: scope, remedy }))
}

/** RFC 8725, 3.1: our list decides, never the token. It has neither `none` in any spelling nor HS256. */
function algorithm({ header: { alg: received } }: UnverifiedJwt, explains: boolean): AccessStep {
  const evidence = { expected: 'RS256', received }
  if (received === 'RS256') return passedStep('algorithm', explains, () => evidence)
  return stepOf('algorithm', evidence, new Failure('access_token_algorithm', evidence))
}

/** RFC 8725, 3.11. An ID token of the same registration has the same audience; only an access token names its client. */
function kind({ header, claims }: UnverifiedJwt, { client_id }: AccessTokenFacts, explains: boolean): AccessStep {
  const type = header.typ?.toLowerCase().replace(/^application\//, '')
  const isOther = (type !== undefined && type !== 'jwt' && type !== 'at+jwt') || 'nonce' in claims || 'events' in claims
  const expected = 'an access token'
  if (!isOther && client_id !== null) return passedStep('kind', explains, () => ({ expected }))
  const received = isOther ? `typ ${header.typ ?? 'none'}, or claims of another kind` : 'no azp and no appid'
  return stepOf('kind', { expected, received }, new Failure('access_token_kind', { expected, received }))
}

function version({ version: received }: AccessTokenFacts, { accepts_v1 }: AccessRules, explains: boolean): AccessStep {
  const evidence = { expected: accepts_v1 ? 'version 1.0 or 2.0' : 'version 2.0', received: received ?? 'none' }
  const isAccepted = received === 'v2' || (received === 'v1' && accepts_v1)
  if (isAccepted) return passedStep('version', explains, () => evidence)
  const code = received === 'v1' ? 'access_token_version' : 'access_token_claim_missing'
  return stepOf('version', evidence, new Failure(code, received === 'v1' ? evidence : { expected: 'ver' }))
}

/** Version 2.0 names the application id; version 1.0 also an App ID URI as it was asked for, with or without a slash. */
function audience(
  { audience: received, version }: AccessTokenFacts,
  rules: AccessRules,
  explains: boolean,
): AccessStep {
  const isOurs = received !== null && isAudience(received, version, rules)
  const expected = () => audiencesOf(rules).join(' or ')
  if (isOurs) return passedStep('audience', explains, () => ({ expected: expected(), received }))
  const remedy = `Ask Entra for the scope ${wantedScope(rules)}.`
  const evidence = { expected: expected(), received: received?.slice(0, 300) ?? 'none' }
  return stepOf('audience', evidence, new Failure('access_token_audience', { ...evidence, remedy }))
}

function isAudience(received: string, version: AccessTokenFacts['version'], rules: AccessRules): boolean {
  if (received.toLowerCase() === rules.application_id) return true
  const [, ...uris] = audiencesOf(rules)
  const sameUri = (uri: string): boolean =>
    uri === received || (version === 'v1' && uri.replace(/\/$/, '') === received.replace(/\/$/, ''))
  return uris.some(sameUri)
}

/** The step about `exp`, `nbf` and `iat`. */
export function timesStep({ claims }: UnverifiedJwt, clock: AccessClock, explains = true): AccessStep {
  const { now, tolerance_seconds, owner } = clock
  const { exp, nbf, iat } = claims
  const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 2 ** 53
  if (!isTime(exp)) return missing('exp')
  const seconds = now / 1000
  if (!(exp > seconds - tolerance_seconds)) {
    const expected = `exp ${boundByOurClock('after', now, tolerance_seconds, owner)}`
    const evidence = { expected, received: besideOurClock(millisecondsOf(exp), now, owner) }
    return stepOf('times', evidence, new Failure('access_token_expired', evidence))
  }
  for (const [name, value] of [
    ['nbf', nbf],
    ['iat', iat],
  ] as const) {
    if (value === undefined) continue
    if (!isTime(value)) return missing(name)
    if (value <= seconds + tolerance_seconds) continue
    const expected = `${name} ${boundByOurClock('at most', now, tolerance_seconds, owner)}`
    const evidence = { expected, received: besideOurClock(millisecondsOf(value), now, owner) }
    return stepOf('times', evidence, new Failure('access_token_not_yet_valid', evidence))
  }
  return passedStep('times', explains, () => ({ received: besideOurClock(millisecondsOf(exp), now, owner) }))

  function missing(expected: string): AccessStep {
    return stepOf('times', { expected }, new Failure('access_token_claim_missing', { expected }))
  }
}

/** The list itself is not shown to a caller who is not on it. */
function client(
  { client_id }: AccessTokenFacts,
  rules: AccessRules,
  clients: readonly string[],
  explains: boolean,
): AccessStep {
  const isAllowed = client_id !== null && (rules.allowed_clients.includes(client_id) || clients.includes(client_id))
  const evidence = { expected: 'a client on the list of the API resource', received: client_id ?? 'none' }
  if (isAllowed) return passedStep('client', explains, () => evidence)
  const remedy =
    `Client ${client_id} is not on the list. Add it to \`allowed_clients\` of the API resource, or of the tenant there, ` +
    'if it may call.'
  return stepOf('client', evidence, new Failure('access_client_refused', { received: evidence.received, remedy }))
}

/** People and programs are named by `oid`: `sub` differs for every application. */
function subject({ object_id }: AccessTokenFacts, explains: boolean): AccessStep {
  if (object_id !== null) return passedStep('subject', explains, () => ({ received: object_id }))
  return stepOf('subject', { expected: 'oid' }, new Failure('access_token_claim_missing', { expected: 'oid' }))
}

function permissions(facts: AccessTokenFacts, rules: AccessRules, explains: boolean): AccessStep {
  if (facts.kind === 'app_only') return appRoles(facts, rules, explains)
  const lacks = rules.required_scopes.filter((scope) => !facts.scopes.includes(scope))
  const evidence = () => ({
    expected: rules.required_scopes.join(' ') || 'any scope',
    received: facts.scopes.join(' ').slice(0, 300) || 'none',
  })
  if (facts.kind === 'delegated' && lacks.length === 0) return passedStep('permissions', explains, evidence)
  const scope = wantedScope({ ...rules, required_scopes: lacks })
  const remedy = `Ask Entra for the scope ${scope}, and let an administrator consent to it.`
  return stepOf('permissions', evidence(), new Failure('access_scope_missing', { ...evidence(), remedy }))
}

/** Entra gives any program of the tenant a token without roles, so that a role is the least that a program must have. */
function appRoles(
  { roles }: AccessTokenFacts,
  { required_app_roles, allow_app_only }: AccessRules,
  explains: boolean,
): AccessStep {
  const received = roles.join(' ') || 'none'
  if (!allow_app_only) {
    const evidence = { expected: 'a token of a person', received: 'a token of a program' }
    return stepOf('permissions', evidence, new Failure('access_app_only_refused'))
  }
  const expected = required_app_roles.join(' ') || 'any app role'
  const isAllowed = roles.length > 0 && required_app_roles.every((role) => roles.includes(role))
  const evidence = { expected, received: received.slice(0, 300) }
  if (isAllowed) return passedStep('permissions', explains, () => evidence)
  return stepOf('permissions', evidence, new Failure('access_app_role_missing', evidence))
}

/** Conditional Access decides about people, so that programs are not asked. */
function authenticationContext(
  { acrs, kind }: AccessTokenFacts,
  { required_acr }: AccessRules,
  explains: boolean,
): AccessStep {
  const name = 'authentication_context'
  if (required_acr === null || kind === 'app_only') return passedStep(name, explains, () => ({}))
  const evidence = { expected: required_acr, received: acrs.join(' ').slice(0, 100) || 'none' }
  if (acrs.includes(required_acr)) return passedStep(name, explains, () => evidence)
  return stepOf(name, evidence, new Failure('access_claims_needed', evidence))
}
