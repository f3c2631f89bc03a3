/**
 * How a change is made: read, decide, write in one unit. When another change was faster, read and decide again, at most
 * three times. Conditions that must hold at commit stand in the writes themselves.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Caller } from '../events/caller.ts'
import { insertEvent, type NewEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import type { Versioned } from '../stores/versioned.ts'
import type { Work } from './work.ts'

const maximumAttempts = 3

export interface Decision<T> {
  readonly writes: readonly Write[]
  readonly result: T
  /** Written in the same unit. */
  readonly events?: readonly NewEvent[]
  /** The caller in the events, where only the decision shows who it is. Default: the caller of the work. */
  readonly caller?: Caller
}

/**
 * Carries out a decision.
 * @param decide reads and decides; it may be called three times, so it must leave no trace of its own
 * @param finalFailure of a refused write, where deciding again cannot help
 * @throws Failure changed_meanwhile when others were faster three times; and every failure of `decide`
 */
export async function change<T>(
  work: Work,
  decide: () => Promise<Decision<T>>,
  finalFailure: (refused: UnitRefused) => Failure | undefined = () => undefined,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    const { writes, result, events = [], caller = work.caller } = await decide()
    try {
      if (writes.length > 0) {
        await work.units.run([...writes, ...events.map((event) => insertEvent(work.ports, caller, event))])
      }
      return result
    } catch (error) {
      if (!(error instanceof UnitRefused)) throw error
      const failure = finalFailure(error)
      if (failure) throw failure
      if (attempts === maximumAttempts) throw new Failure('changed_meanwhile', { cause: error })
    }
  }
}

/** @throws Failure precondition_failed when the caller has seen an older version */
export function checkVersion(record: Versioned, expected: number | undefined): void {
  if (expected === undefined || record.version === expected) return
  throw new Failure('precondition_failed', { expected: `"${record.version}"`, received: `"${expected}"` })
}

/** The record with some fields changed, as its next version. */
export function nextVersion<R extends Versioned>(ports: Ports, record: R, changes: Partial<R>): R {
  return { ...record, ...changes, version: record.version + 1, updated_at: ports.now() }
}

/** The fields of something new. */
export function firstVersion(ports: Ports): Versioned {
  const now = ports.now()
  return { version: 1, created_at: now, updated_at: now }
}

/** Throws `resource_missing` for a row that does not exist. A row of another environment looks the same. */
export function found<T>(record: T | undefined): T {
  if (record === undefined) throw new Failure('resource_missing')
  return record
}

/** Metadata with changes: `null` removes a key. */
export function mergeMetadata(
  metadata: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const merged = Object.entries({ ...metadata, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  if (merged.length > 50) {
    const error = { param: '/metadata', code: 'too_big', message: 'would have more than 50 keys' }
    throw new Failure('values_invalid', { errors: [error] })
  }
  return Object.fromEntries(merged)
}
