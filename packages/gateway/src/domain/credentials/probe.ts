/**
 * Tries credentials in the background, so that one that dies in the night is known in the morning. Each is tried once an
 * hour with a request in which no person takes part. Some identity providers cannot be asked so. Their credentials are
 * looked at once a day, because the connection may have changed.
 *
 * A run asks at most {@link probeLimits}.requests times, a few at a time, and ends in time for the next one. It looks at
 * most at {@link probeLimits}.credentials, so that sign-ins do not wait for it. With more credentials than that, each waits
 * longer for its turn. A run also ends when an identity provider says that it gets too many requests. The next run then
 * begins after the time that it named.
 */
import { besideOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure } from '@gatehouse-sso/core/failure'
import { dayMs, hourMs, minuteMs } from '@gatehouse-sso/core/time'
import type { Ports } from '../ports/ports.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { Work } from '../work/work.ts'
import { openCredential } from './open-credential.ts'
import { isProved, noteTrial } from './state.ts'
import { askAboutCredential, refusedTrial } from './trial.ts'

export const probeLimits = {
  every_ms: hourMs,
  /** For credentials about which nobody can be asked. */
  unasked_every_ms: dayMs,
  /** In one run, of which there is one a minute. */
  requests: 120,
  credentials: 1_200,
  at_once: 8,
  run_ms: 45_000,
  /** The wait after an identity provider had too many requests, within these bounds. */
  shortest_wait_ms: minuteMs,
  longest_wait_ms: hourMs,
} as const

/** The result for one credential. */
interface Probed {
  /** Whether a request was sent. */
  readonly asked: boolean
  /** How long its identity provider wants no request; 0 if it says nothing of the kind. */
  readonly wait_ms: number
  /** When the credential is due again. */
  readonly again_ms: number
}

/** Returns the handler of the job. It remembers until when it must wait. */
export function credentialProbe(
  work: Work,
  limits: Readonly<Record<keyof typeof probeLimits, number>> = probeLimits,
): (signal?: AbortSignal) => Promise<void> {
  const { ports, units } = work
  let pausedUntil = 0

  async function probe(record: CredentialRecord): Promise<Probed> {
    const { every_ms, unasked_every_ms, shortest_wait_ms, longest_wait_ms } = limits
    const silent = { asked: false, wait_ms: 0, again_ms: every_ms }
    // Read past the cache, because these connections would push out those that sign-ins need.
    const connection = await ports.stores.in(record.environment_id).connections.get(record.connection_id)
    if (connection?.state !== 'active' || !isProved(record)) return silent
    const expired = expiry(ports, record)
    if (expired) {
      if (record.failed_at === null) {
        await noteTrial(work, connection, record, refusedTrial(ports, connection, expired, ports.now()))
      }
      return silent
    }
    const answer = await askAboutCredential(ports, connection, openCredential(ports, record))
    if (answer === null) return { ...silent, again_ms: unasked_every_ms }
    if (answer.throttled_seconds === null) {
      await noteTrial(work, connection, record, answer.trial)
      return { ...silent, asked: true }
    }
    const named = answer.throttled_seconds * 1_000
    const wait_ms = Math.min(Math.max(named, shortest_wait_ms), longest_wait_ms)
    return { asked: true, wait_ms, again_ms: wait_ms }
  }

  return async (signal) => {
    const { every_ms, requests, credentials, at_once, run_ms } = limits
    const { takeDue, postpone } = ports.stores.credential_watch
    const end = ports.ticks() + run_ms
    let asked = 0
    let seen = 0
    const isOver = (): boolean =>
      asked >= requests || seen >= credentials || ports.ticks() >= end || signal?.aborted === true
    while (ports.now() >= pausedUntil && !isOver()) {
      const now = ports.now()
      const size = Math.min(at_once, requests - asked, credentials - seen)
      const { writes, read } = takeDue(now, now + every_ms, size)
      const due = read(await units.run(writes))
      const results = await Promise.all(due.map(probe))
      const postponed = due.flatMap(({ id }, at) => {
        const again_ms = results[at]?.again_ms ?? every_ms
        return again_ms === every_ms ? [] : [postpone(id, now + again_ms)]
      })
      if (postponed.length > 0) await units.run(postponed)
      asked += results.filter((result) => result.asked).length
      seen += due.length
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
