/**
 * Whether a credential works, as the identity provider's answers show:
 *
 *   unproved ── accepted, or activated ──→ works ── refused ──→ failed
 *                                            ↑                    │
 *                                            └──── accepted ──────┘
 *
 * Only a refusal of the credential itself counts; any other trouble proves nothing. A failure is an event once, whoever
 * saw it first. Sign-ins take a credential that works before one that failed.
 */
import type { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { system } from '../events/caller.ts'
import { insertEvent, type NewEvent } from '../events/events.ts'
import type { ConnectionConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord, CredentialTrial } from '../stores/credentials.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import type { Work } from '../work/work.ts'
import { credentialEvent } from './event.ts'
import { refusedTrial } from './trial.ts'

/** Whether anybody counts on a credential. One that waits for its activation may be unknown to the identity provider. */
export function isProved({ active, proved_at }: CredentialRecord): boolean {
  return active || proved_at !== null
}

/** The order in which a sign-in tries the credentials of a connection. */
export function inOrderOfTrust(credentials: readonly CredentialRecord[]): readonly CredentialRecord[] {
  return credentials.toSorted((a, b) => distrust(a) - distrust(b))
}

function distrust(credential: CredentialRecord): number {
  const { active, failed_at } = credential
  if (failed_at !== null || !isProved(credential)) return active ? 2 : 3
  return active ? 0 : 1
}

/** The writes that keep the answer to a trial, and the event if it changes the state of the credential. */
export function trialWrites(
  ports: Ports,
  connection: ConnectionRecord,
  record: CredentialRecord,
  trial: CredentialTrial,
): { readonly writes: readonly Write[]; readonly events: readonly NewEvent[] } {
  const store = ports.stores.in(record.environment_id).credentials
  const { id, failed_at } = record
  const changed = (type: 'credential.failed' | 'credential.recovered', now: number | null): readonly NewEvent[] => [
    credentialEvent(ports, type, connection, { ...record, trial, failed_at: now }, record),
  ]
  if (trial.result === 'refused' && failed_at === null && isProved(record)) {
    return { writes: [store.noteFailure(connection.id, id, trial)], events: changed('credential.failed', trial.at) }
  }
  if (trial.result === 'accepted' && failed_at !== null) {
    return { writes: [store.noteRecovery(connection.id, id, trial)], events: changed('credential.recovered', null) }
  }
  if (trial.result === 'accepted' && !isProved(record)) {
    return { writes: [store.noteFirstProof(connection.id, id, trial)], events: [] }
  }
  // The reason of a failure stays while nothing new is known.
  if (trial.result === 'unknown' && failed_at !== null) return { writes: [], events: [] }
  return { writes: [store.noteTrial(connection.id, id, trial)], events: [] }
}

/** Keeps the answer to a trial. Where another process was faster, its word stands. */
export async function noteTrial(
  { ports, units }: Work,
  connection: ConnectionRecord,
  record: CredentialRecord,
  trial: CredentialTrial,
): Promise<void> {
  const { writes, events } = trialWrites(ports, connection, record, trial)
  if (writes.length === 0) return
  try {
    await units.run([...writes, ...events.map((event) => insertEvent(ports, system, event))])
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
  }
}

/** The use of credentials by one sign-in. */
export interface CredentialUse {
  /** The credential that the identity provider accepted; `undefined` if none. */
  readonly accepted: Id<'cred'> | undefined
  readonly refused: ReadonlyMap<Id<'cred'>, Failure>
}

/** Keeps what a sign-in learned. While nothing changes, it writes the time of the use alone, and that later. */
export async function noteUse(
  work: Work,
  { connection, credentials }: ConnectionConfiguration,
  { accepted, refused }: CredentialUse,
): Promise<void> {
  const { ports } = work
  const at = ports.now()
  for (const record of credentials) {
    const { id, environment_id, failed_at } = record
    const failure = refused.get(id)
    if (id === accepted) {
      ports.noteUse(record, (now) => ports.stores.in(environment_id).credentials.touch(id, now))
      const isNews = failed_at !== null || !isProved(record)
      if (isNews) await noteTrial(work, connection, record, { result: 'accepted', at, error: null })
    } else if (failure && failed_at === null && isProved(record)) {
      await noteTrial(work, connection, record, refusedTrial(ports, connection, failure, at))
    }
  }
}
