/** The end of a sign-in: the identity is verified; then user, session and code are written in one unit. */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import { grantedResource } from '../access/resource-indicator.ts'
import { activeConnection, mappingOf } from '../connections/connections.ts'
import { noteConsentSeen } from '../connections/consent-seen.ts'
import { noteExposedKeys } from '../connections/exposed-keys.ts'
import { firstActivation } from '../connections/first-activation.ts'
import { openCredentials } from '../credentials/open-credential.ts'
import { noteUse } from '../credentials/state.ts'
import { userCaller } from '../events/caller.ts'
import type { NewEvent } from '../events/events.ts'
import { openTrace } from '../events/trace.ts'
import type { FinishedUpstream } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import { entranceOf } from '../provisioning/entrance.ts'
import { mapIdentity, type Provisioned, provision } from '../provisioning/provisioning.ts'
import { recheckWrites } from '../sessions/recheck.ts'
import { openSession } from '../sessions/sessions.ts'
import { decisionOf } from '../sign-ins/decision.ts'
import { openFlow } from '../sign-ins/flow.ts'
import { groupsIncompleteEvent, refuse, signInEvent } from '../sign-ins/refuse.ts'
import type { ConnectionRecord, ExposedKeys } from '../stores/connections.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { BegunSignIn, SignInRecord } from '../stores/sign-ins.ts'
import type { UnitRefused } from '../stores/unit.ts'
import { newGrant } from '../tokens/grants.ts'
import { change, type Decision } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { type Attempt, type Callback, checkCallback } from './attempt.ts'
import type { AuthorizationResponse } from './response.ts'

export interface Finished {
  readonly response: AuthorizationResponse
  /** The handle of the session, for the browser's cookie. */
  readonly session_cookie: string
}

/**
 * Finishes a sign-in in progress. A failure is written into its row and thrown.
 * @param previous the session that the browser has
 * @throws Failure
 */
export async function finish(
  work: Work,
  sign_in: BegunSignIn,
  callback: Callback,
  previous: SessionRecord | undefined,
): Promise<Finished> {
  const { ports } = work
  const trace = openTrace(work)
  try {
    trace.step('callback', { parameters: Object.keys(callback.parameters) })
    checkCallback(ports, sign_in, callback)
    const attempt: Attempt = { sign_in, flow: openFlow(ports, sign_in), trace, source: callback.source }
    const upstream = await askIdentityProvider(work, attempt, callback)
    const finished = await admit(work, attempt, upstream, previous)
    trace.close(sign_in.environment_id, sign_in.id)
    return finished
  } catch (error) {
    const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    await refuse(work, sign_in, failure, trace)
    throw failure
  }
}

/**
 * Redeems the answer with the settings that the sign-in began with. A connection that was switched off meanwhile
 * refuses.
 */
async function askIdentityProvider(
  work: Work,
  { sign_in, flow, trace }: Attempt,
  { handle, parameters, connection_id }: Callback,
): Promise<FinishedUpstream> {
  const { ports } = work
  const configuration = await activeConnection(ports, sign_in.environment_id, sign_in.connection_id)
  const refused = new Map<Id<'cred'>, Failure>()
  let accepted: Id<'cred'> | undefined
  let exposed_keys: ExposedKeys | undefined
  try {
    const finished = await ports.identity_providers.finish({
      connection: { ...configuration.connection, ...flow.connection },
      credentials: openCredentials(ports, configuration.credentials),
      noteRefused: (id, failure) => void refused.set(id, failure),
      noteKeys: (exposed) => {
        exposed_keys = exposed
      },
      redirect_uri: flow.redirect_uri,
      path_names_connection: connection_id !== null,
      handle,
      protocol_state: flow.protocol_state,
      parameters,
      mapping: mappingOf(ports, flow.connection),
      trace,
    })
    accepted = finished.credential_id ?? undefined
    return finished
  } finally {
    await noteUse(work, configuration, { accepted, refused })
    await noteExposedKeys(work, { ...configuration.connection, ...flow.connection }, exposed_keys)
  }
}

/** The result of one try to admit a person, if its unit commits. */
interface Admission {
  readonly person: Provisioned
  readonly connection: ConnectionRecord
  readonly finished: Finished
}

