import type { IdempotencyRecord, IdempotencyStore } from '../domain/stores/idempotency-keys.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'request_hash',
  'attempt',
  'lease_until',
  'committed_at',
  'answer_sealed',
  'created_at',
  'expires_at',
] as const satisfies (keyof IdempotencyRecord)[]

interface Attempt {
  id: string
  attempt: string
  at: number
  answer_sealed: string | null
}

export function idempotencyStore({ db, engine }: Storage): IdempotencyStore {
  const get = prepareRead<{ id: string }, IdempotencyRecord>(
    engine,
    'idempotency_keys.get',
    (a) => db.selectFrom('idempotency_keys').selectAll().where('id', '=', a.id),
    decoder<IdempotencyRecord>({}),
  )
  const insert = prepare<IdempotencyRecord>('idempotency_keys.insert', (a) =>
    db.insertInto('idempotency_keys').values(columnsOf(a, columns)),
  )
  const takeOver = prepare<IdempotencyRecord & { before: string }>('idempotency_keys.takeOver', (a) =>
    db
      .updateTable('idempotency_keys')
      .set(columnsOf(a, columns))
      .where('id', '=', a.id)
      .where('attempt', '=', a.before)
      // A request that has been committed meanwhile is not run again, unless its row has expired.
      .where((eb) => eb.or([eb('committed_at', 'is', null), eb('expires_at', '<=', a.created_at)])),
  )
  const commit = prepare<Omit<Attempt, 'answer_sealed'>>('idempotency_keys.commit', (a) =>
    db
      .updateTable('idempotency_keys')
      .set({ committed_at: a.at })
      .where('id', '=', a.id)
      .where('attempt', '=', a.attempt),
  )
  const finish = prepare<Attempt>('idempotency_keys.finish', (a) =>
    db
      .updateTable('idempotency_keys')
      .set({ committed_at: a.at, answer_sealed: a.answer_sealed, lease_until: a.at })
      .where('id', '=', a.id)
      .where('attempt', '=', a.attempt),
  )
  const release = prepare<Pick<Attempt, 'id' | 'attempt'>>(
    'idempotency_keys.release',
    (a) =>
      db
        .deleteFrom('idempotency_keys')
        .where('id', '=', a.id)
        .where('attempt', '=', a.attempt)
        .where('committed_at', 'is', null),
    { rows: null },
  )
  return {
    get: (id) => get.first({ id }),
    insert,
    takeOver: (record, before) => takeOver({ ...record, before }),
    commit: (id, attempt, at) => commit({ id, attempt, at }),
    finish: (id, attempt, answer_sealed, at) => finish({ id, attempt, answer_sealed, at }),
    release: (id, attempt) => release({ id, attempt }),
  }
}
