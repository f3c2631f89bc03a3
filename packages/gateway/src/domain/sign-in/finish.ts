/** The way back: a callback is matched with its sign-in, and the sign-in finished or refused. */

import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import { mappingOf } from '../connections/connections.ts'
import { redirectUriOf } from '../environments/addresses.ts'
import { userCaller } from '../events/events.ts'
import { type OpenTrace, openTrace } from '../events/trace.ts'
import { provision } from '../people/provisioning.ts'
import type { Ports } from '../ports/ports.ts'
import { openSession } from '../sessions/sessions.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import type { UnitRefused } from '../stores/unit.ts'
import { newGrant } from '../tokens/grants.ts'
import { change } from '../work/change.ts'
import { parseHandle } from '../work/handles.ts'
import { type Flow, openFlow } from './flow.ts'
import { refuse, told } from './refuse.ts'

/** What came back from an identity provider. */
export interface Return {
  readonly connection_id: string
  readonly parameters: Parameters
  readonly source: Source
}

/** The answer to an application: where to, and with which code. */
export interface Answer {
  readonly redirect_uri: string
  readonly code: string
  readonly state: string | null
  readonly sign_in_id: Id<'signin'>
  /** Of the new session, for the browser's cookie. */
  readonly session_cookie: string
}

/**
 * Finds the sign-in that a browser comes back to; it may be over.
 * @throws Failure state_missing, state_unknown
 */
export async function resume(
  ports: Ports,
  environment: EnvironmentRecord,
  { parameters }: Pick<Return, 'parameters'>,
): Promise<SignInRecord> {
  if (parameters.state === undefined) throw new Failure('state_missing')
  const handle = parseHandle(ports.keys, 'signin', parameters.state, 128)
  const sign_in = handle && (await ports.stores.in(environment.id).sign_ins.get(handle.id))
  if (!sign_in || !ports.keys.equal(sign_in.state_hash, handle.hash)) throw new Failure('state_unknown')
  return sign_in
}

/** @throws Failure sign_in_expired, connection_mismatch */
function checkReturn(ports: Ports, sign_in: SignInRecord, connection_id: string): void {
  if (sign_in.expires_at <= ports.now()) throw new Failure('sign_in_expired')
  // The path names the connection that was asked: an answer meant for another one stops here (RFC 9700, 4.4).
  if (sign_in.connection_id !== connection_id) {
    throw new Failure('connection_mismatch', { expected: sign_in.connection_id, received: connection_id.slice(0, 64) })
  }
}

/**
 * Finishes a sign-in that was found by {@link resume}. Whatever goes wrong is written into its row and thrown.
 * @throws Failure
 */
export async function finish(
  ports: Ports,
  environment: EnvironmentRecord,
  sign_in: SignInRecord,
  { parameters, connection_id, source }: Return,
  previous: SessionRecord | undefined,
): Promise<Answer> {
  const trace = openTrace(ports)
  try {
    trace.step('callback', { parameters: Object.keys(parameters) })
    checkReturn(ports, sign_in, connection_id)
    const flow = openFlow(ports, sign_in)
    const identity = await askIdentityProvider(ports, environment, sign_in, flow, parameters, trace)
    const answer = await admit(ports, environment, sign_in, flow, identity, previous, trace, source)
    trace.close(environment.id, sign_in.id)
    return answer
  } catch (error) {
    const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    await refuse(ports, sign_in, failure, trace, source)
    throw failure
  }
}

