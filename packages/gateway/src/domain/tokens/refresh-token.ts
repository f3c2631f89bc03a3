/**
 * Refresh tokens. Each use rotates the token; all tokens of one sign-in belong to its grant.
 *
 *   used for the first time, everything live  → new tokens, the next refresh token
 *   used again within 20 s by its own client  → refused, nothing more: two tabs, or an answer that was lost
 *   used again later                          → the grant is revoked: somebody has a copy (RFC 9700, 4.14.2)
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { narrowScope } from '@gatehouse-sso/core/oauth/scope'
import type { RefreshRequest } from '@gatehouse-sso/core/oauth/token-request'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { Ports } from '../ports/ports.ts'
import { recheck } from '../sessions/recheck.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { LiveGrant } from '../stores/grants.ts'
import type { RefreshTokenRecord } from '../stores/refresh-tokens.ts'
import { UnitRefused } from '../stores/unit.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { newAccessToken } from './access-token.ts'
import { checkGranted, grantRevokedEvent, revokeGrant } from './grants.ts'
import { issueTokens, type Tokens } from './tokens.ts'

/** A used token that comes again within this time counts as a mishap. */
const mishapMs = 20_000

/** A refresh token for a grant, not yet written. */
export function newRefreshToken(
  ports: Ports,
  environment_id: Id<'env'>,
  grant_id: Id<'grant'>,
): { record: RefreshTokenRecord; token: string } {
  const now = ports.now()
  const id = ports.keys.newId('rtok')
  const { handle, hash } = newHandle(ports.keys, id, 256)
  const expires_at = now + millisecondsOf(ports.lifetimes.refresh_token_seconds)
  return {
    token: handle,
    record: { id, environment_id, grant_id, token_hash: hash, created_at: now, expires_at, used_at: null },
  }
}

/**
 * Redeems a refresh token.
 * @throws Failure refresh_token_invalid, refresh_token_reused, scope_exceeded, resource_not_granted, resource_unknown,
 *   resource_of_another_organization, recheck_refused, recheck_sign_in_needed
 */
export async function refreshTokens(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: RefreshRequest,
): Promise<Tokens> {
  const { ports } = work
  const handle = parseHandle(ports.keys, 'rtok', request.unverified_refresh_token, 256)
  if (!handle) throw new Failure('refresh_token_invalid')
  const { refresh_tokens } = ports.stores.in(environment.id)
  const known = await refresh_tokens.get(handle.id)
  if (!known || !ports.keys.equal(known.token_hash, handle.hash)) throw new Failure('refresh_token_invalid')
  // The request is checked before the token is used: a request that cannot be served must not use it up.
  const granted = await ports.stores.in(environment.id).grants.get(known.grant_id)
  if (granted?.application_id !== application.id) throw new Failure('refresh_token_invalid')
  const scopes = narrowScope(granted.scopes, request.scope)
  await checkGranted(ports, environment, granted, request.resource)
  if (known.used_at === null) {
    const refusal = await recheck(work, granted, (at, because) => [grantRevokedEvent(granted, at, because)])
    if (refusal) throw refusal
  }

  const next = newRefreshToken(ports, environment.id, known.grant_id)
  const rotation = refresh_tokens.rotate(
    { id: handle.id, token_hash: handle.hash, application_id: application.id, now: ports.now() },
    next.record,
  )
  const opaque = newAccessToken(ports, known.grant_id, scopes)
  const { grants } = ports.stores.in(environment.id)
  const kept = granted.api_resource_id === null ? [grants.keepAccessToken(known.grant_id, opaque.record)] : []
  let grant: LiveGrant
  try {
    grant = rotation.read(await work.units.run([...rotation.writes, ...kept]))
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    throw await refreshRefusal(work, environment, known)
  }
  const issued = { scopes, nonce: null, refresh_token: next.token, access_token: opaque.handle }
  return issueTokens(ports, environment, application, grant, issued)
}

async function refreshRefusal(work: Work, environment: EnvironmentRecord, seen: RefreshTokenRecord): Promise<Failure> {
  const { refresh_tokens, grants } = work.ports.stores.in(environment.id)
  const token = await refresh_tokens.get(seen.id)
  if (!token || token.used_at === null) return new Failure('refresh_token_invalid')
  if (work.ports.now() - token.used_at <= mishapMs) return new Failure('refresh_token_invalid')
  const grant = await grants.get(token.grant_id)
  if (grant) await revokeGrant(work, grant, 'refresh_token_reused')
  return new Failure('refresh_token_reused')
}
