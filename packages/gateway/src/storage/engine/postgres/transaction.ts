/**
 * Runs statements on one connection of PostgreSQL: one alone, or several in a transaction. BEGIN and all statements are
 * sent at once. The row counts then decide between COMMIT and ROLLBACK.
 */
import { UnitRefused } from '../../../domain/stores/unit.ts'
import type { BoundStatement, Row } from '../engine.ts'
import { limits } from './connection.ts'
import { breaksConnection, troubleOf } from './errors.ts'
import { countOf, type Message, messageOf, type StatementResult, type StatementResults } from './messages.ts'

/** Sends a group on the connection. */
export type Send = (group: readonly Message[]) => Promise<StatementResults>

/** How far an attempt has got. */
export interface Progress {
  connected: boolean
  /** When true, the attempt may have been committed, even if an error follows. */
  committing: boolean
}

/**
 * The commit of this one statement does not wait for the disk (postgresql.org/docs/current/wal-async-commit.html).
 * PostgreSQL reads the setting at the commit, and it ends with the transaction.
 */
const withoutWaiting = "returning set_config('synchronous_commit', 'off', true)"

const command = (text: string): Message => ({ text, values: [], returns: false, prepare_as: text })
/** Both limits in one statement, which is cheap. They hold until the end of the transaction. */
const hurry = `select set_config('lock_timeout', '${limits.shared_lock_ms}', true),
  set_config('statement_timeout', '${limits.shared_statement_ms}', true)`

const [begin, commit, rollback] = [command('begin'), command('commit'), command('rollback')]

/** Settings of a single transaction. */
export const settings = {
  takeMinutes: command(`set local statement_timeout = ${limits.slow_ms}`),
  /** Ends early, so that the other requests of the transaction do not wait. */
  hurry: command(hurry),
  doNotWaitForDisk: command('set local synchronous_commit = off'),
} as const

/** @throws UnitRefused, or what the driver reports */
export async function alone(send: Send, statement: BoundStatement): Promise<readonly Row[]> {
  const { sql, relaxed } = statement
  const message = messageOf(statement, relaxed ? `${sql} ${withoutWaiting}` : sql)
  return rowsOf(statement, await send([message]), 0)
}

/** @throws UnitRefused, or what the driver reports */
export async function transaction(
  send: Send,
  statements: readonly BoundStatement[],
  progress: Progress,
  told: readonly Message[] = [],
): Promise<readonly (readonly Row[])[]> {
  const opening = [begin, ...told]
  const steps = statements.flatMap((statement) => (statement.lock ? [statement.lock, statement] : [statement]))
  const answers = await send([...opening, ...steps.map((step) => messageOf(step))])
  if (answers.error !== undefined && breaksConnection(answers.error)) throw answers.error
  try {
    const rows = new Map(steps.map((step, index) => [step, rowsOf(step, answers, opening.length + index)]))
    progress.committing = true
    const { tag } = answerOf(await send([commit]), 0)
    if (tag !== 'COMMIT') throw new Error('the transaction was rolled back')
    return statements.map((statement) => rows.get(statement) ?? [])
  } catch (error) {
    if (!progress.committing) answerOf(await send([rollback]), 0)
    throw error
  }
}

/**
 * Runs several reads and returns the rows of each. Statements that are sent together are one transaction, even without
 * BEGIN (postgresql.org/docs/current/protocol-flow.html).
 * @returns `undefined` when one of them fails or takes too long
 */
export async function reads(
  send: Send,
  statements: readonly BoundStatement[],
): Promise<readonly (readonly Row[])[] | undefined> {
  const answers = await send([settings.hurry, ...statements.map((statement) => messageOf(statement))])
  if (answers.error === undefined) return statements.map((statement, index) => rowsOf(statement, answers, 1 + index))
  if (breaksConnection(answers.error)) throw answers.error
  return undefined
}

/** True for one statement without a lock that either changes the expected row or nothing. */
export function needsNoTransaction(statements: readonly BoundStatement[]): boolean {
  const [statement] = statements
  if (statements.length !== 1 || statement === undefined || statement.lock || statement.slow) return false
  return statement.rows === null || statement.single === true
}

/** Tells whether an attempt changed nothing and its connection is still usable. */
export function isRolledBack(error: unknown, { committing }: Progress): boolean {
  return !committing && (error instanceof UnitRefused || !breaksConnection(error))
}

/** One of the answers. @throws the error that came instead */
function answerOf({ answers, error }: StatementResults, index: number): StatementResult {
  const answer = answers[index]
  if (answer === undefined) throw error
  return answer
}

/** @throws UnitRefused when the statement did not change or return what it must */
function rowsOf({ name, rows, returns }: BoundStatement, answers: StatementResults, index: number): readonly Row[] {
  if (answers.answers.length === index) {
    const trouble = troubleOf(answers.error)
    if (trouble === 'unique' || trouble === 'reference') throw new UnitRefused(name, trouble)
  }
  const answer = answerOf(answers, index)
  const count = returns ? answer.rows.length : countOf(answer)
  if (rows !== null && count !== rows) throw new UnitRefused(name, 'expectation')
  return returns ? answer.rows : []
}
