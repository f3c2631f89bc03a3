/**
 * SQLite through `node:sqlite`: one connection, WAL, `synchronous=FULL`, so that an acknowledged change survives a
 * power failure. Units that wait at the same time share one commit and so one fsync: each runs under a savepoint of
 * its own, without yielding, and is answered after the commit.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { UnitRefused } from '../domain/ports.ts'
import type { BoundStatement, Engine, Row } from './engine.ts'

const maximumPreparedStatements = 500

interface WaitingUnit {
  readonly statements: readonly BoundStatement[]
  readonly resolve: (rows: readonly (readonly Row[])[]) => void
  readonly reject: (error: unknown) => void
}

/** @param path of the file, made with its folder if it is not there, or `:memory:` */
export function openSqlite(path: string): Engine {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'a', 0o600)) // SQLite would make it readable for everybody
  }
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true })
  // Another process (a migration, a backup) may hold the lock for a moment.
  database.exec('PRAGMA busy_timeout = 5000')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA trusted_schema = OFF')
  database.exec('PRAGMA temp_store = MEMORY')

  const prepared = new Map<string, StatementSync>()
  let waiting: WaitingUnit[] = []

  function statementOf(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= maximumPreparedStatements) prepared.clear()
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }

  function run(statement: BoundStatement): readonly Row[] {
    try {
      const { returns, rows, values } = statement
      if (returns) {
        const found = statementOf(statement.sql).all(...values) as Row[]
        if (rows !== null && found.length !== rows) throw new UnitRefused(statement.name, 'expectation')
        return found
      }
      const { changes } = statementOf(statement.sql).run(...values)
      if (rows !== null && changes !== rows) throw new UnitRefused(statement.name, 'expectation')
      return []
    } catch (error) {
      throw refusalOf(error, statement.name) ?? error
    }
  }

  function runUnit(unit: WaitingUnit): (() => void) | undefined {
    statementOf('SAVEPOINT unit').run()
    try {
      const rows = unit.statements.map(run)
      statementOf('RELEASE unit').run()
      return () => unit.resolve(rows)
    } catch (error) {
      if (!database.isTransaction) throw error // SQLite has rolled everything back itself: a full disk, for instance
      statementOf('ROLLBACK TO unit').run()
      statementOf('RELEASE unit').run()
      unit.reject(error)
      return undefined
    }
  }

  function flush(): void {
    const units = waiting
    waiting = []
    try {
      statementOf('BEGIN IMMEDIATE').run()
      const answers = units.map(runUnit)
      statementOf('COMMIT').run()
      for (const answer of answers) answer?.()
    } catch (error) {
      if (database.isTransaction) statementOf('ROLLBACK').run()
      for (const unit of units) unit.reject(error) // has no effect on units that were refused before
    }
  }

  return {
    dialect: 'sqlite',
    read: async (statement) => statementOf(statement.sql).all(...statement.values) as Row[],
    unit: (statements) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ statements, resolve, reject })
      }),
    close: async () => {
      if (waiting.length > 0) flush()
      prepared.clear()
      database.close()
    },
  }
}

/** Extended result codes, sqlite.org/rescode.html. */
function refusalOf(error: unknown, name: string): UnitRefused | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  if (error.errcode === 2067 || error.errcode === 1555) return new UnitRefused(name, 'unique')
  if (error.errcode === 787) return new UnitRefused(name, 'reference')
  return undefined
}
