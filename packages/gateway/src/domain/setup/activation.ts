/**
 * The end of a setup: the connection is switched on, or the vendor is asked to.
 *
 * The vendor decides where the organization has an active connection or users already: a link that fell into wrong hands
 * must not redirect their sign-ins. A setup that waits for the vendor is complete all the same.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { setConnectionState } from '../connections/activation.ts'
import { activateCandidate } from '../connections/candidate-moves.ts'
import { getConnection } from '../connections/connections.ts'
import type { ConnectionView } from '../connections/present.ts'
import type { Ports } from '../ports/ports.ts'
import { setupLinkEvent } from '../setup-links/event.ts'
import type { SetupSession } from '../setup-links/session.ts'
import type { Candidate } from '../stores/connections.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import { change, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { managementLink, returnAddress } from './administrator.ts'
import { setupMails } from './mail.ts'

export interface Activator {
  readonly by: 'customer' | 'vendor'
  /** Why the vendor decides. */
  readonly because: 'vendor_wants' | 'active_connection' | 'users' | null
}

/** Decides who switches the connection of a link on. */
export async function activatorOf(ports: Ports, link: SetupLinkRecord): Promise<Activator> {
  if (link.activation === 'vendor') return { by: 'vendor', because: 'vendor_wants' }
  if (link.activation === 'customer') return { by: 'customer', because: null }
  const { connections, users } = ports.stores.in(link.environment_id)
  const { organization_id } = link
  const active = await connections.list({ organization_id, state: 'active', limit: 2, order: 'desc' })
  const isManaged = link.intents.includes('manage')
  // A candidate of its own connection would replace settings with which people sign in.
  const isReplaced = active.records.some(
    ({ id, candidate }) => id !== link.connection_id || (candidate !== null && !isManaged),
  )
  if (isReplaced) return { by: 'vendor', because: 'active_connection' }
  const own = link.connection_id === null ? undefined : await connections.get(link.connection_id)
  // The administrator who manages a connection may switch it on again: its users are its own. A draft was never on.
  if (isManaged && own !== undefined && own.state !== 'draft') return { by: 'customer', because: null }
  const people = await users.list({ organization_id, limit: 1, order: 'desc' })
  return people.records.length > 0 ? { by: 'vendor', because: 'users' } : { by: 'customer', because: null }
}

/**
 * Finishes a setup. Of a connection that is on already, its candidate is put into force.
 * @throws Failure state_conflict before an identity provider was chosen; connection_incomplete, credential_refused,
 * test_needed
 */
export async function completeSetup(work: Work, { link, environment }: SetupSession): Promise<SetupLinkRecord> {
  const { ports } = work
  const { setup_links } = ports.stores.in(environment.id)
  const isSetup = link.intents.includes('sso') && link.only_step === null
  let by: Activator['by'] = 'customer'
  let candidate: Candidate | null = null
  if (isSetup || link.intents.includes('manage')) {
    if (link.connection_id === null) throw new Failure('state_conflict', { expected: 'an identity provider first' })
    const view = await getConnection(ports, environment.id, link.connection_id)
    candidate = isSetup && view.connection.state === 'active' ? view.connection.candidate : null
    checkTested(link, view, candidate)
    by = (await activatorOf(ports, link)).by
    if (by === 'customer') {
      await setConnectionState(work, environment, link.connection_id, 'active')
      if (candidate) await activateCandidate(work, environment, link.connection_id, { without_test: !link.needs_test })
    }
  }
  const end = by === 'customer' ? 'on' : candidate ? 'waits_for_candidate' : 'waits'
  return change(work, async () => {
    const record = found(await setup_links.get(link.id))
    const now = ports.now()
    const asked = by === 'vendor' ? { activation_requested_at: now } : {}
    // A link to manage the connection goes on until its end.
    const isOver = isSetup || link.only_step !== null || !link.intents.includes('manage')
    const next = nextVersion(ports, record, { ...asked, ...(isOver ? { completed_at: now } : {}) })
    const manages = isSetup ? managementLink(ports, next) : null
    const manage_url = manages ? returnAddress(ports, environment, manages) : null
    const mails = isSetup ? await setupMails(ports, environment, next, end, manage_url) : []
    const events = [
      ...(by === 'vendor' ? [setupLinkEvent(ports, 'setup_link.activation_requested', next)] : []),
      ...(isOver ? [setupLinkEvent(ports, 'setup_link.completed', next)] : []),
      ...(manages ? [setupLinkEvent(ports, 'setup_link.created', manages)] : []),
    ]
    const writes = [
      setup_links.update(next, record.version),
      ...(isOver ? [setup_links.revokeShared(link.id, now)] : []),
      ...(manages ? [setup_links.insert(manages)] : []),
      ...mails,
    ]
    return { writes, result: next, events }
  })
}

/** @throws Failure test_needed unless the latest test has passed: of the candidate, else of the settings in force */
function checkTested(
  { needs_test }: SetupLinkRecord,
  { connection: { state, last_test } }: ConnectionView,
  candidate: Candidate | null,
): void {
  if (!needs_test || (state === 'active' && candidate === null)) return
  const test = candidate === null ? last_test : candidate.test
  if (test?.result !== 'passed') throw new Failure('test_needed')
}