async function askIdentityProvider(
  ports: Ports,
  environment: EnvironmentRecord,
  sign_in: SignInRecord,
  { upstream }: Flow,
  parameters: Parameters,
  trace: OpenTrace,
): Promise<VerifiedIdentity> {
  const configured = await ports.configuration.connection(environment.id, sign_in.connection_id)
  if (configured?.connection.state !== 'active') throw new Failure('connection_gone')
  const { connection, credentials } = configured
  const credential = credentials.find(({ active }) => active)
  const identity = await ports.identity_providers.finish({
    connection,
    credential,
    redirect_uri: redirectUriOf(ports, environment, connection.id),
    state: parameters.state ?? '',
    upstream,
    parameters,
    mapping: mappingOf(ports, connection),
    trace,
  })
  if (credential) {
    ports.noteUse(credential.id, (now) => ports.stores.in(environment.id).credentials.touch(credential.id, now))
  }
  return identity
}

/** Decides who this is, and opens the session and the grant in the unit that ends the sign-in. */
function admit(
  ports: Ports,
  environment: EnvironmentRecord,
  sign_in: SignInRecord,
  { request }: Flow,
  identity: VerifiedIdentity,
  previous: SessionRecord | undefined,
  trace: OpenTrace,
  source: Source,
): Promise<Answer> {
  const { sign_ins, sessions, grants } = ports.stores.in(environment.id)
  return change(
    ports,
    async () => {
      const { connection, organization } = await current(ports, environment, sign_in)
      const person = await provision(ports, connection, organization, identity, trace)
      trace.step(person.outcome, { user_id: person.user.id })
      trace.decision(person.outcome, person.because, person.roles)
      // Read again: another tab may have renewed or ended it meanwhile.
      const open = previous && (await sessions.get(previous.id))
      const live = open?.ended_at === null ? open : undefined
      const opened = openSession(ports, person, connection, identity, live)
      const { grant, code } = newGrant(ports, opened.session, request, sign_in.id)
      const { id: user_id, email_key } = person.user
      const gave = {
        user_id,
        email_key,
        session_id: opened.session.id,
        grant_id: grant.id,
        finished_at: ports.now(),
      }
      const succeeded = { ...sign_in, ...gave, state: 'succeeded' } as const
      const caller = userCaller(user_id, source)
      const made = [...person.events, ...opened.events].map((event) => ({ ...event, caller }))
      const events = [...made, told(succeeded, caller)]
      const writes = [sign_ins.succeed(sign_in.id, gave), ...person.writes, ...opened.writes, grants.insert(grant)]
      const { redirect_uri, state } = request
      const result = { redirect_uri, code, state, sign_in_id: sign_in.id, session_cookie: opened.cookie }
      return { writes, result, events }
    },
    alreadyFinished,
  )
}

function alreadyFinished({ write }: UnitRefused): Failure | undefined {
  return write === 'sign_ins.succeed' ? new Failure('sign_in_finished') : undefined
}

/** Everything that may have changed since the sign-in began, read again at each attempt. */
async function current(
  ports: Ports,
  environment: EnvironmentRecord,
  sign_in: SignInRecord,
): Promise<{
  connection: ConnectionRecord
  organization: NonNullable<Awaited<ReturnType<Ports['configuration']['organization']>>>
}> {
  const organization = await ports.configuration.organization(environment.id, sign_in.organization_id)
  if (!organization) throw new Failure('organization_gone')
  const configured = await ports.configuration.connection(environment.id, sign_in.connection_id)
  if (configured?.connection.state !== 'active') throw new Failure('connection_gone')
  return { connection: configured.connection, organization }
}

/**
 * What to do with an answer that came in another browser than the one that began: end the attempt, and say with which
 * request it may be started again. Only once; the second time somebody is being led astray.
 */
export async function abandonForRestart(
  ports: Ports,
  sign_in: SignInRecord,
  { connection_id, source }: Return,
): Promise<AuthorizationRequest> {
  checkReturn(ports, sign_in, connection_id)
  const failure = new Failure('browser_changed')
  const ended = await refuse(ports, sign_in, failure, openTrace(ports), source)
  if (sign_in.restarted) throw failure
  // Of many answers at the same moment one begins again; each would open a sign-in of its own.
  if (!ended) throw new Failure('sign_in_finished')
  return openFlow(ports, sign_in).request
}
