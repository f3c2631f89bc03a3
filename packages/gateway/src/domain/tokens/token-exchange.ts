/**
 * Token exchange (RFC 8693): an access token from a customer's tenant → one of ours, for the same API.
 *
 *   subject token → the API resource that it is for → allowed there? → verdict (domain/access) → user → token
 *
 * The new token says no more than the verdict: this audience, at most the scopes of the subject token, and no later end.
 * Nothing is written. At the gateway the token is read again against the user, who may have been suspended, against the
 * moment at which everything that the user held was ended, and against the tenant and the API resource.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { isId } from '@gatehouse-sso/core/ids'
import { groupsInToken } from '@gatehouse-sso/core/mapping/groups-claim'
import { narrowScope } from '@gatehouse-sso/core/oauth/scope'
import { accessTokenUrn, type ExchangeRequest } from '@gatehouse-sso/core/oauth/token-exchange'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { secondsOf } from '@gatehouse-sso/core/time'
import { audienceOf, indicatedResource, resourceOfToken } from '../access/resource-indicator.ts'
import { type AccessVerdict, judgeAccess } from '../access/verdict.ts'
import { issuerOf } from '../environments/addresses.ts'
import { currentKey } from '../environments/signing-keys.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiResourceRecord } from '../stores/api-resources.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { accessTokenType, signedClaims } from './access-token.ts'

export interface ExchangedToken {
  readonly access_token: string
  readonly issued_token_type: typeof accessTokenUrn
  readonly token_type: 'Bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly scope: string
}

/**
 * Exchanges a token.
 * @throws Failure resource_unknown, token_exchange_not_allowed, subject_token_refused, scope_exceeded; and those that say
 *   nothing about the token: the identity provider is away, or too many calls came
 */
export async function exchangeToken(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: ExchangeRequest,
): Promise<ExchangedToken> {
  const { ports } = work
  const resource = await targetOf(ports, environment, request)
  if (!resource.allow_token_exchange) throw new Failure('token_exchange_not_allowed', { received: resource.id })
  // Before the verdict: whatever ends the access of the user meanwhile ends this token, too.
  const judged_at = ports.now()
  const { token, user } = await accepted(work, resource, request.unverified_subject_token)
  const scopes = narrowScope(token.facts.scopes, request.scope)
  const { person } = user
  const iat = secondsOf(ports.now())
  const expires_in = Math.min(ports.lifetimes.access_token_seconds, Math.max(1, Number(token.claims.exp) - iat))
  const keys = await ports.configuration.signingKeys(environment.id)
  const access_token = await ports.keys.sign(currentKey(keys, 'ES256'), accessTokenType, {
    iss: issuerOf(ports.public_url, environment),
    aud: audienceOf(resource),
    iat,
    exp: iat + expires_in,
    sub: person.id,
    client_id: application.id,
    scope: scopes.join(' '),
    jti: ports.keys.newSecret(128),
    judged_at,
    azp: token.facts.client_id,
    api_resource_id: resource.id,
    tenant_id: token.facts.tenant_id,
    oid: token.facts.object_id,
    org_id: person.organization_id,
    role: person.role,
    roles: person.roles,
    ...groupsInToken(person.groups),
    is_admin: person.is_admin,
  })
  return {
    access_token,
    issued_token_type: accessTokenUrn,
    token_type: 'Bearer',
    expires_in,
    scope: scopes.join(' '),
  }
}

/** The API resource that is named, or else the one that the token is for. The verdict finds out whether they are the same. */
async function targetOf(
  ports: Ports,
  environment: EnvironmentRecord,
  { resource, unverified_subject_token }: ExchangeRequest,
): Promise<ApiResourceRecord> {
  if (resource !== undefined) return indicatedResource(ports, environment.id, resource)
  const found = await resourceOfToken(ports, environment.id, unverified_subject_token)
  if (found?.enabled) return found
  throw new Failure('resource_unknown', { param: 'subject_token' })
}

type Accepted = { readonly [F in 'token' | 'user']: NonNullable<AccessVerdict[F]> }

async function accepted(work: Work, resource: ApiResourceRecord, unverified_token: string): Promise<Accepted> {
  const { token, user, failure } = await judgeAccess(work, resource, unverified_token)
  if (token !== null && user !== null) return { token, user }
  if (failure === null) throw new Failure('internal_error')
  if (failures[failure.code].status >= 500 || isFailure(failure, 'rate_limited')) throw failure
  throw new Failure('subject_token_refused', { param: 'subject_token', cause: failure })
}

/** @returns the claims; `undefined` for anything that is not a live token of an exchange in this environment */
export async function readExchangedToken(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<Claims | undefined> {
  const claims = await signedClaims(ports, environment, unverified_token)
  if (claims?.api_resource_id === undefined) return undefined
  const { tenant_id, sub, org_id, client_id, aud, azp, judged_at } = claims
  const resource = await ports.configuration.apiResource(String(claims.api_resource_id))
  if (resource?.environment_id !== environment.id || !resource.enabled || !resource.allow_token_exchange)
    return undefined
  const tenant = await ports.configuration.tenant(resource, String(tenant_id))
  if (!tenant || tenant.tenant.organization_id !== org_id || aud !== audienceOf(resource)) return undefined
  const programs = [...resource.allowed_clients, ...tenant.tenant.allowed_clients]
  if (typeof azp !== 'string' || !programs.includes(azp)) return undefined
  const client = await ports.configuration.application(environment.id, String(client_id))
  if (client?.application.state !== 'active') return undefined
  const user =
    typeof sub === 'string' && isId('user', sub) ? await ports.stores.in(environment.id).users.get(sub) : undefined
  if (user?.state !== 'active' || user.organization_id !== org_id) return undefined
  const organization = await ports.stores.in(environment.id).organizations.get(user.organization_id)
  // `iat` has seconds only.
  const ends = [user.access_ended_at, organization?.access_ended_at ?? null]
  const isEnded = ends.some((end) => end !== null && !(Number(judged_at) > end))
  return isEnded || !organization ? undefined : claims
}
