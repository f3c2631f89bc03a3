/**
 * Browser sessions at the gateway: opened by a sign-in, used for single sign-on and logout. The cookie holds a handle;
 * the row decides. Every sign-in makes the cookie anew, so that one planted beforehand is worth nothing; the session
 * behind it goes on when the same person signs in once more, and what other applications got in it stays good.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import { type NewEvent, recordEvent, userCaller } from '../events/events.ts'
import type { Provisioned } from '../people/provisioning.ts'
import type { Ports } from '../ports/ports.ts'
import type { Route } from '../sign-in/routing.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { Write } from '../stores/unit.ts'
import type { UserRecord } from '../stores/users.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
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
  const idle = now - session.last_used_at >= ports.lifetimes.session_idle * 1000
  return session.ended_at !== null || session.expires_at <= now || idle ? undefined : session
}

/** What a sign-in makes of the session that the browser had. */
export interface OpenedSession {
  readonly session: SessionRecord
  readonly cookie: string
  readonly writes: readonly Write[]
  readonly events: readonly Omit<NewEvent, 'caller'>[]
}

/**
 * The session of a verified person, not yet written.
 * @param previous session of the browser, if it has not ended
 */
export function openSession(
  ports: Ports,
  { user, ends_sessions }: Pick<Provisioned, 'user' | 'ends_sessions'>,
  connection: ConnectionRecord,
  identity: VerifiedIdentity,
  previous: SessionRecord | undefined,
): OpenedSession {
  const now = ports.now()
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
    created_at: goesOn ? previous.created_at : now,
    last_used_at: now,
    expires_at: now + ports.lifetimes.session * 1000,
    ended_at: null,
    ended_because: null,
  }
  if (goesOn) return { session, cookie: handle, writes: [sessions.renew(session)], events: [] }
  // User, connection, session: whoever changes several of them does it in this order and waits for no other.
  const replaced = previous ? [sessions.end(previous.id, now, 'replaced')] : []
  const events = previous ? [ended(previous, now, 'replaced')] : []
  return { session, cookie: handle, writes: [sessions.insert(session), ...replaced], events }
}

/**
 * Whether a live session answers a request without a visit to the identity provider: it must belong to where the
 * request leads, to the person it means, and be as fresh as it asks.
 */
export async function sessionAnswers(
  ports: Ports,
  environment: EnvironmentRecord,
  session: SessionRecord,
  request: AuthorizationRequest,
  route: Route,
): Promise<boolean> {
  if (request.prompt.some((prompt) => prompt !== 'none')) return false
  if (request.max_age !== null && !isFresh(session, request.max_age, ports.now())) return false
  if (request.auth_time_essential && session.auth_time === null) return false
  if (!leadsTo(route, session)) return false
  const connection = await ports.configuration.connection(environment.id, session.connection_id)
  if (connection?.connection.state !== 'active') return false
  if (request.login_hint === null && request.id_token_hint === null) return true
  const user = await ports.stores.in(environment.id).users.get(session.user_id)
  if (user?.state !== 'active') return false
  return isMeant(user, request.login_hint) && (await isHinted(ports, environment, user, request.id_token_hint))
}

/** Without a proved time of authentication nobody can say that it is recent. */
function isFresh(session: SessionRecord, max_age: number, now: number): boolean {
  return session.auth_time !== null && now / 1000 - session.auth_time <= max_age
}

function leadsTo(route: Route, session: SessionRecord): boolean {
  if (route.kind === 'connection') return route.connection.id === session.connection_id
  if (route.kind === 'choose') return route.connections.some(({ id }) => id === session.connection_id)
  return !route.unknown
}

function isMeant(user: UserRecord, login_hint: string | null): boolean {
  if (login_hint === null) return true
  const hint = emailKey(login_hint.trim())
  return user.email_key === hint || (user.preferred_username !== null && emailKey(user.preferred_username) === hint)
}

async function isHinted(
  ports: Ports,
  environment: EnvironmentRecord,
  user: UserRecord,
  id_token_hint: string | null,
): Promise<boolean> {
  if (id_token_hint === null) return true
  const claims = ports.keys.verify(id_token_hint, 'JWT', await ports.configuration.signingKeys(environment.id))
  return claims?.sub === user.id
}

/**
 * Ends a session, and says so. One that has ended already, or never was, changes nothing.
 * @param person where the request comes from, if it is the person who ends it
 */
export async function endSession(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'sess'>,
  ended_because: string,
  person?: Source,
): Promise<void> {
  const { sessions } = ports.stores.in(environment_id)
  const session = await sessions.get(id)
  if (!session || session.ended_at !== null) return
  const ended_at = ports.now()
  const caller = person ? userCaller(session.user_id, person) : ports.caller
  const event = { ...ended(session, ended_at, ended_because), caller }
  await ports.units.run([sessions.end(id, ended_at, ended_because), recordEvent(ports, event)])
}

function ended(session: SessionRecord, ended_at: number, ended_because: string): NewEvent {
  const { environment_id, organization_id } = session
  const object = presentSession({ ...session, ended_at, ended_because })
  return { type: 'session.ended', environment_id, organization_id, object }
}
