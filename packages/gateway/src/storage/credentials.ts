import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { CredentialRecord, CredentialStore, CredentialTrial } from '../domain/stores/credentials.ts'
import type { BoundStatement } from './engine/engine.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'

/** All columns but those of the watch (credential-watch.ts). */
export const credentialColumns = [
  'id',
  'environment_id',
  'connection_id',
  'type',
  'active',
  'secret_sealed',
  'certificate',
  'federation',
  'hint',
  'not_after',
  'last_used_at',
  'trial',
  'failed_at',
  'proved_at',
  'created_at',
] as const satisfies (keyof CredentialRecord)[]

interface Key {
  environment_id: Id<'env'>
  connection_id: Id<'conn'>
  id: Id<'cred'>
}

const changes = ({ connection_id }: { connection_id: string }): readonly string[] => [`connection:${connection_id}`]

export const credentialDecoder = () =>
  decoder<CredentialRecord>({ boolean: ['active'], json: ['certificate', 'federation', 'trial'] })

export function credentialStore({ db, engine }: Storage): (environment_id: Id<'env'>) => CredentialStore {
  const decode = credentialDecoder()
  const ofConnection = prepareRead<{ environment_id: Id<'env'>; connection_id: Id<'conn'> }, CredentialRecord>(
    engine,
    'credentials.ofConnection',
    (a) =>
      db
        .selectFrom('credentials')
        .select([...credentialColumns])
        .where('connection_id', '=', a.connection_id)
        .where('environment_id', '=', a.environment_id)
        .orderBy('id'),
    decode,
  )
  const lockConnection = prepare<{ connection_id: Id<'conn'> }>(
    'connections.lock',
    (a) => db.selectFrom('connections').select('id').where('id', '=', a.connection_id).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
  const lock = ({ connection_id }: { connection_id: Id<'conn'> }): BoundStatement => lockConnection({ connection_id })
  // The statement itself counts, so only one of two concurrent inserts adds the second credential, or the active one.
  const insert = prepare<CredentialRecord>(
    'credentials.insert',
    (a) =>
      db
        .insertInto('credentials')
        .columns([...credentialColumns])
        .expression(
          db
            .selectFrom('connections')
            .select(selectedColumnsOf(a, credentialColumns))
            .where('id', '=', a.connection_id)
            .where('environment_id', '=', a.environment_id)
            .where((eb) =>
              eb(
                eb
                  .selectFrom('credentials')
                  .select((count) => count.fn.countAll<number>().as('n'))
                  .where('credentials.connection_id', '=', a.connection_id),
                '<',
                2,
              ),
            )
            .where((eb) =>
              eb.or([
                sql<boolean>`${a.active} = 0`,
                eb.not(
                  eb.exists(
                    eb
                      .selectFrom('credentials')
                      .select('id')
                      .where('credentials.connection_id', '=', a.connection_id)
                      .where('active', '=', 1),
                  ),
                ),
              ]),
            ),
        ),
    { changes, lock },
  )
  const mark = (active: boolean, name: string) =>
    prepare<Key>(
      name,
      (a) =>
        db
          .updateTable('credentials')
          .set(active ? { active, failed_at: null } : { active })
          .where('connection_id', '=', a.connection_id)
          .where('environment_id', '=', a.environment_id)
          .where('id', active ? '=' : '!=', a.id),
      { changes, lock, rows: active ? 1 : null },
    )
  const activate = mark(true, 'credentials.activate')
  const deactivateOthers = mark(false, 'credentials.deactivateOthers')
  const remove = prepare<Key>(
    'credentials.delete',
    (a) =>
      db
        .deleteFrom('credentials')
        .where('id', '=', a.id)
        .where('connection_id', '=', a.connection_id)
        .where('environment_id', '=', a.environment_id)
        .where((eb) =>
          eb.or([
            eb('active', '=', 0),
            eb.exists(
              eb
                .selectFrom('connections')
                .select('id')
                .whereRef('connections.id', '=', 'credentials.connection_id')
                .where('state', '!=', 'active'),
            ),
          ]),
        ),
    { changes, lock },
  )
  const expectActive = prepare<Omit<Key, 'id'>>(
    'credentials.expectActive',
    (a) =>
      db
        .selectFrom('credentials')
        .select('id')
        .where('connection_id', '=', a.connection_id)
        .where('environment_id', '=', a.environment_id)
        .where('active', '=', 1),
    { lock, returns: true },
  )
  const firstProof = (at: number | null) => sql<number>`coalesce(proved_at, ${at})`
  const touch = prepare<{ environment_id: Id<'env'>; id: Id<'cred'>; last_used_at: number }>(
    'credentials.touch',
    (a) =>
      db
        .updateTable('credentials')
        .set({ last_used_at: a.last_used_at, proved_at: firstProof(a.last_used_at) })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { rows: null },
  )
  type Noted = Key & Pick<CredentialRecord, 'trial' | 'failed_at'> & { readonly accepted_at: number | null }
  const note = (name: string, was?: 'failed' | 'working') =>
    prepare<Noted>(
      name,
      (a) =>
        db
          .updateTable('credentials')
          .set({ ...columnsOf(a, was ? ['trial', 'failed_at'] : ['trial']), proved_at: firstProof(a.accepted_at) })
          .where('id', '=', a.id)
          .where('environment_id', '=', a.environment_id)
          .$if(was !== undefined, (query) => query.where('failed_at', was === 'failed' ? 'is not' : 'is', null)),
      was ? { changes } : { rows: null },
    )
  const noteTrial = note('credentials.noteTrial')
  const noteFailure = note('credentials.noteFailure', 'working')
  const noteRecovery = note('credentials.noteRecovery', 'failed')
  const noteFirstProof = note('credentials.noteFirstProof', 'working')
  const noted = (key: Key, trial: CredentialTrial): Noted => ({
    ...key,
    trial,
    failed_at: trial.result === 'refused' ? trial.at : null,
    accepted_at: trial.result === 'accepted' ? trial.at : null,
  })
  return (environment_id) => ({
    ofConnection: (connection_id) => ofConnection.all({ environment_id, connection_id }),
    insert,
    activate: (connection_id, id) => [
      deactivateOthers({ environment_id, connection_id, id }),
      activate({ environment_id, connection_id, id }),
    ],
    expectActive: (connection_id) => expectActive({ environment_id, connection_id }),
    delete: (connection_id, id) => remove({ environment_id, connection_id, id }),
    noteTrial: (connection_id, id, trial) => noteTrial(noted({ environment_id, connection_id, id }, trial)),
    noteFailure: (connection_id, id, trial) => noteFailure(noted({ environment_id, connection_id, id }, trial)),
    noteRecovery: (connection_id, id, trial) => noteRecovery(noted({ environment_id, connection_id, id }, trial)),
    noteFirstProof: (connection_id, id, trial) => noteFirstProof(noted({ environment_id, connection_id, id }, trial)),
    touch: (id, last_used_at) => touch({ environment_id, id, last_used_at }),
  })
}
