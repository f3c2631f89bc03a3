/**
 * Runs jobs, in every process at the same time. The job table decides which process gets which job.
 *
 *   waiting ── take ──→ leased ── done ────→ gone; a schedule waits for its next time
 *      ↑                  │ │
 *      ├──── 5 s … 1 h ───┘ └─── 8th failure ──→ dead, until an operator looks at it
 *      └──── the lease ends: its process is gone
 *
 * A job may run more than once, if its process dies after the work and before it reports the end. It never runs twice
 * at the same time, while the clocks of two processes differ by less than the tolerance and its handler stops when it is
 * told to: that long before its lease ends. If a handler goes on after that, the runner of its process never begins the
 * job again beside it. The runner takes the lease anew for the work under way, and reports it. Another process may take
 * the lease first. Then the job runs in both, and the end of the first run has no effect.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { JobRecord, JobStore } from '../domain/stores/jobs.ts'
import { UnitRefused, type UnitsOfWork } from '../domain/stores/unit.ts'
import { maximumAttempts, nextRun, retryDelayMs } from './schedule.ts'

/** The argument of a handler. */
export interface Job {
  readonly payload: JobRecord['payload']
  /** 1 for the first attempt. */
  readonly attempt: number
  /** Aborted when the lease is about to end. */
  readonly signal: AbortSignal
}

export type Handler = (job: Job) => Promise<void>

export interface RunnerOptions {
  readonly jobs: JobStore
  readonly units: UnitsOfWork
  readonly handlers: Readonly<Record<string, Handler>>
  readonly now: () => number
  readonly newId: () => JobRecord['id']
  /** Returns a token that no other process knows. */
  readonly newToken: () => string
  /** Returns a number from 0 to 1. */
  readonly random: () => number
  /** Called for each failure, and once without a kind when the job table cannot be reached. */
  readonly onError: (kind: string | null, error: unknown) => void
  readonly limits?: Partial<typeof defaultLimits>
}

export interface Runner {
  /** Looks for jobs now instead of at the next poll. */
  wake(): void
  /** Takes no more jobs, and waits for those that run. */
  stop(): Promise<void>
}

const defaultLimits = {
  lease_ms: 5 * 60_000,
  /** The largest difference between the clocks of two processes. */
  tolerance_ms: 2 * 60_000,
  poll_ms: 1_000,
  at_once: 4,
}

export function startRunner(options: RunnerOptions): Runner {
  const { jobs, units, handlers, now, random, onError } = options
  const { lease_ms, tolerance_ms, poll_ms, at_once } = { ...defaultLimits, ...options.limits }
  const kinds = Object.keys(handlers)
  const running = new Set<Promise<void>>()
  /** Those under way, with the latest lease that this runner has of each. */
  const underWay = new Map<JobRecord['id'], JobRecord>()
  let stopped = false
  let away = false
  let turning: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function take(): Promise<readonly JobRecord[]> {
    const time = now()
    const lease = { token: options.newToken(), now: time, until: time + lease_ms, limit: at_once - running.size }
    const { writes, read } = jobs.take(kinds, lease)
    try {
      const taken = read(await units.run(writes))
      away = false
      return taken
    } catch (error) {
      if (!away) onError(null, error)
      away = true
      return []
    }
  }

  async function turn(): Promise<void> {
    const taken = running.size < at_once ? await take() : []
    for (const job of taken) {
      const goesOn = underWay.has(job.id)
      underWay.set(job.id, job)
      if (goesOn) {
        onError(job.kind, new Error('lease_outlived'))
        continue
      }
      const done = run(job).finally(() => {
        underWay.delete(job.id)
        running.delete(done)
        if (running.size === at_once - 1) wake() // all slots were busy, so more jobs may be due
      })
      running.add(done)
    }
  }

  function wake(): void {
    if (stopped || turning) return
    clearTimeout(timer)
    turning = turn().finally(() => {
      turning = undefined
      if (!stopped) timer = setTimeout(wake, poll_ms * (0.75 + random() / 2)).unref()
    })
  }

  async function run(job: JobRecord): Promise<void> {
    const controller = new AbortController()
    const end = setTimeout(() => controller.abort(), Math.max(1, lease_ms - tolerance_ms)).unref()
    try {
      // The job began more often than it may fail: its process died each time before it could report the failure.
      if (job.attempts > maximumAttempts) throw new Error('lease_lost')
      await handlers[job.kind]?.({ payload: job.payload, attempt: job.attempts, signal: controller.signal })
      const leased = underWay.get(job.id) ?? job
      await settle(leased, succeeded(leased))
    } catch (error) {
      onError(job.kind, error)
      const leased = underWay.get(job.id) ?? job
      await settle(leased, failed(leased, error))
    } finally {
      clearTimeout(end)
    }
  }

  function succeeded(job: JobRecord): Parameters<UnitsOfWork['run']>[0] {
    if (job.every_ms === null) return [jobs.delete(job)]
    return [jobs.repeat(job, nextRun(job.run_at, job.every_ms, now()))]
  }

  function failed(job: JobRecord, error: unknown): Parameters<UnitsOfWork['run']>[0] {
    const reason = isFailure(error) ? error.code : error instanceof Error ? error.name : 'unknown'
    if (job.attempts < maximumAttempts) return [jobs.retry(job, now() + retryDelayMs(job.attempts, random()), reason)]
    if (job.every_ms === null) return [jobs.bury(job, reason)]
    // The schedule goes on. A dead copy of the failed run stays for the operator.
    const dead = { id: options.newId(), state: 'dead', every_ms: null, lease_token: null, lease_until: null } as const
    const next = nextRun(job.run_at, job.every_ms, now())
    return [jobs.repeat(job, next), jobs.insert({ ...job, ...dead, last_error: reason })]
  }

  /** Reports how the job ended. If the report fails, the job is taken again after its lease. */
  async function settle(job: JobRecord, writes: Parameters<UnitsOfWork['run']>[0]): Promise<void> {
    try {
      await units.run(writes)
    } catch (error) {
      if (!(error instanceof UnitRefused)) onError(job.kind, error)
    }
  }

  timer = setTimeout(wake, random() * poll_ms).unref()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await turning
      await Promise.all(running)
    },
  }
}
