/** Grants: what an application gets for a person. For a minute a code stands for the grant. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { millisecondsOf, secondsOf } from '@gatehouse-sso/core/time'
import { indicatedResource } from '../access/resource-indicator.ts'
import { applicationCaller } from '../events/caller.ts'
import { insertEvent, type NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { GrantRecord } from '../stores/grants.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { presentGrant } from './present.ts'

/** A grant with its code, not yet written. */
export function newGrant(
  ports: Ports,
  session: SessionRecord,
  request: AuthorizationRequest,
  sign_in_id: Id<'signin'>,
): { grant: GrantRecord; code: string } {
  const now = ports.now()
  const { code_seconds, access_token_seconds, id_token_seconds, offline_grant_seconds } = ports.lifetimes
  const offline = request.scopes.includes('offline_access')
  const seconds = offline ? offline_grant_seconds : code_seconds + Math.max(access_token_seconds, id_token_seconds)
  const latest = now + millisecondsOf(seconds)
  const { session_expiry } = session
  const id = ports.keys.newId('grant')
  const { handle, hash } = newHandle(ports.keys, id, 256)
  const grant: GrantRecord = {
    id,
    environment_id: session.environment_id,
    application_id: request.client_id as Id<'app'>,
    user_id: session.user_id,
    session_id: session.id,
    connection_id: session.connection_id,
    sign_in_id,
    scopes: request.scopes,
    requested_claims: request.requested_claims,
    offline,
    auth_time: session.auth_time,
    amr: session.amr,
    acr: session.acr,
    profile_sealed: session.profile_sealed,
    // The application's own session must end with ours, which may be earlier than the identity provider demands.
    session_expiry: session_expiry && Math.min(session_expiry, secondsOf(session.expires_at)),
    api_resource_id: request.resource as Id<'res'> | null,
    access_token: null,
    redirect_uri: request.redirect_uri,
    nonce: request.nonce,
    code_challenge: request.code_challenge,
    code_hash: hash,
    code_expires_at: now + millisecondsOf(code_seconds),
    code_redeemed_at: null,
    revoked_at: null,
    revoked_because: null,
    created_at: now,
    expires_at: session_expiry === null ? latest : Math.min(latest, millisecondsOf(session_expiry)),
  }
  return { grant, code: handle }
}

/**
 * Checks that a token request names no other API resource than its grant (RFC 8707, 2.2), and that this one accepts tokens.
 * @throws Failure resource_not_granted, resource_unknown
 */
export async function checkGranted(
  ports: Ports,
  { id: environment_id }: EnvironmentRecord,
  { api_resource_id }: Pick<GrantRecord, 'api_resource_id'>,
  resource: string | undefined,
): Promise<void> {
  if (api_resource_id !== null) await indicatedResource(ports, environment_id, api_resource_id)
  if (resource === undefined) return
  const { id } = await indicatedResource(ports, environment_id, resource)
  if (id !== api_resource_id) throw new Failure('resource_not_granted', { param: 'resource', received: id })
}

/** Revokes a grant and with it every token made from it. A grant that was revoked before stays as it is. */
export async function revokeGrant(work: Work, grant: GrantRecord, revoked_because: string): Promise<void> {
  const { ports } = work
  if (grant.revoked_at !== null) return
  const { id, environment_id, application_id } = grant
  const revoked_at = ports.now()
  const caller = applicationCaller(application_id, work.caller.source)
  const event = insertEvent(ports, caller, grantRevokedEvent(grant, revoked_at, revoked_because))
  await work.units.run([ports.stores.in(environment_id).grants.revoke(id, revoked_at, revoked_because), event])
}

export function grantRevokedEvent(
  grant: GrantRecord,
  revoked_at: number,
  revoked_because: string,
): NewEventOf<'grant'> {
  const object = presentGrant({ ...grant, revoked_at, revoked_because })
  return { type: 'grant.revoked', environment_id: grant.environment_id, object }
}
