/**
 * PostgreSQL through `pg`. A unit takes two round trips. A read takes one, and so does a single statement that can
 * change at most one row (transaction.ts).
 *
 * As on SQLite, units that wait at the same time share a transaction and its commit. Reads share a group of messages
 * (../sharing.ts). When one unit is refused, takes long or would wait for a lock, all are rolled back and each runs
 * alone. Under load the database spends 60 % less on a sign-in, and this process a third.
 *
 * When the database is away, every call fails quickly with `database_unavailable`. The next call after it has returned
 * succeeds. A unit that was rolled back because of others is repeated. A unit that may have been committed is never
 * repeated, and never reported as committed.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import { Client, Pool, type PoolClient } from 'pg'
import { UnitRefused } from '../../../domain/stores/unit.ts'
import type { BoundStatement, Engine, Row } from '../engine.ts'
import { sharing } from '../sharing.ts'
import { connectionOf, limits } from './connection.ts'
import { breaksConnection, postgresFailure, troubleOf } from './errors.ts'
import { followPostgres } from './follow.ts'
import { openMessages } from './messages.ts'
import {
  alone,
  isRolledBack,
  needsNoTransaction,
  type Progress,
  reads,
  type Send,
  settings,
  transaction,
} from './transaction.ts'

const maximumAttempts = 5
/** "gate": the advisory lock that lets one process at a time migrate a database. */
const migrationLock = 0x67617465

type Statements = readonly BoundStatement[]
/** The rows of each statement. */
type Rows = readonly (readonly Row[])[]
type Attempt<T> = (send: Send, progress: Progress) => Promise<T>

/**
 * A unit or read that may run together with others. `until`: the deadline of its answer, on the clock of
 * `performance.now`.
 */
interface Shared<T> {
  readonly what: T
  readonly until: number
}

export function openPostgres(database_url: string): Engine {
  const connection = connectionOf(database_url)
  const pool = new Pool({
    ...connection,
    max: limits.connections,
    idleTimeoutMillis: limits.idle_ms,
    maxLifetimeSeconds: limits.lifetime_seconds,
  })
  pool.on('error', ignore) // an idle connection was lost, and the pool has removed it
  const messages = openMessages()

  async function withConnection<T>(progress: Progress, use: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    progress.connected = true
    client.on('error', ignore) // the query in progress gets the same error
    let usable = true
    try {
      return await use(client)
    } catch (error) {
      usable = error instanceof UnitRefused || !breaksConnection(error)
      throw error
    } finally {
      client.off('error', ignore)
      client.release(!usable)
    }
  }

  /** Repeats an attempt that was certainly not committed, until the deadline. */
  async function persist<T>(name: string, until: number, attempt: Attempt<T>): Promise<T> {
    const isLate = (): boolean => performance.now() > until - limits.connect_ms / 2
    if (isLate()) throw postgresFailure(new Error('it waited too long behind others'), name)
    for (let attempts = 1; ; attempts += 1) {
      const progress: Progress = { connected: false, committing: false }
      try {
        return await withConnection(progress, (client) =>
          attempt(
            (group) => messages.send(client, group, Math.max(1, Math.round(until - performance.now()))),
            progress,
          ),
        )
      } catch (error) {
        if (error instanceof UnitRefused) throw error
        if (troubleOf(error) === 'stale_plan') messages.forget()
        if (attempts === maximumAttempts || isLate() || !isRepeatable(error, attempts, progress)) {
          throw postgresFailure(error, name)
        }
        await pause(attempts)
      }
    }
  }

  const readAlone = ({ what, until }: Shared<BoundStatement>): Promise<readonly Row[]> =>
    persist(what.name, until, (send) => alone(send, what))

  const readShared = sharing({ groups: 4, items: 16 }, readAlone, (group) =>
    persist('reads', earliest(group), (send) =>
      reads(
        send,
        group.map(({ what }) => what),
      ),
    ),
  )

  function unitAlone({ what: statements, until }: Shared<Statements>): Promise<Rows> {
    const [first] = statements
    const told = isSlow(statements) ? [settings.takeMinutes] : []
    return persist(first?.name ?? 'nothing', until, async (send, progress) => {
      if (!first || !needsNoTransaction(statements)) return transaction(send, statements, progress, told)
      progress.committing = true
      return [await alone(send, first)]
    })
  }

  const unitShared = sharing({ groups: 2, items: 64 }, unitAlone, (group) => {
    const statements = group.flatMap(({ what }) => what)
    const { hurry, doNotWaitForDisk } = settings
    const told = statements.every(({ relaxed }) => relaxed) ? [hurry, doNotWaitForDisk] : [hurry]
    return persist('units', earliest(group), async (send, progress) => {
      try {
        return split(group, await transaction(send, statements, progress, told))
      } catch (error) {
        if (isRolledBack(error, progress)) return undefined
        throw error
      }
    })
  })

  return {
    dialect: 'postgres',

    read: (statement) => {
      const until = performance.now() + limits.answer_ms
      return (statement.shared ? readShared : readAlone)({ what: statement, until })
    },

    unit: async (statements) => {
      if (statements.length === 0) return []
      const slow = isSlow(statements)
      const until = performance.now() + (slow ? limits.slow_ms : limits.answer_ms)
      return (!slow && canShare(statements) ? unitShared : unitAlone)({ what: statements, until })
    },

    exclusively: async (use) => {
      const client = new Client({ ...connection, statement_timeout: limits.slow_ms })
      client.on('error', ignore)
      try {
        await lockMigrations(client)
        return await use()
      } finally {
        await client.end() // this also releases the lock
      }
    },

    follow: (onNotice) => followPostgres(connection, onNotice),

    close: () => pool.end(),
  }
}

function ignore(): void {}

/** The earliest deadline of a group. */
function earliest(group: readonly Shared<unknown>[]): number {
  return Math.min(...group.map(({ until }) => until))
}

/** Splits the rows of all units into those of each. */
function split(units: readonly Shared<Statements>[], rows: Rows): readonly Rows[] {
  let from = 0
  return units.map(({ what: { length } }) => {
    const own = rows.slice(from, from + length)
    from += length
    return own
  })
}

/** A change of configuration, or a statement with a lock, holds locks that others wait for. It runs alone. */
function canShare(statements: Statements): boolean {
  return statements.every(({ lock, changes }) => lock === undefined && changes.length === 0)
}

function isSlow(statements: Statements): boolean {
  return statements.some(({ slow }) => slow)
}

function isRepeatable(error: unknown, attempts: number, { connected, committing }: Progress): boolean {
  const trouble = troubleOf(error)
  if (trouble === 'again' || trouble === 'stale_plan') return true
  // The pool cannot know that a connection is dead before it is used.
  return trouble === 'unavailable' && breaksConnection(error) && connected && !committing && attempts === 1
}

/** Grows with each attempt; the random part keeps attempts from repeating at the same moment. */
function pause(attempts: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempts * 5 * (1 + Math.random())))
}

/** @throws Failure database_unavailable, setting_invalid */
async function lockMigrations(client: Client): Promise<void> {
  let encoding: unknown
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('server_encoding') as encoding")
    encoding = rows[0]?.encoding
    await client.query('select pg_advisory_lock($1)', [migrationLock])
  } catch (error) {
    throw postgresFailure(error, 'migrations')
  }
  if (encoding !== 'UTF8') {
    const expected = 'a database with the encoding UTF8'
    throw new Failure('setting_invalid', { param: 'GATEHOUSE_DATABASE_URL', expected, received: String(encoding) })
  }
}
