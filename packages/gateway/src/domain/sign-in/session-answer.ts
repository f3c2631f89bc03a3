/** A sign-in without an identity provider: a live session answers the request of another application, in one unit. */
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { recordEvent, userCaller } from '../events/events.ts'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { newGrant } from '../tokens/grants.ts'
import type { BeginOptions } from './begin.ts'
import type { Answer } from './finish.ts'
import { runUsingUp } from './pushed-requests.ts'
import { told } from './refuse.ts'

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
