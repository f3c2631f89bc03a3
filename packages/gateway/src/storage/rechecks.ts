import type { Id } from '@gatehouse-sso/core/ids'
import type { RecheckRecord, RecheckStore } from '../domain/stores/rechecks.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'environment_id',
  'connection_id',
  'token_sealed',
  'checked_at',
  'lease_until',
  'sign_in_needed_because',
  'expires_at',
] as const satisfies (keyof RecheckRecord)[]

const replaced = ['connection_id', 'token_sealed', 'checked_at', 'lease_until', 'expires_at'] as const

interface Seen {
  environment_id: Id<'env'>
  id: Id<'sess'>
  /** The `checked_at` that was read. */
  seen_at: number
}

export function recheckStore({ db, engine }: Storage): (environment_id: Id<'env'>) => RecheckStore {
  const get = prepareRead<Omit<Seen, 'seen_at'>, RecheckRecord>(
    engine,
    'rechecks.get',
    (a) => db.selectFrom('rechecks').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decoder<RecheckRecord>({}),
  )
  const put = prepare<RecheckRecord>('rechecks.put', (a) =>
    db
      .insertInto('rechecks')
      .values(columnsOf(a, columns))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ ...columnsOf(a, replaced), sign_in_needed_because: null })
          .where('rechecks.environment_id', '=', a.environment_id),
      ),
  )
  const seen = (a: Seen) =>
    db
      .updateTable('rechecks')
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('checked_at', '=', a.seen_at)
      .where('sign_in_needed_because', 'is', null)
  const begin = prepare<Seen & { now: number; lease_until: number }>('rechecks.begin', (a) =>
    seen(a)
      .set({ lease_until: a.lease_until })
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', a.now)])),
  )
  const pass = prepare<Seen & { token_sealed: string; checked_at: number }>('rechecks.pass', (a) =>
    seen(a).set({ token_sealed: a.token_sealed, checked_at: a.checked_at, lease_until: null }),
  )
  const needSignIn = prepare<Seen & { because: string }>('rechecks.needSignIn', (a) =>
    seen(a).set({ token_sealed: null, lease_until: null, sign_in_needed_because: a.because }),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    put,
    begin: ({ id, checked_at }, now, lease_until) =>
      begin({ environment_id, id, seen_at: checked_at, now, lease_until }),
    pass: ({ id, checked_at: seen_at }, token_sealed, checked_at) =>
      pass({ environment_id, id, seen_at, token_sealed, checked_at }),
    needSignIn: ({ id, checked_at }, because) => needSignIn({ environment_id, id, seen_at: checked_at, because }),
  })
}
