/** One piece of work: the argument of every function that changes something. */
import type { Caller } from '../events/caller.ts'
import type { Ports } from '../ports/ports.ts'
import type { UnitsOfWork } from '../stores/unit.ts'

export interface Work {
  /** The same for every request. */
  readonly ports: Ports
  /** Who asks for the work; every event names the caller. */
  readonly caller: Caller
  /** All changes of this piece of work go through these units. An `Idempotency-Key` binds them (idempotency.ts). */
  readonly units: UnitsOfWork
}
