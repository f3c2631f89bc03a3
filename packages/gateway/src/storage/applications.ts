import type { Id } from '@gatehouse-sso/core/ids'
import type { ApplicationRecord, ApplicationSecretRecord, ApplicationStore } from '../domain/stores/applications.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'name',
  'state',
  'type',
  'redirect_uris',
  'post_logout_redirect_uris',
  'token_endpoint_auth_methods',
  'require_pkce',
  'grant_types',
  'jwks',
  'jwks_uri',
  'id_token_signed_response_alg',
  'initiate_login_uri',
  'output_claims',
  'backchannel_logout_uri',
  'backchannel_logout_session_required',
  'frontchannel_logout_uri',
  'frontchannel_logout_session_required',
  'version',
  'updated_at',
] as const satisfies (keyof ApplicationRecord)[]

const columns = [...changeable, 'id', 'environment_id', 'created_at'] as const satisfies (keyof ApplicationRecord)[]

const secretColumns = [
  'id',
  'environment_id',
  'application_id',
  'secret_hash',
  'hint',
  'last_used_at',
  'created_at',
] as const satisfies (keyof ApplicationSecretRecord)[]

interface Key {
  environment_id: Id<'env'>
  id: Id<'app'>
}

const changes = ({ id }: { id: string }): readonly string[] => [
  `application:${id}`,
  'browser_origins',
  'told_of_logout',
]
const secretChanges = (a: { application_id: string }): readonly string[] => [`application:${a.application_id}`]

/** The methods of a public client: `none` and no other. */
const publicMethods = JSON.stringify(['none'])

export function applicationStore({ db, engine }: Storage): (environment_id: Id<'env'>) => ApplicationStore {
  const decode = decoder<ApplicationRecord>({
    json: [
      'redirect_uris',
      'post_logout_redirect_uris',
      'token_endpoint_auth_methods',
      'grant_types',
      'jwks',
      'output_claims',
    ],
    boolean: ['require_pkce', 'backchannel_logout_session_required', 'frontchannel_logout_session_required'],
  })
  const all = db.selectFrom('applications').selectAll()
  const get = prepareRead<Key, ApplicationRecord>(
    engine,
    'applications.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const publicRedirectUris = prepareRead<{ environment_id: Id<'env'> }, Pick<ApplicationRecord, 'redirect_uris'>>(
    engine,
    'applications.publicRedirectUris',
    (a) =>
      db
        .selectFrom('applications')
        .select('redirect_uris')
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', 'active')
        .where('token_endpoint_auth_methods', '=', publicMethods as never),
    decoder<Pick<ApplicationRecord, 'redirect_uris'>>({ json: ['redirect_uris'] }),
  )
  const toldOfLogout = prepareRead<{ environment_id: Id<'env'> }, ApplicationRecord>(
    engine,
    'applications.toldOfLogout',
    (a) =>
      all
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', 'active')
        .where((eb) =>
          eb.or([eb('backchannel_logout_uri', 'is not', null), eb('frontchannel_logout_uri', 'is not', null)]),
        ),
    decode,
  )
  const insert = prepare<ApplicationRecord>(
    'applications.insert',
    (a) => db.insertInto('applications').values(columnsOf(a, columns)),
    { changes },
  )
  const update = prepare<ApplicationRecord & { expected_version: number }>(
    'applications.update',
    (a) =>
      db
        .updateTable('applications')
        .set(columnsOf(a, changeable))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  const remove = prepare<Key>(
    'applications.delete',
    (a) => db.deleteFrom('applications').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes },
  )
  const secrets = prepareRead<{ environment_id: Id<'env'>; application_id: Id<'app'> }, ApplicationSecretRecord>(
    engine,
    'application_secrets.ofApplication',
    (a) =>
      db
        .selectFrom('application_secrets')
        .selectAll()
        .where('application_id', '=', a.application_id)
        .where('environment_id', '=', a.environment_id)
        .orderBy('id'),
    decoder<ApplicationSecretRecord>({}),
  )
  const lock = prepare<{ application_id: Id<'app'> }>(
    'applications.lock',
    (a) => db.selectFrom('applications').select('id').where('id', '=', a.application_id).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
  // The statement itself counts, so only one of two concurrent inserts takes the last place.
  const insertSecret = prepare<ApplicationSecretRecord & { limit: number }>(
    'application_secrets.insert',
    (a) =>
      db
        .insertInto('application_secrets')
        .columns([...secretColumns])
        .expression(
          db
            .selectFrom('applications')
            .select(selectedColumnsOf(a, secretColumns))
            .where('id', '=', a.application_id)
            .where('environment_id', '=', a.environment_id)
            .where((eb) =>
              eb(
                eb
                  .selectFrom('application_secrets')
                  .select((count) => count.fn.countAll<number>().as('n'))
                  .where('application_secrets.application_id', '=', a.application_id),
                '<',
                a.limit,
              ),
            ),
        ),
    { changes: secretChanges, lock: ({ application_id }) => lock({ application_id }) },
  )
  const deleteSecret = prepare<{ environment_id: Id<'env'>; application_id: Id<'app'>; id: Id<'secret'> }>(
    'application_secrets.delete',
    (a) =>
      db
        .deleteFrom('application_secrets')
        .where('id', '=', a.id)
        .where('application_id', '=', a.application_id)
        .where('environment_id', '=', a.environment_id),
    { changes: secretChanges },
  )
  const touchSecret = prepare<{ environment_id: Id<'env'>; id: Id<'secret'>; last_used_at: number }>(
    'application_secrets.touch',
    (a) =>
      db
        .updateTable('application_secrets')
        .set({ last_used_at: a.last_used_at })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { rows: null },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'app'> }),
    list: (query) => listPage(engine, all.where('environment_id', '=', environment_id), query, decode),
    publicRedirectUris: async () =>
      (await publicRedirectUris.all({ environment_id })).flatMap(({ redirect_uris }) => redirect_uris),
    toldOfLogout: () => toldOfLogout.all({ environment_id }),
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: (id) => remove({ environment_id, id }),
    secrets: (application_id) => secrets.all({ environment_id, application_id }),
    insertSecret: (record, limit) => insertSecret({ ...record, limit }),
    deleteSecret: (application_id, id) => deleteSecret({ environment_id, application_id, id }),
    touchSecret: (id, last_used_at) => touchSecret({ environment_id, id, last_used_at }),
  })
}
