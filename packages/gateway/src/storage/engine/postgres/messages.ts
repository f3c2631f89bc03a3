/**
 * Sends statements to PostgreSQL as one group of messages. Each statement is bound and executed, one Sync ends the
 * group, and the server answers them together (postgresql.org/docs/current/protocol-flow.html, extended query and
 * pipelining). A statement is parsed, and its columns are described, once on each connection. The driver's own queries
 * describe and sync each time: measured, 7 % of what a sign-in on PostgreSQL costs this process.
 *
 * A group is a `Submittable`, the driver's interface for queries that send themselves, like its cursors.
 */
import type { Connection, DatabaseError, PoolClient, Submittable } from 'pg'
import { rowMaker } from '../../statements/rows.ts'
import type { BoundStatement, Row } from '../engine.ts'
import { numberTypes } from './connection.ts'

export interface Message {
  readonly text: string
  readonly values: readonly (string | null)[]
  readonly returns: boolean
  /** Prefix for the name of its prepared statement. Without it, the statement is parsed each time. */
  readonly prepare_as?: string | undefined
}

export interface StatementResult {
  readonly rows: readonly Row[]
  /** The command tag, with the number of rows: `UPDATE 1`. */
  readonly tag: string
}

/** The answers up to the first error, and the error. */
export interface StatementResults {
  readonly answers: readonly StatementResult[]
  readonly error?: unknown
}

/** Each connection keeps this many prepared statements; any further one is parsed each time. */
const maximumPreparedStatements = 500

interface Prepared {
  readonly name: string
  /** Known once rows have been described. */
  rowOf?: (fields: DataRow['fields']) => Row
}

/** The driver's messages, in the form in which it reads them. */
interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
}
interface DataRow {
  readonly fields: readonly (string | null)[]
}
interface CommandComplete {
  readonly text: string
}

export interface Messages {
  /**
   * Sends all messages at once.
   * @param timeout_ms until the last answer; after a timeout the connection cannot be used any more
   */
  send(client: PoolClient, messages: readonly Message[], timeout_ms: number): Promise<StatementResults>
  /** Makes all connections parse their statements again, after a migration has changed a table. */
  forget(): void
}

export function openMessages(): Messages {
  let connections = new WeakMap<PoolClient, Map<string, Prepared>>()
  let numbered = 0

  function preparedOn(client: PoolClient): Map<string, Prepared> {
    const known = connections.get(client) ?? new Map<string, Prepared>()
    connections.set(client, known)
    return known
  }

  /** A name that no statement of any connection has had, so that it cannot collide with a forgotten one. */
  function newName(prepare_as: string): string {
    numbered += 1
    return `${numbered}_${prepare_as}`.slice(0, 60)
  }

  return {
    send: (client, messages, timeout_ms) =>
      new Promise((resolve) => {
        const prepared = preparedOn(client)
        const answers: StatementResult[] = []
        /**
         * `parsing`: callbacks in the order of the parse confirmations. `asked`: statements sent but not yet confirmed.
         */
        const parsing: (() => void)[] = []
        const asked = new Map<string, Prepared>()
        const sent: Prepared[] = []
        let rows: Row[] = []

        const parsed = (): void => parsing.shift()?.()
        const end = (connection: Connection): void => void connection.off('parseComplete', parsed)

        const parse = (connection: Connection, { text, prepare_as }: Message): Prepared => {
          const keep = prepare_as !== undefined && prepared.size + parsing.length < maximumPreparedStatements
          const statement: Prepared = { name: keep ? newName(prepare_as) : '' }
          connection.parse({ text, name: statement.name, types: [] }, true)
          parsing.push(() => keep && prepared.set(text, statement))
          if (keep) asked.set(text, statement)
          return statement
        }

        const group = {
          query_timeout: timeout_ms,
          callback: (error?: unknown): void => resolve(error === undefined ? { answers } : { answers, error }),

          submit(connection: Connection): void {
            connection.on('parseComplete', parsed)
            connection.stream.cork()
            for (const message of messages) {
              const statement = prepared.get(message.text) ?? asked.get(message.text) ?? parse(connection, message)
              sent.push(statement)
              connection.bind({ statement: statement.name, values: [...message.values] }, true)
              if (message.returns && statement.rowOf === undefined) connection.describe({ type: 'P' }, true)
              connection.execute(null, true)
            }
            connection.sync()
            connection.stream.uncork()
          },
          handleRowDescription({ fields }: RowDescription): void {
            const statement = sent[answers.length]
            if (statement) statement.rowOf = decoderOf(fields)
          },
          handleDataRow({ fields }: DataRow): void {
            const row = sent[answers.length]?.rowOf?.(fields)
            if (row) rows.push(row)
          },
          handleCommandComplete({ text }: CommandComplete): void {
            answers.push({ rows, tag: text })
            rows = []
          },
          handleError(error: DatabaseError | Error, connection: Connection): void {
            end(connection)
            group.callback(error)
          },
          handleReadyForQuery(connection: Connection): void {
            end(connection)
            group.callback()
          },
        }
        client.query<Submittable>(group)
      }),

    forget() {
      connections = new WeakMap()
    },
  }
}

function decoderOf(columns: RowDescription['fields']): (fields: DataRow['fields']) => Row {
  const makeRow = rowMaker(columns.map(({ name }) => name))
  const numbers = columns.flatMap(({ dataTypeID }, index) => (numberTypes.includes(dataTypeID) ? [index] : []))
  return (fields) => {
    const values: (string | number | null)[] = [...fields]
    for (const index of numbers) if (values[index] !== null) values[index] = Number(values[index])
    return makeRow(values)
  }
}

/** The number of rows that a command changed or returned. */
export function countOf({ tag }: StatementResult): number {
  return Number(tag.slice(tag.lastIndexOf(' ') + 1))
}

/** Converts a bound statement to a message. */
export function messageOf({ name, sql, values, returns, slow }: BoundStatement, text = sql): Message {
  return {
    text,
    values: values.map((value) => (value === null ? null : String(value))),
    returns,
    prepare_as: slow ? undefined : name,
  }
}
