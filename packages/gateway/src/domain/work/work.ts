/** One piece of work: the argument of every function that changes something. */
import type { Caller } from '../events/caller.ts'
import type { Ports } from '../ports/ports.ts'
import type { UnitsOfWork } from '../stores/unit.ts'

export interface Work {
  /** The same for every request. */
  readonly ports: Ports
  /** The caller asks for the work, and every event names it. */
  readonly caller: Caller
  /** All changes of this piece of work go through these units, except notes of use (`Ports.noteUse`). An `Idempotency-Key` binds them (idempotency.ts). */
  readonly units: UnitsOfWork
}
