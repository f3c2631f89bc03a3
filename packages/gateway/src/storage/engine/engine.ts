/**
 * A database engine, reduced to what storage needs: read rows, make a unit of changes, follow what others change, keep
 * others from changing the schema. Two implementations: sqlite.ts and postgres.ts. Nothing above this file knows which
 * one runs, except through `dialect`.
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
  /** By its shape it can change one row at most, so that alone it needs no transaction on PostgreSQL. */
  readonly single?: boolean
  /**
   * Rows to lock before, on PostgreSQL: what the statement counts or looks for then stays so until the commit. SQLite
   * runs one unit at a time.
   */
  readonly lock?: BoundStatement | undefined
  /** Alone in its unit it may be lost when the database crashes, though never when this process does. PostgreSQL. */
  readonly relaxed?: boolean
  /** A read that is made often: it shares its way with others. PostgreSQL. */
  readonly shared?: boolean
  /** May take minutes: a migration, the deletion of an organization with everything in it. */
  readonly slow?: boolean
}

/** A change of configuration that somebody else has committed. */
export interface Notice {
  /** Of the configuration, after it. */
  readonly version: number
  /** What it makes stale; `undefined`: more than could be said. */
  readonly changed: readonly string[] | undefined
}

/** Where the version of the configuration is read, without waiting behind other work. */
export interface VersionSource {
  /** @throws Failure database_unavailable */
  read(): Promise<number>
  close(): Promise<void>
}

export interface Engine {
  readonly dialect: Dialect
  /**
   * Runs one reading statement outside any transaction.
   * @throws Failure database_unavailable
   */
  read(statement: BoundStatement): Promise<readonly Row[]>
  /**
   * Runs all statements or none; durable when it answers. When the database goes away in the middle of a commit, it
   * throws although the unit may have been made.
   * @returns the rows of each statement
   * @throws UnitRefused, Failure database_unavailable
   */
  unit(statements: readonly BoundStatement[]): Promise<readonly (readonly Row[])[]>
  /** Keeps other processes from doing the same until `use` is done; whoever comes second waits. */
  exclusively<T>(use: () => Promise<T>): Promise<T>
  /** @param onNotice told by PostgreSQL at once; on SQLite only `read` shows what another process has changed */
  follow(onNotice: (notice: Notice) => void): VersionSource
  close(): Promise<void>
}
