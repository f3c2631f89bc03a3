/** Writes the schedules into the job table and starts the runners of this process. */
import type { Work } from '../domain/work/work.ts'
import { queuedJobs, scheduledJobs } from './kinds.ts'
import { type Runner, type RunnerOptions, startRunner } from './runner.ts'

/** @param random from 0 to 1 */
export async function startJobs(
  work: Work,
  { onError, now, random }: Pick<RunnerOptions, 'onError' | 'now' | 'random'>,
): Promise<Runner> {
  const { keys, stores } = work.ports
  const scheduled = Object.entries(scheduledJobs(work))
  const free = { lease_token: null, lease_until: null, last_error: null }
  for (const [kind, { every_ms }] of scheduled) {
    const waiting = { kind, payload: {}, state: 'waiting', every_ms, attempts: 0, run_at: now() + every_ms } as const
    await work.units.run(stores.jobs.schedule({ ...waiting, ...free, id: keys.newId('job'), created_at: now() }))
  }
  const options = {
    jobs: stores.jobs,
    units: work.units,
    now,
    newId: () => keys.newId('job'),
    newToken: () => keys.newSecret(128),
    random,
    onError,
  }
  const handlers = Object.fromEntries(scheduled.map(([kind, { handler }]) => [kind, handler]))
  const onSchedule = startRunner({ ...options, handlers })
  const onRequest: Runner = startRunner({ ...options, handlers: queuedJobs(work, () => onRequest.wake()) })
  return {
    wake() {
      onSchedule.wake()
      onRequest.wake()
    },
    stop: async () => void (await Promise.all([onSchedule.stop(), onRequest.stop()])),
  }
}