/** Decides who this is, and opens the session and the grant in the unit that ends the sign-in. */
async function admit(
  work: Work,
  attempt: Attempt,
  upstream: FinishedUpstream,
  previous: SessionRecord | undefined,
): Promise<Finished> {
  const { sign_in, flow, trace } = attempt
  const { identity, refresh_token } = upstream
  checkAcr(flow.request, identity)
  const mapped = mapIdentity(mappingOf(work.ports, flow.connection), identity)
  trace.claims(identity.claims, identity.userinfo ?? null)
  trace.mapping(mapped.explanations)
  trace.person((mapped.profile.email !== null && emailKey(mapped.profile.email)) || null)

  const decide = async (): Promise<Decision<Admission>> => {
    const { ports } = work
    const { sign_ins, sessions, grants, assertions } = ports.stores.in(sign_in.environment_id)
    // Everything that may have changed since the sign-in began is read again at each try.
    const organization = await ports.configuration.organization(sign_in.environment_id, sign_in.organization_id)
    if (!organization) throw new Failure('organization_gone')
    const { connection } = await activeConnection(ports, sign_in.environment_id, sign_in.connection_id)
    await checkResource(ports, sign_in, flow.request)
    const activated = await firstActivation(ports, connection, sign_in, flow.connection)
    const person = await provision(ports, entranceOf(connection), organization, identity, mapped)
    // Another tab may have renewed or ended the session meanwhile.
    const open = previous && (await sessions.get(previous.id))
    const live = open?.ended_at === null ? open : undefined
    const { client_id } = flow.request
    const opened = await openSession(
      ports,
      person,
      connection,
      organization.organization,
      upstream,
      live,
      client_id as Id<'app'>,
    )
    const kept = recheckWrites(ports, connection, opened.session, refresh_token)
    const { grant, code } = newGrant(ports, opened.session, flow.request, sign_in.id)
    const { id: user_id, email_key } = person.user
    const success = {
      user_id,
      email_key,
      session_id: opened.session.id,
      grant_id: grant.id,
      finished_at: ports.now(),
    }
    const succeeded = { ...sign_in, ...success, state: 'succeeded' } as const
    const { redirect_uri, response_mode, state } = flow.request
    return {
      writes: [
        ...upstream.used_once.map(({ name, expires_at }) => assertions.useOnce(ports.keys.sha256(name), expires_at)),
        ...activated.writes,
        sign_ins.succeed(sign_in.id, success),
        ...person.writes,
        ...opened.writes,
        ...kept,
        grants.insert(grant),
      ],
      result: {
        person,
        connection,
        finished: { response: { redirect_uri, response_mode, code, state }, session_cookie: opened.cookie },
      },
      events: [
        ...activated.events,
        ...person.events,
        ...opened.events,
        signInEvent(succeeded),
        ...groupsEvents(person, succeeded),
      ],
      caller: userCaller(user_id, attempt.source),
    }
  }
  const { person, connection, finished } = await change(work, decide, alreadyFinished)
  // The trace learns the outcome only now: a try that lost a race was rolled back.
  trace.step(person.outcome, { user_id: person.user.id })
  trace.decision(decisionOf(person))
  if (person.entitlements.unmapped_groups.length > 0)
    work.ports.noteGroups(sign_in, person.entitlements.unmapped_groups)
  await noteConsentSeen(work, connection, flow.connection, sign_in.id)
  return finished
}

/** OpenID Connect Core, 5.5.1.1: an essential `acr` that is not proved fails the request. @throws Failure acr_unmet */
function checkAcr({ acr_essential, acr_values }: AuthorizationRequest, { acr }: VerifiedIdentity): void {
  if (!acr_essential || acr_values.includes(acr ?? '')) return
  throw new Failure('acr_unmet', { expected: acr_values.join(' or '), received: acr ?? 'none' })
}

/** An API resource of another organization gets no tokens of this one. @throws Failure resource_unknown, resource_of_another_organization */
async function checkResource(
  ports: Ports,
  { environment_id, organization_id }: BegunSignIn,
  { resource }: AuthorizationRequest,
): Promise<void> {
  // A sign-in from before this parameter has none.
  if (resource) await grantedResource(ports, environment_id, resource as Id<'res'>, organization_id)
}

function groupsEvents({ entitlements }: Provisioned, sign_in: SignInRecord): readonly NewEvent[] {
  return entitlements.kept.includes('groups') ? [groupsIncompleteEvent(sign_in)] : []
}

function alreadyFinished({ write }: UnitRefused): Failure | undefined {
  if (write === 'assertions.useOnce') return new Failure('saml_replayed')
  return write === 'sign_ins.succeed' ? new Failure('sign_in_finished') : undefined
}
