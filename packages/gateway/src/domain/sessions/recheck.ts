/**
 * Asks the identity provider again, while a session lives, whether its person still has access. A connection that sets
 * `recheck_minutes` keeps the identity provider's refresh token, sealed, and redeems it when tokens are refreshed, or
 * a session answers, and the last check is older.
 *
 *   passed          everything goes on, with the next refresh token
 *   refused         disabled, unassigned, revoked: session and grants end
 *   sign_in_needed  the token was idle for too long, or a condition must be met: nothing is given until the person signs in
 *   unknown         the identity provider is away: what was granted goes on for a day, with a question a minute
 *
 * The row is the lease: of several requests at the same time one asks, and the others go on with what was known.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { openCredentials } from '../credentials/open-credential.ts'
import { noteUse } from '../credentials/state.ts'
import { system } from '../events/caller.ts'
import { insertEvent, type NewEvent } from '../events/events.ts'
import { openTrace } from '../events/trace.ts'
import { noticeWrites } from '../logout/notices.ts'
import type { ConnectionConfiguration } from '../ports/configuration.ts'
import type { UpstreamVerdict } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { RecheckRecord, SeenRecheck } from '../stores/rechecks.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { sessionEndedEvent } from './sessions.ts'

const minuteMs = 60_000
/** Longer than a request to an identity provider may take. */
const leaseMs = minuteMs
const graceMs = 24 * 60 * minuteMs
const maximumTokenLength = 16 * 1024

/** The session or grant that is asked about. */
export interface Rechecked {
  readonly environment_id: Id<'env'>
  readonly session_id: Id<'sess'>
  readonly connection_id: Id<'conn'>
  readonly user_id: Id<'user'>
  readonly sign_in_id: Id<'signin'> | null
  readonly created_at: number
}

/** The events of what ends beside the session, if the person is refused. */
type EventsOfEnd = (ended_at: number, because: string) => readonly NewEvent[]

const tokenContext = (id: Id<'sess'>): string => `rechecks.token:${id}`

/** Keeps what later checks need, in the unit of a sign-in. Writes nothing if the connection asks for no checks. */
export function recheckWrites(
  ports: Ports,
  { policy }: ConnectionRecord,
  { id, environment_id, connection_id }: SessionRecord,
  refresh_token: string | null,
): readonly Write[] {
  if (policy.recheck_minutes === null) return []
  const isUsable = refresh_token !== null && refresh_token.length <= maximumTokenLength
  const now = ports.now()
  const record: RecheckRecord = {
    id,
    environment_id,
    connection_id,
    token_sealed: isUsable ? ports.keys.seal(refresh_token, tokenContext(id)) : null,
    checked_at: now,
    lease_until: null,
    sign_in_needed_because: null,
    expires_at: now + millisecondsOf(ports.lifetimes.offline_grant_seconds),
  }
  return [ports.stores.in(environment_id).rechecks.put(record)]
}

/**
 * Checks what a connection wants checked, if it is due.
 * @returns why nothing may be given; `undefined` if all is well
 */
export async function recheck(
  work: Work,
  subject: Rechecked,
  eventsOfEnd: EventsOfEnd = () => [],
): Promise<Failure | undefined> {
  const { ports } = work
  const configuration = await ports.configuration.connection(subject.environment_id, subject.connection_id)
  const minutes = configuration?.connection.policy.recheck_minutes ?? null
  if (configuration === undefined || minutes === null) return undefined
  const { rechecks } = ports.stores.in(subject.environment_id)
  const row = await rechecks.get(subject.session_id)
  if (row && row.sign_in_needed_because !== null) return signInNeeded(row.sign_in_needed_because)
  const due_at = (row?.checked_at ?? subject.created_at) + minutes * minuteMs
  if (ports.now() < due_at) return undefined
  // A session without a refresh token cannot be checked, so only a sign-in shows whether its person still has access.
  if (!row?.token_sealed) return signInNeeded('no_refresh_token')
  const now = ports.now()
  const isMine = await succeeds(work, [rechecks.begin(row, now, now + leaseMs)])
  if (!isMine) return now < due_at + graceMs ? undefined : signInNeeded('identity_provider_away')
  const verdict = await ask(work, configuration, subject, ports.keys.open(row.token_sealed, tokenContext(row.id)))
  switch (verdict.result) {
    case 'passed': {
      const token_sealed = ports.keys.seal(verdict.refresh_token, tokenContext(row.id))
      await succeeds(work, [rechecks.pass(row, token_sealed, ports.now())])
      return undefined
    }
    case 'refused':
      return (await endAccess(work, subject, row, eventsOfEnd))
        ? new Failure('recheck_refused', verdict.failure.evidence)
        : undefined
    case 'sign_in_needed': {
      const because = verdict.failure.evidence.upstream?.error ?? 'invalid_grant'
      const isNews = await succeeds(work, [rechecks.needSignIn(row, because)])
      return isNews ? signInNeeded(because) : undefined
    }
    case 'unknown':
      return now < due_at + graceMs ? undefined : signInNeeded('identity_provider_away')
  }
}

