/** Changes of the database that are made together or not at all (docs/decisions/0002). */
/** A change that is prepared and not yet made. Opaque to the domain; `name` identifies it in failures. */
export interface Write {
  readonly name: string
}

/** Changes that belong together, with a reader for the rows that they return. */
export interface Unit<T> {
  readonly writes: readonly Write[]
  read(rows: readonly (readonly unknown[])[]): T
}

/** Thrown by a unit when a change did not find the row that it must change, or met a value that exists already. */
export class UnitRefused extends Error {
  override readonly name = 'UnitRefused'
  /** `name` of the write that failed. */
  readonly write: string
  readonly reason: 'expectation' | 'unique' | 'reference'

  constructor(write: string, reason: 'expectation' | 'unique' | 'reference') {
    super(`${write}: ${reason}`)
    this.write = write
    this.reason = reason
  }
}

export interface UnitsOfWork {
  /**
   * Makes all changes or none, durably.
   * @returns for each write the rows that it returns
   * @throws UnitRefused
   */
  run(writes: readonly Write[]): Promise<readonly (readonly unknown[])[]>
  /** Makes changes a moment later, many together. They are lost if the process dies before. */
  later(writes: readonly Write[]): void
}
