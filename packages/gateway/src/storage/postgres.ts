/**
 * PostgreSQL through `pg`. A unit sends BEGIN and all its statements at once, looks at the counts, then COMMIT or
 * ROLLBACK: two round trips. A read, or a change that is alone and can change one row at most, takes one.
 *
 * When the database is away, every answer is a quick `database_unavailable`, and the next one that finds it again
 * succeeds. What was rolled back because of others is repeated; what may have been committed never is, and never
 * counts as made.
 */

import { Failure } from '@gatehouse/core/failure'
import { Client, Pool, type PoolClient } from 'pg'
import { UnitRefused } from '../domain/ports.ts'
import type { BoundStatement, Engine, Row } from './engine.ts'
import { connectionOf, limits } from './postgres-connection.ts'
import { breaksConnection, explain, troubleOf } from './postgres-errors.ts'
import { followPostgres } from './postgres-follow.ts'
import { type Answer, type Answers, countOf, type Message, messageOf, openMessages } from './postgres-messages.ts'

const maximumAttempts = 5
/** "gate": what two processes that migrate one database meet at. */
const migrationLock = 0x67617465

/**
 * The commit of this statement alone does not wait for the disk (postgresql.org/docs/current/wal-async-commit.html):
 * the setting is read at the commit, and ends with the transaction.
 */
const withoutWaiting = "returning set_config('synchronous_commit', 'off', true)"

const command = (text: string): Message => ({ text, values: [], returns: false, prepare_as: text })
const [begin, commit, rollback] = [command('begin'), command('commit'), command('rollback')]
const allowMinutes: Message = { ...command(`set local statement_timeout = ${limits.slow_ms}`), prepare_as: undefined }

/** How far an attempt came. */
interface Progress {
  connected: boolean
  /** From here on it may have been committed, whatever is heard. */
  committing: boolean
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

  /** @param until when the last answer must be there, on the clock of `performance.now` */
  function send(client: PoolClient, group: readonly Message[], until: number): Promise<Answers> {
    return messages.send(client, group, Math.max(1, Math.round(until - performance.now())))
  }

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

  async function alone(client: PoolClient, statement: BoundStatement, until: number): Promise<readonly Row[]> {
    const { sql, relaxed } = statement
    const message = messageOf(statement, relaxed ? `${sql} ${withoutWaiting}` : sql)
    return rowsOf(statement, await send(client, [message], until), 0)
  }

  async function transaction(
    client: PoolClient,
    statements: readonly BoundStatement[],
    until: number,
    progress: Progress,
  ): Promise<readonly (readonly Row[])[]> {
    const opening = statements.some((statement) => statement.slow === true) ? [begin, allowMinutes] : [begin]
    const steps = statements.flatMap((statement) => (statement.lock ? [statement.lock, statement] : [statement]))
    const answers = await send(client, [...opening, ...steps.map((step) => messageOf(step))], until)
    if (answers.error !== undefined && breaksConnection(answers.error)) throw answers.error
    try {
      const rows = new Map(steps.map((step, index) => [step, rowsOf(step, answers, opening.length + index)]))
      progress.committing = true
      const { tag } = answerOf(await send(client, [commit], until), 0)
      if (tag !== 'COMMIT') throw new Error('the transaction was rolled back')
      return statements.map((statement) => rows.get(statement) ?? [])
    } catch (error) {
      if (!progress.committing) answerOf(await send(client, [rollback], until), 0)
      throw error
    }
  }

  /** Repeats what was certainly not made, within the time for an answer. */
  async function persist<T>(name: string, limit_ms: number, attempt: Attempt<T>): Promise<T> {
    const until = performance.now() + limit_ms
    for (let attempts = 1; ; attempts += 1) {
      const progress: Progress = { connected: false, committing: false }
      try {
        return await withConnection(progress, (client) => attempt(client, until, progress))
      } catch (error) {
        if (error instanceof UnitRefused) throw error
        if (troubleOf(error) === 'stale_plan') messages.forget()
        const time_left = until - performance.now()
        if (
          attempts === maximumAttempts ||
          time_left < limits.connect_ms / 2 ||
          !isRepeatable(error, attempts, progress)
        ) {
          throw explain(error, name)
        }
        await pause(attempts)
      }
    }
  }

  return {
    dialect: 'postgres',

    read: (statement) => persist(statement.name, limits.answer_ms, (client, until) => alone(client, statement, until)),

    unit: async (statements) => {
      const [first] = statements
      if (first === undefined) return []
      const limit_ms = statements.some(({ slow }) => slow) ? limits.slow_ms : limits.answer_ms
      return persist(first.name, limit_ms, async (client, until, progress) => {
        if (!needsNoTransaction(statements)) return transaction(client, statements, until, progress)
        progress.committing = true
        return [await alone(client, first, until)]
      })
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

type Attempt<T> = (client: PoolClient, until: number, progress: Progress) => Promise<T>

function ignore(): void {}

/** One of the answers. @throws what came instead */
function answerOf({ answers, error }: Answers, index: number): Answer {
  const answer = answers[index]
  if (answer === undefined) throw error
  return answer
}

/** @throws UnitRefused when it did not do what it must */
function rowsOf({ name, rows, returns }: BoundStatement, answers: Answers, index: number): readonly Row[] {
  if (answers.answers.length === index) {
    const trouble = troubleOf(answers.error)
    if (trouble === 'unique' || trouble === 'reference') throw new UnitRefused(name, trouble)
  }
  const answer = answerOf(answers, index)
  const count = returns ? answer.rows.length : countOf(answer)
  if (rows !== null && count !== rows) throw new UnitRefused(name, 'expectation')
  return returns ? answer.rows : []
}

/** Alone, without a lock to take before, and right or without effect. */
function needsNoTransaction(statements: readonly BoundStatement[]): boolean {
  const [statement] = statements
  if (statements.length !== 1 || statement === undefined || statement.lock || statement.slow) return false
  return statement.rows === null || statement.single === true
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
    throw explain(error, 'migrations')
  }
  if (encoding !== 'UTF8') {
    const expected = 'a database with the encoding UTF8'
    throw new Failure('setting_invalid', { param: 'GATEHOUSE_DATABASE_URL', expected, received: String(encoding) })
  }
}
