/**
 * A value that is read elsewhere and renewed. Calls get it at once while it is fresh:
 *
 *   age ≤ renew_after_ms    the value
 *   age ≤ wait_after_ms     the value; renewing begins behind the call
 *   age ≤ serve_for_ms      the call waits for the renewal, unless an attempt has failed lately; then the value
 *   older, or none          the call waits; a failed attempt refuses calls for `retry_after_ms` without another one
 *
 * An age counts from the moment when the request was sent, so that it is never taken for less.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { requestTimeoutMs } from './document.ts'
import type { KeepAlive, Surroundings } from './surroundings.ts'

export interface RenewalTimes {
  readonly renew_after_ms: number
  readonly wait_after_ms: number
  readonly serve_for_ms: number
  readonly retry_after_ms: number
  /** The failure of a call that waited too long. */
  readonly code: FailureCode
  /** Whether a failed attempt shows that the old value is wrong. */
  readonly isFinal?: (error: unknown) => boolean
}

export interface Renewed<V> {
  /** The value, without a promise where none is needed. @throws why there is none */
  current(keepAlive?: KeepAlive): V | Promise<V>
  /** The value, whatever its age is. */
  last(): V | undefined
  /** Milliseconds; infinite if there is no value. */
  age(): number
  /** Renews now. Attempts at the same time are one. @throws why it failed */
  renew(): Promise<V>
}

/** Requests of a Worker die with the call that sent them. So an attempt counts as running for this long only. */
const attemptMs = 2 * requestTimeoutMs

interface Attempt<V> {
  readonly promise: Promise<V>
  readonly begun_at: number
}

/** @param load reads the value */
export function renewed<V>(
  { now }: Pick<Surroundings, 'now'>,
  load: (last: V | undefined) => Promise<V>,
  times: RenewalTimes,
): Renewed<V> {
  let value: V | undefined
  let read_at = Number.NEGATIVE_INFINITY
  let failed_at = Number.NEGATIVE_INFINITY
  let failure: unknown
  let running: Attempt<V> | undefined

  function renew(): Promise<V> {
    const begun_at = now()
    if (running && begun_at - running.begun_at < attemptMs) return running.promise
    const attempt: Attempt<V> = {
      begun_at,
      promise: load(value).then(
        (read) => {
          // An older attempt that ends late must not replace what a newer one has read.
          if (begun_at >= read_at) [value, read_at] = [read, begun_at]
          failed_at = Number.NEGATIVE_INFINITY
          if (running === attempt) running = undefined
          return read
        },
        (error: unknown) => {
          failed_at = now()
          failure = error
          if (running === attempt) running = undefined
          if (times.isFinal?.(error)) [value, read_at] = [undefined, Number.NEGATIVE_INFINITY]
          throw error
        },
      ),
    }
    running = attempt
    return attempt.promise
  }

  function current(keepAlive?: KeepAlive): V | Promise<V> {
    const at = now()
    const age = at - read_at
    if (value !== undefined && age <= times.renew_after_ms && age >= 0) return value
    const hasFailed = failed_at <= at && at - failed_at < times.retry_after_ms
    if (value === undefined || age > times.serve_for_ms) {
      if (hasFailed) throw failure
      return bounded(renew(), times.code)
    }
    if (hasFailed) return value
    const attempt = renew()
    keepAlive?.(attempt.catch(() => undefined))
    const old = value
    if (age > times.wait_after_ms) return bounded(attempt, times.code).catch(() => afterFailure(old))
    attempt.catch(() => undefined) // the next call tries again
    return old
  }

  /** The old value, unless the failed attempt has shown that it is wrong. */
  function afterFailure(old: V): V {
    if (value === undefined) throw failure
    return old
  }

  return {
    current,
    last: () => value,
    age: () => now() - read_at,
    renew,
  }
}

/** The promise, or its failure as soon as it has taken too long: a request of another call may never end in a Worker. */
async function bounded<V>(promise: Promise<V>, code: FailureCode): Promise<V> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure(code, { expected: `an answer in ${attemptMs} ms` })), attemptMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
