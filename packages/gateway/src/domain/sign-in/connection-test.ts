/**
 * The test of a connection: a whole sign-in at the identity provider, with the candidate if there is one. It creates no
 * user, session or grant and counts nowhere; its record is a sign-in in states of its own.
 *
 *   /sso/test/{token}            beginTest(): the row `test_in_progress`  → identity provider
 *   /sso/oidc/callback/{conn}    finishTest(): identity, mapping, decision; the result goes to the connection, too
 *   /sso/test/result/{sign_in}   the page for the person who tested
 *
 *   test_in_progress ──→ test_succeeded
 *          └───────────→ test_failed       also after 15 minutes, by a job
 *
 * A person whom only a policy keeps out (unknown, suspended, of another domain) shows that the connection works, so the test passes.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import { withTest } from '../connections/candidate.ts'
import { connectionEvent } from '../connections/connection-event.ts'
import { mappingOf, viewConnection } from '../connections/connections.ts'
import { consentEventType, withConsent } from '../connections/consent.ts'
import { noteEndpoints } from '../connections/endpoints.ts'
import { redirectUri } from '../connections/redirect-uri.ts'
import { openTestLink } from '../connections/test-link.ts'
import { openCredentials } from '../credentials/open-credential.ts'
import { serviceProviderOf } from '../credentials/saml-party.ts'
import type { NewEvent } from '../events/events.ts'
import { type OpenTrace, openTrace } from '../events/trace.ts'
import type { ConnectionConfiguration } from '../ports/configuration.ts'
import type { BegunUpstream } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import { entranceOf } from '../provisioning/entrance.ts'
import { mapIdentity, provedAddresses, provision } from '../provisioning/provisioning.ts'
import { decisionOf } from '../sign-ins/decision.ts'
import {
  openTestFlow,
  type PinnedConnection,
  type ReturnedPerson,
  sealTestFlow,
  type TestFlow,
} from '../sign-ins/flow.ts'
import { testEvent } from '../sign-ins/refuse.ts'
import { newSignIn } from '../sign-ins/sign-ins.ts'
import { consentOf, type TestOutcome } from '../sign-ins/test-consent.ts'
import type { ConnectionRecord, ConnectionTest } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { TestEnd, TestSignIn } from '../stores/sign-ins.ts'
import type { UnitRefused, Write } from '../stores/unit.ts'
import { change, found, nextVersion } from '../work/change.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { type Callback, checkCallback } from './attempt.ts'

/** Refusals by the policy, after everything about the connection has worked. */
const policyRefusals: readonly FailureCode[] = [
  'user_unknown',
  'user_deleted',
  'user_linked_otherwise',
  'invitation_missing',
  'user_suspended',
  'link_ambiguous',
  'email_domain_refused',
  'group_required',
]

/**
 * Begins a test.
 * @returns the address at the identity provider, or `null` if the test failed before; and the sign-in
 * @throws Failure test_link_invalid, also when the setup link that asked for it is over; resource_missing
 */
export async function beginTest(
  work: Work,
  environment: EnvironmentRecord,
  unverified_token: string,
  browser_hash: string,
): Promise<{ readonly location: string | null; readonly sign_in_id: Id<'signin'> }> {
  const { ports } = work
  const { connection_id, setup_link_id } = openTestLink(ports, environment, unverified_token)
  const { sign_ins, setup_links } = ports.stores.in(environment.id)
  if (setup_link_id) {
    const link = await setup_links.get(setup_link_id)
    const isOver = !link || link.revoked_at !== null || link.expires_at <= ports.now()
    if (isOver) throw new Failure('test_link_invalid')
  }
  const { connection } = await configuredOf(ports, environment.id, connection_id)
  const { sign_in, handle, pinned, redirect_uri } = newTest(ports, environment, connection, browser_hash)
  const { id } = sign_in
  const trace = openTrace(work)
  const flowOf = (begun: Pick<TestFlow, 'protocol_state' | 'steps'>): TestFlow => ({
    redirect_uri,
    connection: pinned,
    ...begun,
  })
  const inserts = (flow: TestFlow): readonly Write[] => [
    sign_ins.insert({ ...sign_in, flow_sealed: sealTestFlow(ports, id, flow) }),
    ...(setup_link_id ? [setup_links.insertTest(setup_link_id, id)] : []),
  ]
  trace.step('test', { of: connection.candidate ? 'candidate' : 'current' })
  try {
    const { location, protocol_state } = await beginAtProvider(
      work,
      environment,
      { ...connection, ...pinned },
      redirect_uri,
      handle,
      'choose',
    )
    trace.step('redirect', { to: new URL(location).origin })
    await work.units.run(inserts(flowOf({ protocol_state, steps: trace.steps })))
    return { location, sign_in_id: id }
  } catch (error) {
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    const flow = flowOf({ protocol_state: {}, steps: [] })
    await work.units.run(inserts(flow))
    await endTest(work, environment, sign_in, flow, trace, { failure: error })
    return { location: null, sign_in_id: id }
  }
}

