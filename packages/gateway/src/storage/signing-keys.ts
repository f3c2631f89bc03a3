import type { Id } from '@gatehouse/core/ids'
import type { SigningKeyRecord } from '../domain/records.ts'
import type { SigningKeyStore } from '../domain/stores.ts'
import { columnsOf, decoder, prepare, prepareRead } from './statement.ts'
import type { Storage } from './storage.ts'

const columns = [
  'id',
  'environment_id',
  'alg',
  'state',
  'public_jwk',
  'private_sealed',
  'created_at',
] as const satisfies (keyof SigningKeyRecord)[]

export function signingKeyStore({ db, engine }: Storage): (environment_id: Id<'env'>) => SigningKeyStore {
  const all = prepareRead<{ environment_id: Id<'env'> }, SigningKeyRecord>(
    engine,
    'signing_keys.all',
    (a) => db.selectFrom('signing_keys').selectAll().where('environment_id', '=', a.environment_id).orderBy('id'),
    decoder<SigningKeyRecord>({ json: ['public_jwk'] }),
  )
  const insert = prepare<SigningKeyRecord>(
    'signing_keys.insert',
    (a) => db.insertInto('signing_keys').values(columnsOf(a, columns)),
    { changes: (a) => [`signing_keys:${a.environment_id}`] },
  )
  return (environment_id) => ({ all: () => all.all({ environment_id }), insert })
}