/** {@link recheck} for a session that is about to answer a request. */
export function recheckSession(work: Work, session: SessionRecord): Promise<Failure | undefined> {
  return recheck(work, { ...session, session_id: session.id, sign_in_id: null })
}

async function ask(
  work: Work,
  configuration: ConnectionConfiguration,
  { environment_id, sign_in_id, user_id }: Rechecked,
  refresh_token: string,
): Promise<UpstreamVerdict> {
  const { ports } = work
  const { connection, credentials } = configuration
  const trace = openTrace(work)
  const refused = new Map<Id<'cred'>, Failure>()
  const answered = await ports.identity_providers.refresh({
    connection,
    credentials: openCredentials(ports, credentials),
    noteRefused: (id, failure) => void refused.set(id, failure),
    refresh_token,
    trace,
  })
  await noteUse(work, configuration, {
    accepted: answered.result === 'passed' ? answered.credential_id : undefined,
    refused,
  })
  const verdict = await aboutPerson(ports, connection, user_id, answered)
  if (verdict.result !== 'passed' && sign_in_id !== null) {
    trace.failed('recheck', { result: verdict.result, code: verdict.failure.code })
    trace.error(verdict.failure)
    trace.close(environment_id, sign_in_id)
  }
  return verdict
}

/** An answer about somebody else proves nothing about the person of the session (OpenID Connect Core, 12.2). */
async function aboutPerson(
  { stores }: Ports,
  { environment_id, organization_id }: ConnectionRecord,
  user_id: Id<'user'>,
  answered: UpstreamVerdict,
): Promise<UpstreamVerdict> {
  if (answered.result !== 'passed' || answered.identity === undefined) return answered
  const { authority, subject } = answered.identity
  const user = await stores.in(environment_id).users.byIdentity(organization_id, authority, subject)
  return user?.id === user_id ? answered : { result: 'refused', failure: new Failure('token_subject_wrong') }
}

/** @returns whether it ended; a sign-in that came meanwhile is newer than the refusal */
async function endAccess(
  work: Work,
  subject: Rechecked,
  seen: SeenRecheck,
  eventsOfEnd: EventsOfEnd,
): Promise<boolean> {
  const { ports } = work
  const { environment_id, session_id, user_id } = subject
  const { rechecks, sessions, grants } = ports.stores.in(environment_id)
  const session = await sessions.get(session_id)
  const now = ports.now()
  const because = 'recheck_refused'
  const ended = session?.ended_at === null ? [sessionEndedEvent(session, now, because)] : []
  const events = [...ended, ...eventsOfEnd(now, because)]
  const told = await noticeWrites(ports, environment_id, { user_id }, now)
  return succeeds(work, [
    rechecks.needSignIn(seen, because),
    sessions.end(session_id, now, because),
    grants.revokeOfSession(user_id, session_id, oldestSignInOf(ports, 'offline_grant'), now, because),
    ...told,
    ...events.map((event) => insertEvent(ports, system, event)),
  ])
}

/** @returns false if another request, or a sign-in, was faster */
async function succeeds({ units }: Work, writes: readonly Write[]): Promise<boolean> {
  try {
    await units.run(writes)
    return true
  } catch (error) {
    if (error instanceof UnitRefused) return false
    throw error
  }
}

function signInNeeded(because: string): Failure {
  return new Failure('recheck_sign_in_needed', { received: because })
}
