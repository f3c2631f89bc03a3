/**
 * PostgreSQL through `pg`. A unit takes two round trips; a read, or a change that is alone and can change one row at
 * most, takes one (transaction.ts).
 *
 * As on SQLite, units that wait at the same time share a transaction and so a commit, and reads share a group of
 * messages (../sharing.ts). When one of them is refused, takes long or would have to wait for a lock, all are rolled back,
 * and each is made by itself. Under load the database spends 60 % less on a sign-in, and this process a third.
 *
 * When the database is away, every answer is a quick `database_unavailable`, and the next one that finds it again
 * succeeds. What was rolled back because of others is repeated; what may have been committed never is, and never
 * counts as made.
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
/** "gate": what two processes that migrate one database meet at. */
const migrationLock = 0x67617465

type Statements = readonly BoundStatement[]
/** For each statement its rows. */
type Rows = readonly (readonly Row[])[]
type Attempt<T> = (send: Send, progress: Progress) => Promise<T>

/** What shares with others, and when its answer must be there, on the clock of `performance.now`. */
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
  pool.on('error', ignore) // a connection without work was lost, and the pool has removed it
  const messages = openMessages()

  async function withConnection<T>(progress: Progress, use: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    progress.connected = true
    client.on('error', ignore) // whoever waits for an answer is told too
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

  /** Repeats what was certainly not made, within the time for an answer. */
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
        await client.end() // and the lock with it
      }
    },

    follow: (onNotice) => followPostgres(connection, onNotice),

    close: () => pool.end(),
  }
}

function ignore(): void {}

/** When the first answer must be there. */
function earliest(group: readonly Shared<unknown>[]): number {
  return Math.min(...group.map(({ until }) => until))
}

/** The rows of each unit. */
function split(units: readonly Shared<Statements>[], rows: Rows): readonly Rows[] {
  let from = 0
  return units.map(({ what: { length } }) => {
    const own = rows.slice(from, from + length)
    from += length
    return own
  })
}

/** A change of configuration, and what takes a lock before, hold locks that others wait for. */
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

/** A little longer each time, and not all at the same moment. */
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
