/**
 * One sign-in, from the application's request to the code that it gets.
 *
 *   /oauth/authorize           a live session answers it (session-answer.ts), else
 *                              begin(): the row `in_progress` is written  → identity provider
 *   /sso/oidc/callback/{conn}  resume(): the row must be in progress, the browser the same;
 *                              finish(): in time, at the right address, VerifiedIdentity → user → session and code,
 *                              in one unit  → application
 *   /oauth/token               redeem-code.ts
 *
 *   in_progress ─ finish() ─→ succeeded
 *        │ ├───── refuse() ─→ failed          whatever is wrong is a Failure; its code stands in the row
 *        └──────── 15 min ──→ abandoned       a job
 *
 * The row is all there is of a sign-in in flight. It is read before any upstream call, and left by one UPDATE that
 * expects `in_progress`, so of two callbacks at the same moment one wins. This file knows no HTTP, no SQL and no
 * identity provider; it accepts nothing but a VerifiedIdentity.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import { change } from './change.ts'
import { mappingOf } from './connections.ts'
import { type NewEvent, recordEvent, system, userCaller } from './events.ts'
import { type Flow, newUpstreamState, openFlow, sealFlow } from './flow.ts'
import { newGrant } from './grants.ts'
import { newHandle, parseHandle } from './handles.ts'
import { redirectUriOf } from './issuer.ts'
import { type BeginUpstream, type Caller, type Ports, UnitRefused, type Write } from './ports.ts'
import { provision } from './provisioning.ts'
import { runUsingUp } from './pushed-requests.ts'
import type { ConnectionRecord, EnvironmentRecord, SignInRecord } from './records.ts'
import { presentSignIn } from './resources.ts'
import { openSession } from './sessions.ts'
import type { SessionRecord } from './token-records.ts'
import { type OpenTrace, openTrace } from './trace.ts'

/** What the browser is told: go there, and keep this. */
export interface Redirect {
  readonly location: string
  readonly sign_in_id: Id<'signin'>
}

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

export interface BeginOptions {
  readonly browser_hash: string
  /** The person has signed out here before: let them pick an account instead of passing through. */
  readonly signed_out: boolean
  readonly restarted?: boolean
  /** A pushed request that this sign-in uses up. */
  readonly pushed_id?: Id<'par'> | null
  readonly source: Source
}

/** Opens a sign-in and gives the address at the identity provider. */
export async function begin(
  ports: Ports,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  request: AuthorizationRequest,
  options: BeginOptions,
): Promise<Redirect> {
  const trace = openTrace(ports)
  const now = ports.now()
  const id = ports.keys.newId('signin')
  const { handle, hash } = newHandle(ports.keys, id, 128)
  const upstream = newUpstreamState(ports, request)
  const flowOf = (steps: Flow['steps']): string => sealFlow(ports, id, { request, upstream, steps })
  const record: Omit<SignInRecord, 'flow_sealed'> = {
    id,
    environment_id: environment.id,
    application_id: request.client_id as Id<'app'>,
    organization_id: connection.organization_id,
    connection_id: connection.id,
    user_id: null,
    email_key: null,
    state: 'in_progress',
    state_hash: hash,
    browser_hash: options.browser_hash,
    restarted: options.restarted ?? false,
    error_code: null,
    session_id: null,
    grant_id: null,
    created_at: now,
    expires_at: now + ports.lifetimes.sign_in * 1000,
    finished_at: null,
  }
  trace.step('request', { application_id: request.client_id, scopes: request.scopes, prompt: request.prompt })
  try {
    const location = await ports.identity_providers.begin({
      connection,
      redirect_uri: redirectUriOf(ports, environment, connection.id),
      state: handle,
      upstream,
      login_hint: request.login_hint,
      domain_hint: request.domain_hint,
      prompt: upstreamPrompt(request, options.signed_out),
      auth_time_essential: request.auth_time_essential,
    })
    trace.step('redirect', { to: new URL(location).origin })
    const opened = ports.stores.in(environment.id).sign_ins.insert({ ...record, flow_sealed: flowOf(trace.steps) })
    await runUsingUp(ports, environment, options.pushed_id ?? null, [opened])
    return { location, sign_in_id: id }
  } catch (error) {
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    // Nobody was sent to the identity provider: the attempt is recorded all the same.
    trace.failed('redirect')
    trace.error(error)
    const ended = { state: 'failed', error_code: error.code, finished_at: now } as const
    const failed: SignInRecord = { ...record, ...ended, flow_sealed: flowOf([]) }
    const insert = ports.stores.in(environment.id).sign_ins.insert(failed)
    await ports.units.run([insert, trace.write(environment.id, id), recordFailure(ports, failed, options.source)])
    throw error
  }
}

function upstreamPrompt({ prompt }: AuthorizationRequest, signed_out: boolean): BeginUpstream['prompt'] {
  if (prompt.includes('login')) return 'login'
  if (prompt.includes('consent')) return 'consent'
  return prompt.includes('select_account') || signed_out ? 'choose' : null
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

/** Nobody is known to have failed: whoever came is no more than an address. */
function recordFailure(ports: Ports, sign_in: SignInRecord, source: Source): Write {
  return recordEvent(ports, told(sign_in, { actor: system.actor, source }))
}

/** How a sign-in ended. */
export function told(sign_in: SignInRecord, caller: Caller): NewEvent {
  const { environment_id, organization_id, state } = sign_in
  const type = state === 'succeeded' ? 'sign_in.succeeded' : 'sign_in.failed'
  return { type, environment_id, organization_id, object: presentSignIn(sign_in), caller }
}

/**
 * Writes a refusal with its record, at once: the page that explains it reads both. One that was decided otherwise
 * meanwhile stays as it is; then only the record is added.
 * @returns whether it was this that ended the sign-in
 */
async function refuse(
  ports: Ports,
  sign_in: SignInRecord,
  failure: Failure,
  trace: OpenTrace,
  source: Source,
): Promise<boolean> {
  const { id, environment_id } = sign_in
  trace.failed('refused', { code: failure.code })
  trace.error(failure)
  // Nothing can be written now, and nobody knows what was: the row stays as it is.
  if (failure.code === 'database_unavailable') {
    trace.close(environment_id, id)
    return false
  }
  const [email_key, finished_at] = [trace.email_key, ports.now()]
  const failed = { ...sign_in, state: 'failed', error_code: failure.code, email_key, finished_at } as const
  const write = ports.stores.in(environment_id).sign_ins.fail(id, failure.code, email_key, finished_at)
  try {
    await ports.units.run([write, trace.write(environment_id, id), recordFailure(ports, failed, source)])
    return true
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    trace.close(environment_id, id)
    return false
  }
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
