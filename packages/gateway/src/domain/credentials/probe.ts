/**
 * Tries credentials in the background, so that one that dies in the night is known in the morning. Each is tried once an
 * hour with a request in which no person takes part.
 *
 * A run asks at most {@link probeLimits}.requests times, a few at a time, and ends in time for the next one. With more
 * credentials than that, each waits longer for its turn. A run also ends when an identity provider says that it gets too
 * many requests. The next run then begins after the time that it named.
 */
import { besideOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { Work } from '../work/work.ts'
import { openCredential } from './open-credential.ts'
import { isProved, noteTrial } from './state.ts'
import { askAboutCredential, refusedTrial } from './trial.ts'

const minuteMs = 60_000

export const probeLimits = {
  every_ms: 60 * minuteMs,
  /** In one run, of which there is one a minute. */
  requests: 120,
  at_once: 8,
  run_ms: 45_000,
  /** The wait after an identity provider had too many requests, within these bounds. */
  shortest_wait_ms: minuteMs,
  longest_wait_ms: 60 * minuteMs,
} as const

/** Returns the handler of the job. It remembers until when it must wait. */
export function credentialProbe(
  work: Work,
  limits: Readonly<Record<keyof typeof probeLimits, number>> = probeLimits,
): (signal?: AbortSignal) => Promise<void> {
  const { ports, units } = work
  let pausedUntil = 0

  /** @returns whether a request was sent, and how long to wait before the next one */
  async function probe(record: CredentialRecord): Promise<{ readonly asked: boolean; readonly wait_ms: number }> {
    const silent = { asked: false, wait_ms: 0 }
    const configured = await ports.configuration.connection(record.environment_id, record.connection_id)
    if (configured?.connection.state !== 'active' || !isProved(record)) return silent
    const { connection } = configured
    const expired = expiry(ports, record)
    if (expired) {
      if (record.failed_at === null) {
        await noteTrial(work, connection, record, refusedTrial(ports, connection, expired, ports.now()))
      }
      return silent
    }
    const answer = await askAboutCredential(ports, connection, openCredential(ports, record))
    if (answer === null) return silent
    if (answer.throttled_seconds === null) {
      await noteTrial(work, connection, record, answer.trial)
      return { asked: true, wait_ms: 0 }
    }
    const { shortest_wait_ms, longest_wait_ms } = limits
    const named = answer.throttled_seconds * 1_000
    return { asked: true, wait_ms: Math.min(Math.max(named, shortest_wait_ms), longest_wait_ms) }
  }

  return async (signal) => {
    const { every_ms, requests, at_once, run_ms } = limits
    const end = ports.ticks() + run_ms
    let asked = 0
    while (ports.now() >= pausedUntil && asked < requests && ports.ticks() < end && !signal?.aborted) {
      const now = ports.now()
      const size = Math.min(at_once, requests - asked)
      const { writes, read } = ports.stores.credential_watch.takeDue(now, now + every_ms, size)
      const due = read(await units.run(writes))
      const results = await Promise.all(
        due.map(async (record) => {
          const result = await probe(record)
          if (result.wait_ms > 0) {
            await units.run([ports.stores.credential_watch.postpone(record.id, now + result.wait_ms)])
          }
          return result
        }),
      )
      asked += results.filter((result) => result.asked).length
      pausedUntil = Math.max(pausedUntil, now + Math.max(0, ...results.map(({ wait_ms }) => wait_ms)))
      if (due.length < size) return
    }
  }
}

/** A credential after its last day needs no request. */
function expiry(ports: Ports, { not_after }: CredentialRecord): Failure | undefined {
  if (not_after === null || not_after > ports.now()) return undefined
  return new Failure('credential_expired', { received: besideOurClock(not_after, ports.now()) })
}
