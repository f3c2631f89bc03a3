/** The moves of a candidate: into force, away, and back to the settings before. candidate.ts has its states. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { requireWhole } from './activation.ts'
import { requireCandidate } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { getConnection, viewOf } from './connections.ts'
import { keptConsent } from './consent.ts'
import type { ConnectionView } from './present.ts'

/**
 * Puts the candidate into force.
 * @param without_test activates it although no test has passed; the event says so
 * @throws Failure resource_missing, state_conflict, candidate_untested, connection_incomplete
 */
export function activateCandidate(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  { without_test = false }: { readonly without_test?: boolean | undefined },
): Promise<ConnectionView> {
  return changeConnection(work, environment, id, (ports, before) => {
    const { connection } = before
    const { settings, mapping, test, consent = null } = requireCandidate(connection)
    const isTested = test?.result === 'passed'
    if (!isTested && !without_test) throw new Failure('candidate_untested', { received: test?.result ?? 'no test' })
    requireWhole(ports, { ...before, connection: { ...connection, settings } })
    const previous = { settings: connection.settings, mapping: connection.mapping, replaced_at: ports.now() }
    const type = isTested ? 'connection.candidate_activated' : 'connection.candidate_activated_untested'
    return { type, changes: { settings, mapping, last_test: test, consent, candidate: null, previous } }
  })
}

/** @throws Failure resource_missing, state_conflict */
export function discardCandidate(work: Work, environment: EnvironmentRecord, id: Id<'conn'>): Promise<ConnectionView> {
  return changeConnection(work, environment, id, (_, { connection }) => {
    requireCandidate(connection)
    return { type: 'connection.candidate_discarded', changes: { candidate: null } }
  })
}

/**
 * Restores the settings and mapping before the last activation. Those of now become the ones to go back to, so that a
 * roll-back can be undone.
 * @throws Failure resource_missing, state_conflict, connection_incomplete
 */
export function rollBack(work: Work, environment: EnvironmentRecord, id: Id<'conn'>): Promise<ConnectionView> {
  return changeConnection(work, environment, id, (ports, before) => {
    const { connection } = before
    if (!connection.previous) {
      throw new Failure('state_conflict', { expected: 'earlier settings; an activated candidate leaves them' })
    }
    const { settings, mapping } = connection.previous
    if (connection.state === 'active') requireWhole(ports, { ...before, connection: { ...connection, settings } })
    const previous = { settings: connection.settings, mapping: connection.mapping, replaced_at: ports.now() }
    const consent = keptConsent(ports, connection, { ...connection, settings })
    return { type: 'connection.rolled_back', changes: { settings, mapping, last_test: null, consent, previous } }
  })
}

interface ConnectionChange {
  readonly type: Parameters<typeof connectionEvent>[1]
  readonly changes: Partial<ConnectionRecord>
}

function changeConnection(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  decide: (ports: Ports, before: ConnectionView) => ConnectionChange,
): Promise<ConnectionView> {
  const { ports } = work
  const { connections } = ports.stores.in(environment.id)
  return change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const { type, changes } = decide(ports, before)
    const connection = nextVersion(ports, before.connection, changes)
    const result = { ...before, ...viewOf(ports, connection) }
    const events = [connectionEvent(ports, type, environment, result, before)]
    return { writes: [connections.update(connection, before.connection.version)], result, events }
  })
}
