/**
 * The candidate of an active connection: its next settings and mapping, until a test has shown that they work.
 *
 *   active ─ settings or mapping change ─→ candidate ─ a test passes ─→ activateCandidate() ─→ active
 *                                            │  ↑                                                │
 *                                            │  └─ a further change merges into it, untested     │
 *                                            └─ discardCandidate()          rollBack() ──────────┘
 *
 * People sign in with the active settings all the while. A sign-in in flight ends with the settings that it began with.
 * A roll-back restores the settings and mapping before the last activation, and never a retired credential. candidate-moves.ts
 * has the moves that an administrator asks for.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { Candidate, ConnectionRecord, ConnectionTest } from '../stores/connections.ts'
import { keptConsent } from './consent.ts'

/** Settings and mapping: the part of a connection that a test is about. */
export type Configured = Pick<ConnectionRecord, 'settings' | 'mapping'>

/** Whether two connections would talk to the same identity provider in the same way. */
export function isSame(a: Configured, b: Configured): boolean {
  return canonical([a.settings, a.mapping]) === canonical([b.settings, b.mapping])
}

/** Whether these settings are in force. Those of a candidate say nothing about the others. */
export function hasSettings(record: ConnectionRecord, { settings }: Pick<ConnectionRecord, 'settings'>): boolean {
  return canonical(record.settings) === canonical(settings)
}

/** JSON with the members of objects in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

/**
 * The connection with changed settings and mapping: in its candidate if it is active, else in itself. A change back to
 * the active ones leaves no candidate.
 */
export function withConfigured(ports: Ports, record: ConnectionRecord, next: Configured): Partial<ConnectionRecord> {
  const { settings, mapping } = next
  const { type, policy } = record
  if (record.state !== 'active') {
    const consent = keptConsent(ports, record, { type, policy, settings })
    return { settings, mapping, consent, last_test: isSame(record, next) ? record.last_test : null }
  }
  if (isSame(record, next)) return { candidate: null }
  const { candidate } = record
  if (candidate && isSame(candidate, next)) return {}
  const now = ports.now()
  const known = candidate && keptConsent(ports, { ...candidate, type, policy }, { type, policy, settings })
  const consent = known ?? keptConsent(ports, record, { type, policy, settings })
  return {
    candidate: { settings, mapping, test: null, consent, created_at: candidate?.created_at ?? now, updated_at: now },
  }
}

/** The connection with the result of a test; unchanged if it was about settings that are gone. */
export function withTest(
  record: ConnectionRecord,
  tested: Configured,
  test: ConnectionTest,
): Partial<ConnectionRecord> {
  const { candidate } = record
  if (candidate && isSame(candidate, tested)) return { candidate: { ...candidate, test } }
  return isSame(record, tested) ? { last_test: test } : {}
}

/** @throws Failure state_conflict */
export function requireCandidate({ candidate }: ConnectionRecord): Candidate {
  if (candidate) return candidate
  throw new Failure('state_conflict', {
    expected: 'a candidate; a change of the settings or the mapping of an active connection makes one',
  })
}
