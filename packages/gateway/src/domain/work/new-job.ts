/** A job for later, in the unit of the change that asks for it. jobs/kinds.ts says what carries it out. */
import type { Ports } from '../ports/ports.ts'
import type { Write } from '../stores/unit.ts'

/** @param payload plain data; secrets in it are sealed */
export function insertJob(ports: Ports, kind: string, payload: object): Write {
  const now = ports.now()
  return ports.stores.jobs.insert({
    id: ports.keys.newId('job'),
    kind,
    payload: { ...payload },
    state: 'waiting',
    run_at: now,
    every_ms: null,
    attempts: 0,
    lease_token: null,
    lease_until: null,
    last_error: null,
    created_at: now,
  })
}

/** One try of a job. */
export interface Attempt {
  /** 1 for the first. */
  readonly attempt: number
  /** True if there is no try after this one. */
  readonly is_last: boolean
}
