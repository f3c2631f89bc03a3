/**
 * Browser sessions at the gateway: opened by a sign-in, used for single sign-on and logout. The cookie holds a handle;
 * the row decides. Every sign-in makes a new cookie, so a cookie that was planted beforehand is worth nothing. When the
 * same person signs in again the session goes on, and tokens that other applications got in it stay good.
 */

import type { Id } from '@gatehouse-sso/core/ids'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { type Caller, userCaller } from '../events/caller.ts'
import { insertEvent, type NewEvent, type NewEventOf } from '../events/events.ts'
import { noticeWrites } from '../logout/notices.ts'
import type { FinishedUpstream } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { Provisioned } from '../provisioning/provisioning.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { Write } from '../stores/unit.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import { sessionLifetimes } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { sealLogoutHints } from './logout-hints.ts'
import { presentSession } from './present.ts'

/** The live session behind a cookie, if there is one. */
export async function readSession(
  ports: Ports,
  environment: EnvironmentRecord,
  cookie: string | undefined,
): Promise<SessionRecord | undefined> {
  const handle = parseHandle(ports.keys, 'sess', cookie, 256)
  if (!handle) return undefined
  const session = await ports.stores.in(environment.id).sessions.get(handle.id)
  if (!session || !ports.keys.equal(session.token_hash, handle.hash)) return undefined
  const now = ports.now()
  if (session.ended_at !== null || session.expires_at <= now) return undefined
  const idle_ms = await idleTime(ports, session)
  return idle_ms === undefined || now - session.last_used_at >= idle_ms ? undefined : session
}

/** Notes that a session was used: exact to a tenth of the time after which an idle one ends. */
export async function noteSessionUse(ports: Ports, session: SessionRecord): Promise<void> {
  const idle_ms = await idleTime(ports, session)
  const { sessions } = ports.stores.in(session.environment_id)
  ports.noteUse(session, (at) => sessions.touch(session.id, at), idle_ms && idle_ms / 10)
}

/** Milliseconds. @returns `undefined` if the organization is gone */
async function idleTime(ports: Ports, { environment_id, organization_id }: SessionRecord): Promise<number | undefined> {
  const owner = await ports.configuration.organization(environment_id, organization_id)
  return owner && sessionLifetimes(ports, owner.organization.policy).idle_ms
}

/** The session after a sign-in: new, or the one that the browser had. */
export interface OpenedSession {
  readonly session: SessionRecord
  readonly cookie: string
  readonly writes: readonly Write[]
  readonly events: readonly NewEvent[]
}

/**
 * The session of a verified person, not yet written.
 * @param previous session of the browser, if it has not ended
 */
export async function openSession(
  ports: Ports,
  { user, ends_sessions, profile_sealed }: Pick<Provisioned, 'user' | 'ends_sessions' | 'profile_sealed'>,
  connection: ConnectionRecord,
  { policy }: Pick<OrganizationRecord, 'policy'>,
  { identity, logout_hints }: Pick<FinishedUpstream, 'identity' | 'logout_hints'>,
  previous: SessionRecord | undefined,
  application_id: Id<'app'>,
): Promise<OpenedSession> {
  const now = ports.now()
  const { session_expiry = null } = identity
  const latest = now + sessionLifetimes(ports, policy).lifetime_ms
  const { sessions } = ports.stores.in(user.environment_id)
  const goesOn = !ends_sessions && previous?.user_id === user.id && previous.connection_id === connection.id
  const id = goesOn ? previous.id : ports.keys.newId('sess')
  const { handle, hash } = newHandle(ports.keys, id, 256)
  const session: SessionRecord = {
    id,
    environment_id: user.environment_id,
    organization_id: user.organization_id,
    user_id: user.id,
    connection_id: connection.id,
    token_hash: hash,
    auth_time: identity.auth_time ?? null,
    amr: identity.amr ?? null,
    acr: identity.acr ?? null,
    upstream_sid: identity.upstream_sid ?? null,
    profile_sealed,
    application_id: goesOn ? previous.application_id : application_id,
    created_at: goesOn ? previous.created_at : now,
    last_used_at: now,
    session_expiry,
    logout_hints_sealed: sealLogoutHints(ports, connection, id, logout_hints),
    expires_at: session_expiry === null ? latest : Math.min(latest, millisecondsOf(session_expiry)),
    ended_at: null,
    ended_because: null,
  }
  if (goesOn) return { session, cookie: handle, writes: [sessions.renew(session)], events: [] }
  // Every unit that changes several of them changes users, then connections, then sessions, so no two units wait for
  // each other.
  if (!previous) return { session, cookie: handle, writes: [sessions.insert(session)], events: [] }
  const told = await noticeWrites(ports, user.environment_id, { user_id: previous.user_id }, now)
  return {
    session,
    cookie: handle,
    writes: [sessions.insert(session), sessions.end(previous.id, now, 'replaced'), ...told],
    events: [sessionEndedEvent(previous, now, 'replaced')],
  }
}

/** Ends a session on behalf of the caller of the work. A session that has ended, or never was, changes nothing. */
export async function endSession(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'sess'>,
  ended_because: string,
): Promise<void> {
  const session = await openSessionWith(work.ports, environment_id, id)
  if (session) await end(work, session, ended_because, work.caller)
}

/** A session that has just ended. */
export type EndedSession = SessionRecord & { readonly ended_at: number }

/**
 * Ends a session on behalf of its person.
 * @returns `undefined` for one that had ended, or never was
 */
export async function signOut(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'sess'>,
): Promise<EndedSession | undefined> {
  const session = await openSessionWith(work.ports, environment_id, id)
  return session && end(work, session, 'signed_out', userCaller(session.user_id, work.caller.source))
}

async function openSessionWith(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'sess'>,
): Promise<SessionRecord | undefined> {
  const session = await ports.stores.in(environment_id).sessions.get(id)
  return session?.ended_at === null ? session : undefined
}

async function end(work: Work, session: SessionRecord, ended_because: string, caller: Caller): Promise<EndedSession> {
  const ended_at = work.ports.now()
  await work.units.run(await endWrites(work.ports, [session], ended_at, ended_because, caller))
  return { ...session, ended_at, ended_because }
}

/** The writes that end open sessions, with their events and the notices to applications. */
export async function endWrites(
  ports: Ports,
  sessions: readonly SessionRecord[],
  ended_at: number,
  ended_because: string,
  caller: Caller,
): Promise<readonly Write[]> {
  const writes: Write[] = []
  for (const session of sessions) {
    const { id, environment_id } = session
    writes.push(ports.stores.in(environment_id).sessions.end(id, ended_at, ended_because))
    writes.push(insertEvent(ports, caller, sessionEndedEvent(session, ended_at, ended_because)))
  }
  const people = new Map(sessions.map((session) => [session.user_id, session.environment_id]))
  for (const [user_id, environment_id] of people) {
    writes.push(...(await noticeWrites(ports, environment_id, { user_id }, ended_at)))
  }
  return writes
}

export function sessionEndedEvent(
  session: SessionRecord,
  ended_at: number,
  ended_because: string,
): NewEventOf<'session'> {
  const { environment_id, organization_id } = session
  const object = presentSession({ ...session, ended_at, ended_because })
  return { type: 'session.ended', environment_id, organization_id, object }
}
