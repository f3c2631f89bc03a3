import type { Id } from '@gatehouse-sso/core/ids'
import type { DeviceAuthorizationRecord, DeviceAuthorizationStore } from '../domain/stores/device-authorizations.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'environment_id',
  'application_id',
  'device_code_hash',
  'user_code_hash',
  'scopes',
  'api_resource_id',
  'hints',
  'asked_from',
  'state',
  'grant_id',
  'interval_seconds',
  'polled_at',
  'created_at',
  'expires_at',
] as const satisfies (keyof DeviceAuthorizationRecord)[]

interface Key {
  environment_id: Id<'env'>
  id: Id<'dev'>
}

type State = DeviceAuthorizationRecord['state']

export function deviceAuthorizationStore({
  db,
  engine,
}: Storage): (environment_id: Id<'env'>) => DeviceAuthorizationStore {
  const decode = decoder<DeviceAuthorizationRecord>({ json: ['scopes', 'hints'] })
  const all = db.selectFrom('device_authorizations').selectAll()
  const get = prepareRead<Key, DeviceAuthorizationRecord>(
    engine,
    'device_authorizations.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const byUserCode = prepareRead<{ environment_id: Id<'env'>; user_code_hash: string }, DeviceAuthorizationRecord>(
    engine,
    'device_authorizations.byUserCode',
    (a) => all.where('environment_id', '=', a.environment_id).where('user_code_hash', '=', a.user_code_hash),
    decode,
  )
  const insert = prepare<DeviceAuthorizationRecord>('device_authorizations.insert', (a) =>
    db.insertInto('device_authorizations').values(columnsOf(a, columns)),
  )
  const poll = prepare<Key & { polled_at: number; interval_seconds: number }>('device_authorizations.poll', (a) =>
    db
      .updateTable('device_authorizations')
      .set({ polled_at: a.polled_at, interval_seconds: a.interval_seconds })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id),
  )
  const change = (name: string, from: State, to: State) =>
    prepare<Key & { now: number }>(`device_authorizations.${name}`, (a) =>
      db
        .updateTable('device_authorizations')
        .set({ state: to })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', from)
        .where('expires_at', '>', a.now),
    )
  const approve = prepare<Key & { grant_id: Id<'grant'>; now: number }>('device_authorizations.approve', (a) =>
    db
      .updateTable('device_authorizations')
      .set({ state: 'approved', grant_id: a.grant_id })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '=', 'pending')
      .where('expires_at', '>', a.now),
  )
  const deny = change('deny', 'pending', 'denied')
  const redeem = change('redeem', 'approved', 'redeemed')
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    byUserCode: (user_code_hash) => byUserCode.first({ environment_id, user_code_hash }),
    insert,
    poll: (id, polled_at, interval_seconds) => poll({ environment_id, id, polled_at, interval_seconds }),
    approve: (id, grant_id, now) => approve({ environment_id, id, grant_id, now }),
    deny: (id, now) => deny({ environment_id, id, now }),
    redeem: (id, now) => redeem({ environment_id, id, now }),
  })
}
