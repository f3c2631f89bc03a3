/**
 * Our own access tokens. Their form depends on who reads them:
 *
 *   for userinfo          a handle, whose hash stands in the grant; a refresh replaces it
 *   for an API resource   a JWT (RFC 9068) in ES256, with the API as its audience
 *
 * The token alone is never enough: one indexed read says whether grant, session, user, connection and application are
 * still live (docs/decisions/0014).
 */

import type { Id } from '@gatehouse-sso/core/ids'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { millisecondsOf, secondsOf } from '@gatehouse-sso/core/time'
import { audienceOf } from '../access/resource-indicator.ts'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { AccessTokenRecord, LiveGrant } from '../stores/grants.ts'
import { newHandle, parseHandle } from '../work/handles.ts'

/** The `typ` of access tokens that are JWTs, RFC 9068. */
export const accessTokenType = 'at+jwt'

/** An access token for userinfo, not yet kept in its grant. */
export interface NewAccessToken {
  readonly handle: string
  readonly record: AccessTokenRecord
}

/** @param scopes `null`: those of the grant */
export function newAccessToken(ports: Ports, grant_id: Id<'grant'>, scopes: readonly string[] | null): NewAccessToken {
  const { handle, hash } = newHandle(ports.keys, grant_id, 256)
  const issued_at = ports.now()
  const expires_at = issued_at + millisecondsOf(ports.lifetimes.access_token_seconds)
  return { handle, record: { hash, scopes, issued_at, expires_at } }
}

export interface LiveAccessToken {
  readonly grant: LiveGrant
  readonly audience: string
  readonly scopes: readonly string[]
  /** Seconds since 1970. */
  readonly iat: number
  /** Seconds since 1970. */
  readonly exp: number
  /** Of a JWT. */
  readonly jti?: string
}

/** @returns `undefined` for anything that is not a live access token of this environment */
export async function readAccessToken(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<LiveAccessToken | undefined> {
  return unverified_token.includes('.')
    ? readTokenForApi(ports, environment, unverified_token)
    : readTokenForUserinfo(ports, environment, unverified_token)
}

/** @returns `undefined` for anything that is not a live access token for userinfo of this environment */
export async function readTokenForUserinfo(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<LiveAccessToken | undefined> {
  const handle = parseHandle(ports.keys, 'grant', unverified_token, 256)
  if (!handle) return undefined
  const now = ports.now()
  const grant = await ports.stores.in(environment.id).grants.live(handle.id, now)
  // The column is filled when the code is redeemed, also where the application got a token for an API resource instead.
  if (!grant?.access_token || grant.api_resource_id !== null) return undefined
  const { hash, scopes, issued_at, expires_at } = grant.access_token
  if (!ports.keys.equal(hash, handle.hash) || expires_at <= now) return undefined
  return {
    grant,
    audience: issuerOf(ports.public_url, environment),
    scopes: scopes ?? grant.scopes,
    iat: secondsOf(issued_at),
    exp: secondsOf(Math.min(expires_at, grant.expires_at)),
  }
}

/** The claims of an access token in its time that a key of this environment has signed. */
export async function signedClaims(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<Claims | undefined> {
  const keys = await ports.configuration.signingKeys(environment.id)
  const claims = ports.keys.verify(unverified_token, accessTokenType, keys)
  // A token without `exp` fails this comparison (NaN), as it must; the opposite comparison would accept it.
  const lives = claims !== undefined && millisecondsOf(Number(claims.exp)) > ports.now()
  return lives && claims.iss === issuerOf(ports.public_url, environment) ? claims : undefined
}

async function readTokenForApi(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<LiveAccessToken | undefined> {
  const claims = await signedClaims(ports, environment, unverified_token)
  if (claims?.grant_id === undefined) return undefined
  const grant = await ports.stores.in(environment.id).grants.live(String(claims.grant_id), ports.now())
  if (!grant || grant.user_id !== claims.sub || grant.api_resource_id === null) return undefined
  const resource = await ports.configuration.apiResource(grant.api_resource_id)
  if (resource?.environment_id !== environment.id || !resource.enabled) return undefined
  if (claims.aud !== audienceOf(resource)) return undefined
  return {
    grant,
    audience: claims.aud,
    scopes: String(claims.scope).split(' '),
    iat: Number(claims.iat),
    exp: Number(claims.exp),
    jti: String(claims.jti),
  }
}
