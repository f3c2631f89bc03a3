/**
 * A database engine, reduced to what storage needs: it reads rows, commits a unit of changes, follows the changes of
 * other processes, and keeps them from changing the schema. sqlite.ts and postgres.ts implement it. Code above this
 * file learns which one runs from `dialect` only.
 */
export type Dialect = 'sqlite' | 'postgres'
export type Row = Readonly<Record<string, unknown>>
export type Value = string | number | null

/** A statement with its values, ready to run. */
export interface BoundStatement {
  /** `users.insert`, for failures and for the names of prepared statements. */
  readonly name: string
  readonly sql: string
  readonly values: readonly Value[]
  /** How many rows it must change or return; `null` means any number. */
  readonly rows: number | null
  /** Whether it returns rows. */
  readonly returns: boolean
  /** Keys of the cached configuration that it makes stale: `connection:conn_…`. */
  readonly changes: readonly string[]
  /**
   * By its shape it can change at most one row. On PostgreSQL it then needs no transaction when it is alone in its
   * unit.
   */
  readonly single?: boolean
  /**
   * Locks rows before the statement runs, on PostgreSQL, so that the rows it counts or looks for cannot change until
   * the commit. SQLite needs no lock: it runs one unit at a time.
   */
  readonly lock?: BoundStatement | undefined
  /**
   * PostgreSQL only. When it is alone in its unit, a crash of the database may lose it; a crash of this process never
   * does.
   */
  readonly relaxed?: boolean
  /** PostgreSQL only. A frequent read, sent to the server together with others. */
  readonly shared?: boolean
  /** May take minutes: a migration, or the deletion of an organization with everything in it. */
  readonly slow?: boolean
}

/** A change of configuration that another process has committed. */
export interface Notice {
  /** The version of the configuration after the change. */
  readonly version: number
  /** The keys that it makes stale; `undefined` when they did not fit into the notice. */
  readonly changed: readonly string[] | undefined
}

/** Reads the version of the configuration without waiting behind other work. */
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
   * Runs all statements or none. The changes are durable when it returns. When the database goes away during the
   * commit, it throws although the unit may have been committed.
   * @returns the rows of each statement
   * @throws UnitRefused, Failure database_unavailable
   */
  unit(statements: readonly BoundStatement[]): Promise<readonly (readonly Row[])[]>
  /** Runs `use` while no other process runs its own; other processes wait. */
  exclusively<T>(use: () => Promise<T>): Promise<T>
  /**
   * @param onNotice called at once on PostgreSQL, never on SQLite: there only `read` shows changes of other processes
   */
  follow(onNotice: (notice: Notice) => void): VersionSource
  close(): Promise<void>
}
