/**
 * Introspection (RFC 7662) and revocation (RFC 7009). A token that is not live, not ours or not of this environment is
 * `active: false` and nothing else. Revoking a token ends everything made from its sign-in for that application.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import { secondsOf } from '@gatehouse-sso/core/time'
import { issuerOf } from '../environments/addresses.ts'
import { withPassedProfile } from '../people/passed-profile.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { LiveGrant } from '../stores/grants.ts'
import type { RefreshTokenRecord } from '../stores/refresh-tokens.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { readAccessToken } from './access-token.ts'
import { revokeGrant } from './grants.ts'
import { readExchangedToken } from './token-exchange.ts'

const inactive = { active: false } as const

/**
 * Describes a token to a resource server.
 * @param resource the API that asks for itself: a token for anything else is none for it
 */
export async function introspect(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  unverified_token: string,
  resource: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const description = await describe(ports, environment, application, unverified_token)
  const isForAnother = resource !== undefined && description.api_resource_id !== resource
  return isForAnother ? inactive : description
}

async function describe(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  unverified_token: string,
): Promise<Readonly<Record<string, unknown>>> {
  const refresh = await readRefreshToken(ports, environment, unverified_token)
  // A refresh token is described to its own client only.
  if (refresh) {
    if (refresh.grant.application_id !== application.id) return inactive
    const { created_at, expires_at } = refresh.record
    return {
      ...described(ports, environment, refresh.grant, refresh.grant.scopes),
      token_type: 'refresh_token',
      iat: secondsOf(created_at),
      exp: secondsOf(Math.min(expires_at, refresh.grant.expires_at)),
    }
  }
  const exchanged = await readExchangedToken(ports, environment, unverified_token)
  // A token of an exchange says all there is to know about it.
  if (exchanged) return { active: true, token_type: 'Bearer', ...exchanged }
  const live = await readAccessToken(ports, environment, unverified_token)
  if (!live) return inactive
  const { grant, audience, scopes, iat, exp, jti } = live
  const description = described(ports, environment, grant, scopes)
  return { ...description, token_type: 'Bearer', iat, exp, aud: audience, ...(jti === undefined ? {} : { jti }) }
}

function described(
  ports: Ports,
  environment: EnvironmentRecord,
  live: LiveGrant,
  scopes: readonly string[],
): Readonly<Record<string, unknown>> {
  const grant = withPassedProfile(ports, live)
  return {
    active: true,
    iss: issuerOf(ports.public_url, environment),
    sub: grant.user_id,
    client_id: grant.application_id,
    scope: scopes.join(' '),
    sid: grant.session_id,
    org_id: grant.organization_id,
    ...(grant.api_resource_id === null ? {} : { api_resource_id: grant.api_resource_id }),
    ...(grant.preferred_username === null ? {} : { username: grant.preferred_username }),
    role: grant.role,
    roles: grant.roles,
  }
}

interface LiveRefreshToken {
  readonly record: RefreshTokenRecord
  readonly grant: LiveGrant
}

async function readRefreshToken(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<LiveRefreshToken | undefined> {
  const handle = parseHandle(ports.keys, 'rtok', unverified_token, 256)
  if (!handle) return undefined
  const { refresh_tokens, grants } = ports.stores.in(environment.id)
  const record = await refresh_tokens.get(handle.id)
  if (!record || !ports.keys.equal(record.token_hash, handle.hash)) return undefined
  if (record.used_at !== null || record.expires_at <= ports.now()) return undefined
  const grant = await grants.live(record.grant_id, ports.now())
  return grant && { record, grant }
}

/**
 * Revokes the grant of a token. Tokens of other applications stay, and the caller does not learn of them (RFC 7009,
 * 2.1).
 * @throws Failure token_not_revocable
 */
export async function revoke(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  unverified_token: string,
): Promise<void> {
  const { ports } = work
  if (await readExchangedToken(ports, environment, unverified_token)) throw new Failure('token_not_revocable')
  const live =
    (await readRefreshToken(ports, environment, unverified_token)) ??
    (await readAccessToken(ports, environment, unverified_token))
  if (live?.grant.application_id !== application.id) return
  const grant = await ports.stores.in(environment.id).grants.get(live.grant.grant_id)
  if (grant) await revokeGrant(work, grant, 'revoked_by_client')
}
