import type { Id } from '@gatehouse-sso/core/ids'
import type { SigningKeyRecord, SigningKeyStore } from '../domain/stores/signing-keys.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'environment_id',
  'alg',
  'state',
  'public_jwk',
  'private_sealed',
  'created_at',
  'changed_at',
] as const satisfies (keyof SigningKeyRecord)[]

export function signingKeyStore({ db, engine }: Storage): (environment_id: Id<'env'>) => SigningKeyStore {
  const all = prepareRead<{ environment_id: Id<'env'> }, SigningKeyRecord>(
    engine,
    'signing_keys.all',
    (a) => db.selectFrom('signing_keys').selectAll().where('environment_id', '=', a.environment_id).orderBy('id'),
    decoder<SigningKeyRecord>({ json: ['public_jwk'] }),
  )
  const changes = (a: SigningKeyRecord): readonly string[] => [`signing_keys:${a.environment_id}`]
  const insert = prepare<SigningKeyRecord>(
    'signing_keys.insert',
    (a) => db.insertInto('signing_keys').values(columnsOf(a, columns)),
    { changes },
  )
  // Expects the state that was read, so only one of two concurrent rotations wins.
  const setState = prepare<SigningKeyRecord & { next_state: SigningKeyRecord['state']; now: number }>(
    'signing_keys.setState',
    (a) =>
      db
        .updateTable('signing_keys')
        .set({ state: a.next_state, changed_at: a.now })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', a.state),
    { changes },
  )
  const remove = prepare<SigningKeyRecord>(
    'signing_keys.delete',
    (a) =>
      db
        .deleteFrom('signing_keys')
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', a.state),
    { changes },
  )
  return (environment_id) => ({
    all: () => all.all({ environment_id }),
    insert,
    setState: (record, next_state, now) => setState({ ...record, next_state, now }),
    delete: remove,
  })
}
