/** A sign-in without an identity provider: a live session answers the request of another application, in one unit. */
import { emailKey } from '@gatehouse-sso/core/email'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { grantedResource } from '../access/resource-indicator.ts'
import { userCaller } from '../events/caller.ts'
import { insertEvent } from '../events/events.ts'
import { openTrace } from '../events/trace.ts'
import { openProfile } from '../people/passed-profile.ts'
import type { Ports } from '../ports/ports.ts'
import type { Route } from '../routing/routing.ts'
import { noteSessionUse } from '../sessions/sessions.ts'
import { signInEvent } from '../sign-ins/refuse.ts'
import { newSignIn } from '../sign-ins/sign-ins.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { UnitRefused } from '../stores/unit.ts'
import type { UserRecord } from '../stores/users.ts'
import { newGrant } from '../tokens/grants.ts'
import type { Work } from '../work/work.ts'
import type { BeginOptions } from './begin.ts'
import { runWithPushedRequest } from './pushed-requests.ts'
import type { AuthorizationResponse } from './response.ts'

/**
 * Answers a request from a live session.
 * @returns `undefined` if it has ended meanwhile
 * @throws Failure resource_unknown, resource_of_another_organization, request_uri_unknown
 */
export async function answerFromSession(
  work: Work,
  application: ApplicationRecord,
  session: SessionRecord,
  request: AuthorizationRequest,
  { browser_hash, pushed_id }: Pick<BeginOptions, 'browser_hash' | 'pushed_id'>,
): Promise<AuthorizationResponse | undefined> {
  const { ports, caller } = work
  const { environment_id, user_id } = session
  const { sign_ins, grants } = ports.stores.in(environment_id)
  if (request.resource !== null) {
    await grantedResource(ports, environment_id, request.resource as Id<'res'>, session.organization_id)
  }
  const trace = openTrace(work)
  const id = ports.keys.newId('signin')
  const { grant, code } = newGrant(ports, session, request, id)
  const begun = newSignIn(ports, {
    id,
    environment_id,
    application_id: application.id,
    organization_id: session.organization_id,
    connection_id: session.connection_id,
    browser_hash,
  })
  const sign_in: SignInRecord = {
    ...begun,
    user_id,
    state: 'succeeded',
    session_id: session.id,
    grant_id: grant.id,
    expires_at: begun.created_at,
    finished_at: begun.created_at,
  }
  const event = insertEvent(ports, userCaller(user_id, caller.source), signInEvent(sign_in))
  try {
    const writes = [sign_ins.insert(sign_in), grants.insert(grant), event]
    await runWithPushedRequest(work, environment_id, pushed_id, writes)
  } catch (error) {
    // The session has ended meanwhile.
    if (error instanceof UnitRefused && error.write === 'grants.insert') return undefined
    throw error
  }
  await noteSessionUse(ports, session)
  trace.step('session', { session_id: session.id })
  trace.decision({ outcome: 'known', because: 'a live session answers', roles: [] })
  trace.close(environment_id, id)
  const { redirect_uri, response_mode, state } = request
  return { redirect_uri, response_mode, code, state }
}

/**
 * Whether a live session answers a request without a visit to the identity provider. The session must be of a
 * connection that the request leads to, of the person that it means, and as fresh as it asks.
 */
export async function sessionAnswers(
  ports: Ports,
  session: SessionRecord,
  request: AuthorizationRequest,
  route: Route,
): Promise<boolean> {
  if (request.prompt.some((prompt) => prompt !== 'none')) return false
  if (request.max_age !== null && !isFresh(session, request.max_age, ports.now())) return false
  if (request.auth_time_essential && session.auth_time === null) return false
  // A session that did not prove the wanted kind of authentication leads to the identity provider (step-up).
  if (request.acr_values.length > 0 && !request.acr_values.includes(session.acr ?? '')) return false
  if (!routeIncludes(route, session)) return false
  if (!(await isShared(ports, session, request.client_id))) return false
  const connection = await ports.configuration.connection(session.environment_id, session.connection_id)
  if (connection?.connection.state !== 'active') return false
  if (request.login_hint === null && request.id_token_hint === null) return true
  const user = await ports.stores.in(session.environment_id).users.get(session.user_id)
  if (user?.state !== 'active') return false
  return (
    matchesLoginHint(withNames(ports, session, user), request.login_hint) &&
    (await matchesIdTokenHint(ports, user, request.id_token_hint))
  )
}

/** An organization may keep a session to the application that began it. */
async function isShared(
  { configuration }: Ports,
  { environment_id, organization_id, application_id }: SessionRecord,
  client_id: string,
): Promise<boolean> {
  if (application_id === null || application_id === client_id) return true
  const owner = await configuration.organization(environment_id, organization_id)
  return owner?.organization.policy.session.is_shared ?? false
}

/** A session without a proved time of authentication is never fresh. */
function isFresh(session: SessionRecord, max_age: number, now: number): boolean {
  return session.auth_time !== null && now - millisecondsOf(session.auth_time) <= millisecondsOf(max_age)
}

function routeIncludes(route: Route, session: SessionRecord): boolean {
  if (route.kind === 'connection') return route.connection.id === session.connection_id
  if (route.kind === 'choose') return route.connections.some(({ id }) => id === session.connection_id)
  return !route.unknown
}

/** The names of a person, which a session carries where the user row has none. */
function withNames(ports: Ports, session: SessionRecord, user: UserRecord): NamedPerson {
  if (session.profile_sealed === null) return user
  const { email, preferred_username } = openProfile(ports, user.id, session.profile_sealed)
  return { email_key: email === null ? null : (emailKey(email) ?? null), preferred_username }
}

type NamedPerson = Pick<UserRecord, 'email_key' | 'preferred_username'>

function matchesLoginHint(user: NamedPerson, login_hint: string | null): boolean {
  if (login_hint === null) return true
  const hint = emailKey(login_hint.trim())
  if (hint === undefined) return false
  return user.email_key === hint || (user.preferred_username !== null && emailKey(user.preferred_username) === hint)
}

async function matchesIdTokenHint(ports: Ports, user: UserRecord, id_token_hint: string | null): Promise<boolean> {
  if (id_token_hint === null) return true
  const claims = ports.keys.verify(id_token_hint, 'JWT', await ports.configuration.signingKeys(user.environment_id))
  return claims?.sub === user.id
}