/** A test that nobody has begun: its row, and the settings that it is about. */
export interface NewTest {
  readonly sign_in: TestSignIn
  readonly handle: string
  readonly pinned: PinnedConnection
  readonly redirect_uri: string
}

export function newTest(
  ports: Ports,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  browser_hash: string,
): NewTest {
  const { settings, mapping } = connection.candidate ?? connection
  const id = ports.keys.newId('signin')
  const { handle, hash } = newHandle(ports.keys, id, 128)
  const row = newSignIn(ports, {
    id,
    environment_id: environment.id,
    application_id: null,
    organization_id: connection.organization_id,
    connection_id: connection.id,
    browser_hash,
  })
  return {
    sign_in: { ...row, state: 'test_in_progress', state_hash: hash } as TestSignIn,
    handle,
    pinned: { type: connection.type, settings, mapping },
    redirect_uri: redirectUri(ports.public_url, environment, { ...connection, settings }),
  }
}

/** @param prompt `null`: the person has just chosen an account. @throws Failure */
export async function beginAtProvider(
  work: Work,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  redirect_uri: string,
  handle: string,
  prompt: 'choose' | null,
): Promise<BegunUpstream> {
  const begun = await work.ports.identity_providers.begin({
    connection,
    service_provider: await serviceProviderOf(work.ports, environment, connection),
    redirect_uri,
    handle,
    login_hint: null,
    domain_hint: null,
    prompt,
    max_age: null,
    auth_time_essential: false,
    acr_values: [],
  })
  await noteEndpoints(work, connection, begun.new_endpoints)
  return begun
}

/**
 * Finishes a test, with the result in its row. A test that is over stays as it is.
 * @returns the person, where the test was the way to something of ours and passed
 * @throws Failure database_unavailable
 */
export async function finishTest(
  work: Work,
  environment: EnvironmentRecord,
  sign_in: TestSignIn,
  callback: Callback,
  browser_hash: string | undefined,
): Promise<ReturnedPerson | null> {
  if (sign_in.state !== 'test_in_progress') return null
  const { ports } = work
  const trace = openTrace(work)
  const flow = openTestFlow(ports, sign_in)
  // The handle of a consent finds this row too, before its answer has come.
  if (flow.consent?.answer === null) throw new Failure('state_unknown')
  let failure: Failure | undefined
  let person: VerifiedPerson | undefined
  try {
    trace.step('callback', { parameters: Object.keys(callback.parameters) })
    if (browser_hash === undefined || !ports.keys.equal(browser_hash, sign_in.browser_hash)) {
      throw new Failure('browser_changed')
    }
    checkCallback(ports, sign_in, callback)
    person = await askAndDecide(work, sign_in, flow, callback, trace)
  } catch (error) {
    failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    if (failure.code === 'database_unavailable') throw failure
  }
  await endTest(work, environment, sign_in, flow, trace, { failure, authority: person?.authority })
  if (flow.returns_to === undefined || person === undefined) return null
  return { returns_to: flow.returns_to, ...person }
}

type VerifiedPerson = Omit<ReturnedPerson, 'returns_to'>

/**
 * Everything that a sign-in does, up to its decision. Nothing is written but the trace.
 * @returns the person of the verified identity
 */
