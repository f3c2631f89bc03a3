/** A sign-in without an identity provider: a live session answers the request of another application, in one unit. */
import { emailKey } from '@gatehouse-sso/core/email'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { recordEvent, userCaller } from '../events/events.ts'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import type { UserRecord } from '../stores/users.ts'
import { newGrant } from '../tokens/grants.ts'
import type { BeginOptions } from './begin.ts'
import type { Answer } from './finish.ts'
import { runUsingUp } from './pushed-requests.ts'
import { told } from './refuse.ts'
import type { Route } from './routing.ts'

export type SessionAnswer = Omit<Answer, 'session_cookie'>

/**
 * Answers a request from a live session, without an identity provider: one unit.
 * @param application that asks
 */
export async function answerFromSession(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  session: SessionRecord,
  request: AuthorizationRequest,
  { browser_hash, pushed_id, source }: Pick<BeginOptions, 'browser_hash' | 'pushed_id' | 'source'>,
): Promise<SessionAnswer> {
  const { sign_ins, grants } = ports.stores.in(environment.id)
  const trace = openTrace(ports)
  const now = ports.now()
  const id = ports.keys.newId('signin')
  const { grant, code } = newGrant(ports, session, request, id)
  const sign_in: SignInRecord = {
    id,
    environment_id: environment.id,
    application_id: application.id,
    organization_id: session.organization_id,
    connection_id: session.connection_id,
    user_id: session.user_id,
    email_key: null,
    state: 'succeeded',
    state_hash: '',
    browser_hash,
    flow_sealed: '',
    restarted: false,
    error_code: null,
    session_id: session.id,
    grant_id: grant.id,
    created_at: now,
    expires_at: now,
    finished_at: now,
  }
  const event = recordEvent(ports, told(sign_in, userCaller(session.user_id, source)))
  await runUsingUp(ports, environment, pushed_id ?? null, [sign_ins.insert(sign_in), grants.insert(grant), event])
  ports.noteUse(session.id, (at) => ports.stores.in(environment.id).sessions.touch(session.id, at))
  trace.step('session', { session_id: session.id })
  trace.decision('known', 'a live session answers', [])
  trace.close(environment.id, id)
  return { redirect_uri: request.redirect_uri, code, state: request.state, sign_in_id: id }
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
