/**
 * SQLite through `node:sqlite`: one connection, WAL, and `synchronous=FULL`, so that an acknowledged change survives a
 * power failure. Units that wait at the same time share one commit and so one fsync. They run without yielding, and
 * each is answered after the commit. When one of them is refused, which is rare, all are rolled back and run again,
 * each under its own savepoint. The first run has no savepoints, because under one SQLite copies every page before it
 * changes it (6 % of what a sign-in costs).
 */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { Failure } from '@gatehouse-sso/core/failure'
import { UnitRefused } from '../../domain/stores/unit.ts'
import { rowMaker } from '../statements/rows.ts'
import type { BoundStatement, Engine, Row } from './engine.ts'
import { createFile } from './file.ts'

const maximumPreparedStatements = 500
/**
 * Holds the inner pages of the indexes of a hundred thousand organizations. With the 2 MB that SQLite takes by itself, a
 * sign-in there read 17 of them from the file, and with this 6.
 */
const pageCacheKb = 8_192
/** A change waits this long for another process (a migration, a backup). A migration waits up to 24 times as long. */
const busyTimeoutMs = 5_000
const exclusiveAttempts = 24

/**
 * A unit waits one turn of the event loop for others, and up to three while each turn brings some. Under load a commit then
 * serves more units (docs/performance.md). Without load a unit waits for one more turn.
 */
const maximumTurns = 3

const readVersion = { sql: 'select configuration_version from installation', values: [] }

interface Prepared {
  readonly statement: StatementSync
  readonly rowOf: (values: readonly SQLOutputValue[]) => Row
}

interface WaitingUnit {
  readonly statements: readonly BoundStatement[]
  readonly resolve: (rows: readonly (readonly Row[])[]) => void
  readonly reject: (error: unknown) => void
}

/** @param path of the file, which is created with its folder if it does not exist, or `:memory:` */
export function openSqlite(path: string): Engine {
  createFile(path)
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true })
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA trusted_schema = OFF')
  database.exec('PRAGMA temp_store = MEMORY')
  database.exec(`PRAGMA cache_size = -${pageCacheKb}`)

  const prepared = new Map<string, Prepared>()
  let waiting: WaitingUnit[] = []
  /** True while everything runs inside one EXCLUSIVE transaction. */
  let exclusive = false

  function preparedOf(sql: string): Prepared {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= maximumPreparedStatements) prepared.clear()
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    const made: Prepared = { statement, rowOf: rowMaker(statement.columns().map(({ name }) => name)) }
    prepared.set(sql, made)
    return made
  }

  const execute = (sql: string): void => void preparedOf(sql).statement.run()

  function rowsOf({ sql, values }: Pick<BoundStatement, 'sql' | 'values'>): Row[] {
    const { statement, rowOf } = preparedOf(sql)
    return (statement.all(...values) as unknown as SQLOutputValue[][]).map(rowOf)
  }

  function run(statement: BoundStatement): readonly Row[] {
    try {
      const { returns, rows, values } = statement
      if (returns) {
        const found = rowsOf(statement)
        if (rows !== null && found.length !== rows) throw new UnitRefused(statement.name, 'expectation')
        return found
      }
      const { changes } = preparedOf(statement.sql).statement.run(...values)
      if (rows !== null && changes !== rows) throw new UnitRefused(statement.name, 'expectation')
      return []
    } catch (error) {
      throw refusalOf(error, statement.name) ?? error
    }
  }

  function runUnit({ statements, resolve }: WaitingUnit): () => void {
    const rows = statements.map(run)
    return () => resolve(rows)
  }

  /** Runs all units in one transaction. When one is refused, it rolls all of them back and returns `undefined`. */
  function runTogether(units: readonly WaitingUnit[]): (() => void)[] | undefined {
    try {
      return units.map(runUnit)
    } catch (error) {
      // The unit was alone, or SQLite itself has rolled everything back, for instance because the disk is full.
      if (units.length === 1 || !database.isTransaction) throw error
      execute('ROLLBACK')
      execute('BEGIN IMMEDIATE')
      return undefined
    }
  }

  /** Runs one unit under a savepoint. When it is refused, only this unit is rolled back. */
  function runApart(unit: WaitingUnit): (() => void) | undefined {
    execute('SAVEPOINT unit')
    try {
      const answer = runUnit(unit)
      execute('RELEASE unit')
      return answer
    } catch (error) {
      if (!database.isTransaction) throw error
      execute('ROLLBACK TO unit')
      execute('RELEASE unit')
      unit.reject(sqliteFailure(error))
      return undefined
    }
  }

  function flushSoon(turns = 0, seen = 0): void {
    setImmediate(() => {
      if (waiting.length > seen && turns < maximumTurns) flushSoon(turns + 1, waiting.length)
      else flush()
    })
  }

  function flush(): void {
    const units = waiting
    if (units.length === 0) return // `close` has already run them
    waiting = []
    try {
      if (!exclusive) execute('BEGIN IMMEDIATE')
      const answers = (exclusive ? undefined : runTogether(units)) ?? units.map(runApart)
      if (!exclusive) execute('COMMIT')
      for (const answer of answers) answer?.()
    } catch (error) {
      if (database.isOpen && database.isTransaction && !exclusive) execute('ROLLBACK')
      for (const unit of units) unit.reject(sqliteFailure(error)) // has no effect on units that were refused before
    }
  }

  function beginExclusive(): void {
    for (let attempt = 1; ; attempt += 1) {
      try {
        database.exec('BEGIN EXCLUSIVE')
        return
      } catch (error) {
        if (resultCode(error) !== resultCodes.busy || attempt === exclusiveAttempts) throw sqliteFailure(error)
      }
    }
  }

  function read(statement: Pick<BoundStatement, 'sql' | 'values'>): Row[] {
    try {
      return rowsOf(statement)
    } catch (error) {
      throw sqliteFailure(error)
    }
  }

  return {
    dialect: 'sqlite',
    read: async (statement) => read(statement),
    unit: (statements) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) flushSoon()
        waiting.push({ statements, resolve, reject })
      }),
    exclusively: async (use) => {
      beginExclusive()
      exclusive = true
      try {
        const result = await use()
        database.exec('COMMIT')
        return result
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      } finally {
        exclusive = false
      }
    },
    follow: () => ({
      read: async () => Number(read(readVersion)[0]?.configuration_version ?? 0),
      close: async () => undefined,
    }),
    close: async () => {
      if (waiting.length > 0) flush()
      prepared.clear()
      database.close()
    },
  }
}

/** sqlite.org/rescode.html */
const resultCodes = { busy: 5, readonly: 8, ioerr: 10, full: 13, cantopen: 14 }

function extendedResultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined
}

/** The primary result code: the lower eight bits. */
function resultCode(error: unknown): number | undefined {
  const code = extendedResultCode(error)
  return code === undefined ? undefined : code & 0xff
}

function refusalOf(error: unknown, name: string): UnitRefused | undefined {
  const code = extendedResultCode(error)
  if (code === 2067 || code === 1555) return new UnitRefused(name, 'unique')
  if (code === 787) return new UnitRefused(name, 'reference')
  return undefined
}

/** A full or unreachable disk, a long lock by another process, or a stop is not a fault of the request. */
function sqliteFailure(error: unknown): unknown {
  const isClosed = error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE'
  if (isClosed) return new Failure('database_unavailable', { cause: error })
  const code = resultCode(error)
  if (code === undefined || !Object.values(resultCodes).includes(code)) return error
  return new Failure('database_unavailable', { cause: error })
}
