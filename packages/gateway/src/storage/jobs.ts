/**
 * Jobs as rows. One statement takes the due jobs. Concurrent takers skip the rows that another one locks (PostgreSQL)
 * or run one after another (SQLite).
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { JobRecord, JobStore, LeasedJob } from '../domain/stores/jobs.ts'
import { columnsOf, decoder, prepare, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'kind',
  'payload',
  'state',
  'run_at',
  'every_ms',
  'attempts',
  'lease_token',
  'lease_until',
  'last_error',
  'created_at',
] as const satisfies (keyof JobRecord)[]

const free = { lease_token: null, lease_until: null }

export function jobStore({ db, engine }: Storage): JobStore {
  const decode = decoder<JobRecord>({ json: ['payload'] })
  const waiting = sql.lit<'waiting'>('waiting')
  const insert = prepare<JobRecord>('jobs.insert', (a) => db.insertInto('jobs').values(columnsOf(a, columns)))
  const begin = prepare<JobRecord>(
    'jobs.begin',
    (a) =>
      db
        .insertInto('jobs')
        .values(columnsOf(a, columns))
        .onConflict((conflict) => conflict.doNothing()),
    { rows: null },
  )
  const pace = prepare<JobRecord>(
    'jobs.pace',
    (a) =>
      db
        .updateTable('jobs')
        .set({ every_ms: a.every_ms })
        .where('kind', '=', a.kind)
        .where('every_ms', 'is not', null)
        .where('every_ms', '!=', a.every_ms),
    { rows: null },
  )
  const leased = (a: LeasedJob) =>
    db.updateTable('jobs').where('id', '=', a.id).where('lease_token', '=', a.lease_token)
  const remove = prepare<LeasedJob>('jobs.delete', (a) =>
    db.deleteFrom('jobs').where('id', '=', a.id).where('lease_token', '=', a.lease_token),
  )
  const repeat = prepare<LeasedJob & { run_at: number }>('jobs.repeat', (a) =>
    leased(a).set({ ...free, run_at: a.run_at, attempts: 0, last_error: null }),
  )
  const retry = prepare<LeasedJob & { run_at: number; last_error: string }>('jobs.retry', (a) =>
    leased(a).set({ ...free, run_at: a.run_at, last_error: a.last_error }),
  )
  const bury = prepare<LeasedJob & { last_error: string }>('jobs.bury', (a) =>
    leased(a).set({ ...free, state: 'dead', last_error: a.last_error }),
  )
  const revive = prepare<{ id: Id<'job'>; run_at: number }>('jobs.revive', (a) =>
    db
      .updateTable('jobs')
      .set({ state: 'waiting', run_at: a.run_at, attempts: 0 })
      .where('id', '=', a.id)
      .where('state', '=', 'dead'),
  )
  const take = (kinds: readonly string[]) =>
    prepare<{ token: string; now: number; until: number; limit: number }>(
      'jobs.take',
      (a) =>
        db
          .with(
            (cte) => cte('due').materialized(),
            () =>
              db
                .selectFrom('jobs')
                .select('id')
                .where('state', '=', waiting)
                .where('run_at', '<=', a.now)
                .where('kind', 'in', kinds)
                .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', a.now)]))
                .orderBy('run_at')
                .limit(a.limit)
                .$if(engine.dialect === 'postgres', (rows) => rows.forUpdate().skipLocked()),
          )
          .updateTable('jobs')
          .set((eb) => ({ lease_token: a.token, lease_until: a.until, attempts: eb('attempts', '+', 1) }))
          .where('id', 'in', (eb) => eb.selectFrom('due').select('id'))
          .returningAll(),
      { rows: null, returns: true },
    )
  return {
    insert,
    schedule: (record) => [begin(record), pace(record)],
    take: (kinds, lease) => ({
      writes: [take(kinds)(lease)],
      read: ([rows = []]) => rows.map((row) => decode(row as Readonly<Record<string, unknown>>)),
    }),
    delete: remove,
    repeat: ({ id, lease_token }, run_at) => repeat({ id, lease_token, run_at }),
    retry: ({ id, lease_token }, run_at, last_error) => retry({ id, lease_token, run_at, last_error }),
    bury: ({ id, lease_token }, last_error) => bury({ id, lease_token, last_error }),
    dead: (query) =>
      listPage(engine, db.selectFrom('jobs').selectAll().where('state', '=', sql.lit<'dead'>('dead')), query, decode),
    revive: (id, run_at) => revive({ id, run_at }),
  }
}
