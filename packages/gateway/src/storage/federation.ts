import type { FederationKeyRecord, FederationStore } from '../domain/stores/federation.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'state',
  'public_jwk',
  'private_sealed',
  'created_at',
  'changed_at',
] as const satisfies (keyof FederationKeyRecord)[]

const changes = (): readonly string[] => ['federation']

export function federationStore({ db, engine }: Storage): FederationStore {
  const issuer = prepareRead<object, string | null>(
    engine,
    'federation.issuer',
    () => db.selectFrom('installation').select('federation_issuer'),
    (row) => row.federation_issuer as string | null,
  )
  const setIssuer = prepare<{ issuer: string; before: string }>(
    'federation.setIssuer',
    (a) =>
      db
        .updateTable('installation')
        .set({ federation_issuer: a.issuer })
        .where('id', '=', 1)
        .where((eb) => eb(eb.fn.coalesce('federation_issuer', eb.val('')), '=', a.before)),
    { changes },
  )
  const used = prepareRead<object, string>(
    engine,
    'federation.inUse',
    () => db.selectFrom('credentials').select('id').where('type', '=', 'federated').limit(1),
    (row) => String(row.id),
  )
  const keys = prepareRead<object, FederationKeyRecord>(
    engine,
    'federation.keys',
    () => db.selectFrom('federation_keys').selectAll().orderBy('id'),
    decoder<FederationKeyRecord>({ json: ['public_jwk'] }),
  )
  const insertKey = prepare<FederationKeyRecord>(
    'federation.insertKey',
    (a) => db.insertInto('federation_keys').values(columnsOf(a, columns)),
    { changes },
  )
  // Expects the state that was read, so only one of two concurrent rotations wins.
  const setKeyState = prepare<FederationKeyRecord & { next_state: FederationKeyRecord['state']; now: number }>(
    'federation.setKeyState',
    (a) =>
      db
        .updateTable('federation_keys')
        .set({ state: a.next_state, changed_at: a.now })
        .where('id', '=', a.id)
        .where('state', '=', a.state),
    { changes },
  )
  const deleteKey = prepare<FederationKeyRecord>(
    'federation.deleteKey',
    (a) => db.deleteFrom('federation_keys').where('id', '=', a.id).where('state', '=', a.state),
    { changes },
  )
  return {
    issuer: async () => (await issuer.first({})) ?? null,
    setIssuer: (to, before) => setIssuer({ issuer: to, before: before ?? '' }),
    inUse: async () => (await used.first({})) !== undefined,
    keys: () => keys.all({}),
    insertKey,
    setKeyState: (record, next_state, now) => setKeyState({ ...record, next_state, now }),
    deleteKey,
  }
}
