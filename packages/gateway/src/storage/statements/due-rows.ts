/**
 * Rows that background work takes when their time has come: the longest due first, each by one process only. They are
 * due again at a later time.
 */
import type { Expression, Kysely, SqlBool } from 'kysely'
import type { Unit, Write } from '../../domain/stores/unit.ts'
import type { Row } from '../engine/engine.ts'
import { prepare, type Storage } from './compile.ts'

/** The tables differ in nothing that matters here: an `id`, a time, and the columns of their records. */
type Rows = Kysely<Record<string, Record<string, string | number>>>

/** A table with a column that says when a row is due next, in milliseconds since 1970. */
export interface DueTable<R> {
  readonly table: 'connections' | 'credentials' | 'domains'
  readonly due_at: 'saml_watch_at' | 'probe_at' | 'check_at'
  readonly columns: readonly string[]
  readonly decode: (row: Row) => R
  /** The rows that are ever due, where not all are. Literals alone, as in the index of the times. */
  readonly only?: Expression<SqlBool>
}

export interface DueRows<R> {
  takeDue(now: number, next_at: number, limit: number): Unit<readonly R[]>
  postpone(id: string, until: number): Write
}

export function dueRows<R>({ db, engine }: Storage, { table, due_at, columns, decode, only }: DueTable<R>): DueRows<R> {
  const rows = db as unknown as Rows
  const takeDue = prepare<{ now: number; next_at: number; limit: number }>(
    `${table}.takeDue`,
    (a) =>
      rows
        .with(
          (cte) => cte('due').materialized(),
          () =>
            rows
              .selectFrom(table)
              .select('id')
              .where(due_at, '<=', a.now)
              .$if(only !== undefined, (due) => due.where(only as Expression<SqlBool>))
              .orderBy(due_at)
              .limit(a.limit)
              .$if(engine.dialect === 'postgres', (due) => due.forUpdate().skipLocked()),
        )
        .updateTable(table)
        .set({ [due_at]: a.next_at })
        .where('id', 'in', (eb) => eb.selectFrom('due').select('id'))
        .returning([...columns]),
    { rows: null, returns: true },
  )
  const postpone = prepare<{ id: string; until: number }>(
    `${table}.postpone`,
    (a) =>
      rows
        .updateTable(table)
        .set({ [due_at]: a.until })
        .where('id', '=', a.id),
    { rows: null },
  )
  return {
    takeDue: (now, next_at, limit) => ({
      writes: [takeDue({ now, next_at, limit })],
      read: ([taken = []]) => taken.map((row) => decode(row as Row)),
    }),
    postpone: (id, until) => postpone({ id, until }),
  }
}
