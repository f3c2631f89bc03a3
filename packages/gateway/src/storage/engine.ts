/**
 * A database engine, reduced to what storage needs: read rows, make a unit of changes, close. Two implementations:
 * sqlite.ts and postgres.ts. Nothing above this file knows which one runs, except through `dialect`.
 */
export type Dialect = 'sqlite' | 'postgres'
export type Row = Readonly<Record<string, unknown>>
export type Value = string | number | null

/** A statement with its values, ready to run. */
export interface BoundStatement {
  /** `users.insert`; for failures and for the names of prepared statements. */
  readonly name: string
  readonly sql: string
  readonly values: readonly Value[]
  /** How many rows it must change or return; `null` means any number. */
  readonly rows: number | null
  /** Whether it returns rows. */
  readonly returns: boolean
  /** Cached configuration that it makes stale: `connection:conn_…`. */
  readonly changes: readonly string[]
}

export interface Engine {
  readonly dialect: Dialect
  /** Runs one reading statement outside any transaction. */
  read(statement: BoundStatement): Promise<readonly Row[]>
  /**
   * Runs all statements or none; durable when it answers.
   * @returns the rows of each statement
   * @throws UnitRefused
   */
  unit(statements: readonly BoundStatement[]): Promise<readonly (readonly Row[])[]>
  close(): Promise<void>
}