async function askAndDecide(
  { ports }: Work,
  sign_in: TestSignIn,
  flow: TestFlow,
  { handle, parameters, connection_id }: Callback,
  trace: OpenTrace,
): Promise<VerifiedPerson> {
  const { connection, credentials } = await configuredOf(ports, sign_in.environment_id, sign_in.connection_id)
  const mapping = mappingOf(ports, flow.connection)
  // A refused credential says nothing about sign-ins: the candidate may name another client.
  const { identity } = await ports.identity_providers.finish({
    connection: { ...connection, ...flow.connection },
    credentials: openCredentials(ports, credentials),
    noteRefused: () => undefined,
    noteKeys: () => undefined,
    redirect_uri: flow.redirect_uri,
    path_names_connection: connection_id !== null,
    handle,
    protocol_state: flow.protocol_state,
    parameters,
    mapping,
    trace,
  })
  const mapped = mapIdentity(mapping, identity)
  trace.claims(identity.claims, identity.userinfo ?? null)
  trace.mapping(mapped.explanations)
  trace.person((mapped.profile.email !== null && emailKey(mapped.profile.email)) || null)
  const organization = await ports.configuration.organization(sign_in.environment_id, sign_in.organization_id)
  if (!organization) throw new Failure('organization_gone')
  let refusal: FailureCode | null = null
  try {
    const person = await provision(ports, entranceOf(connection), organization, identity, mapped)
    trace.step('decision', { outcome: person.outcome })
    trace.decision(decisionOf(person))
  } catch (error) {
    if (!isFailure(error) || !policyRefusals.includes(error.code)) throw error
    refusal = error.code
    trace.step('decision', { outcome: 'refused', code: error.code })
    trace.decision({ outcome: 'refused', because: error.code, roles: [] })
  }
  const email_keys = provedAddresses(entranceOf(connection), organization, identity, mapped)
  return { authority: identity.authority, subject: identity.subject, email_keys, name: mapped.profile.name, refusal }
}

/** Ends the test, and keeps its result with the connection if that still has the tested settings. */
export async function endTest(
  work: Work,
  environment: EnvironmentRecord,
  sign_in: TestSignIn,
  flow: TestFlow,
  trace: OpenTrace,
  outcome: TestOutcome,
): Promise<void> {
  const { failure } = outcome
  const tested = flow.connection
  const { ports } = work
  const { id, environment_id, connection_id } = sign_in
  const { connections, sign_ins } = ports.stores.in(environment.id)
  if (failure) {
    trace.failed('refused', { code: failure.code })
    trace.error(failure)
  }
  const at = ports.now()
  const end: TestEnd = {
    state: failure ? 'test_failed' : 'test_succeeded',
    error_code: failure?.code ?? null,
    email_key: trace.personKey(),
    finished_at: at,
  }
  const test: ConnectionTest = { sign_in_id: id, result: failure ? 'failed' : 'passed', at }
  const record = { ...sign_in, ...end }
  await change(
    work,
    async () => {
      const connection = await connections.get(connection_id)
      const isAnswer = flow.consent?.answer === null
      const shown = connection && !isAnswer ? { ...connection, ...withTest(connection, tested, test) } : connection
      const consent = consentOf(ports, connection?.candidate?.consent ?? connection?.consent, flow, outcome, id)
      const next = shown && consent ? { ...shown, ...withConsent(ports, shown, tested, consent) } : shown
      const writes = [sign_ins.endTest(id, end), trace.write(environment_id, id)]
      const events: NewEvent[] = [testEvent(record)]
      // A way to something of ours says nothing about a test that an administrator made.
      if (connection && next && next !== connection && flow.returns_to === undefined) {
        const changed = nextVersion(ports, connection, next)
        writes.push(connections.update(changed, connection.version))
        if (consent && isConsentNews(connection, next)) {
          const before = await viewConnection(ports, connection)
          const after = { ...before, connection: changed }
          events.push(connectionEvent(ports, consentEventType(consent), environment, after, before))
        }
      }
      return { writes, result: undefined, events }
    },
    alreadyEnded,
  ).catch((error: unknown) => {
    if (!isFailure(error, 'sign_in_finished')) throw error
  })
}

/** Whether the consent of the settings in force, or of the candidate, got another result. */
function isConsentNews(before: ConnectionRecord, after: ConnectionRecord): boolean {
  const results = ({ consent, candidate }: ConnectionRecord) => [consent?.result, candidate?.consent?.result].join()
  return results(before) !== results(after)
}

function alreadyEnded({ write }: UnitRefused): Failure | undefined {
  return write === 'sign_ins.endTest' ? new Failure('sign_in_finished') : undefined
}

async function configuredOf(ports: Ports, environment_id: Id<'env'>, id: Id<'conn'>): Promise<ConnectionConfiguration> {
  return found(await ports.configuration.connection(environment_id, id))
}
