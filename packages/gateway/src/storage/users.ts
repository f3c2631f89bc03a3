import type { Id } from '@gatehouse-sso/core/ids'
import type { IdentityRecord, UserRecord, UserStore } from '../domain/stores/users.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

/** The columns that the claims of a sign-in set. */
const fromSignIn = [
  'email',
  'email_key',
  'email_verified',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'role',
  'roles',
  'groups',
  'is_admin',
  'identifier',
  'custom_attributes',
  'last_sign_in_at',
] as const satisfies (keyof UserRecord)[]

const columns = [
  ...fromSignIn,
  'id',
  'environment_id',
  'organization_id',
  'kind',
  'state',
  'source',
  'external_id',
  'metadata',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof UserRecord)[]

const identityColumns = [
  'id',
  'environment_id',
  'organization_id',
  'user_id',
  'authority',
  'subject',
  'identifier',
  'connection_id',
  'linked_because',
  'created_at',
] as const satisfies (keyof IdentityRecord)[]

interface Identified {
  environment_id: Id<'env'>
  organization_id: Id<'org'>
  authority: string
  subject: string
}

export function userStore({ db, engine }: Storage): (environment_id: Id<'env'>) => UserStore {
  const decode = decoder<UserRecord>({
    json: ['roles', 'groups', 'metadata', 'custom_attributes'],
    boolean: ['email_verified', 'is_admin'],
  })
  const all = db.selectFrom('users').selectAll()
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'user'> }, UserRecord>(
    engine,
    'users.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const byIdentity = prepareRead<Identified, UserRecord>(
    engine,
    'users.byIdentity',
    (a) =>
      db
        .selectFrom('identities')
        .innerJoin('users', 'users.id', 'identities.user_id')
        .selectAll('users')
        .where('identities.organization_id', '=', a.organization_id)
        .where('identities.authority', '=', a.authority)
        .where('identities.subject', '=', a.subject)
        .where('identities.environment_id', '=', a.environment_id),
    decode,
  )
  const unlinked = (field: 'email_key' | 'preferred_username' | 'external_id') =>
    prepareRead<{ environment_id: Id<'env'>; organization_id: Id<'org'>; value: string }, UserRecord>(
      engine,
      `users.unlinkedBy_${field}`,
      (a) =>
        all
          .where('organization_id', '=', a.organization_id)
          .where('environment_id', '=', a.environment_id)
          .where(field, '=', a.value)
          .where((eb) =>
            eb.not(eb.exists(eb.selectFrom('identities').select('id').whereRef('identities.user_id', '=', 'users.id'))),
          )
          .limit(2),
      decode,
    )
  const unlinkedBy = {
    email_key: unlinked('email_key'),
    preferred_username: unlinked('preferred_username'),
    external_id: unlinked('external_id'),
  }
  const insert = prepare<UserRecord>('users.insert', (a) => db.insertInto('users').values(columnsOf(a, columns)))
  const lockOrganization = prepare<{ organization_id: Id<'org'> }>(
    'organizations.lock',
    (a) => db.selectFrom('organizations').select('id').where('id', '=', a.organization_id).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
  // Only one of two concurrent inserts may add a known user with an email. If both did, a sign-in could link neither.
  const insertKnown = prepare<UserRecord>(
    'users.insertKnown',
    (a) =>
      db
        .insertInto('users')
        .columns([...columns])
        .expression(
          db
            .selectFrom('organizations')
            .select(selectedColumnsOf(a, columns))
            .where('id', '=', a.organization_id)
            .where('environment_id', '=', a.environment_id)
            .where((eb) =>
              eb.not(
                eb.exists(
                  eb
                    .selectFrom('users')
                    .select('id')
                    .where('users.environment_id', '=', a.environment_id)
                    .where('users.organization_id', '=', a.organization_id)
                    .where('users.email_key', '=', a.email_key),
                ),
              ),
            ),
        ),
    { lock: ({ organization_id }) => lockOrganization({ organization_id }) },
  )
  const update = prepare<UserRecord & { expected_version: number }>('users.update', (a) =>
    db
      .updateTable('users')
      .set(columnsOf(a, ['state', 'external_id', 'metadata', 'version', 'updated_at']))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('version', '=', a.expected_version),
  )
  const signIn = prepare<UserRecord>('users.signIn', (a) =>
    db
      .updateTable('users')
      .set((eb) => ({
        ...columnsOf(a, fromSignIn),
        state: 'active' as const,
        version: eb('version', '+', 1),
        updated_at: a.updated_at,
      }))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '!=', 'suspended'),
  )
  const insertIdentity = prepare<IdentityRecord>('identities.insert', (a) =>
    db.insertInto('identities').values(columnsOf(a, identityColumns)),
  )
  const lock = prepare<{ user_id: Id<'user'> }>(
    'users.lock',
    (a) => db.selectFrom('users').select('id').where('id', '=', a.user_id).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
  // When two identities match one known user at the same moment, one is linked (docs/decisions/0012).
  const linkIdentity = prepare<IdentityRecord>(
    'identities.link',
    (a) =>
      db
        .insertInto('identities')
        .columns([...identityColumns])
        .expression(
          db
            .selectFrom('users')
            .select(selectedColumnsOf(a, identityColumns))
            .where('id', '=', a.user_id)
            .where((eb) =>
              eb.not(eb.exists(eb.selectFrom('identities').select('id').where('identities.user_id', '=', a.user_id))),
            ),
        ),
    { lock: ({ user_id }) => lock({ user_id }) },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    list: ({ organization_id, email_key, external_id, state, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (email_key !== undefined) found = found.where('email_key', '=', email_key)
      if (external_id !== undefined) found = found.where('external_id', '=', external_id)
      if (state !== undefined) found = found.where('state', '=', state)
      return listPage(engine, found, query, decode)
    },
    byIdentity: (organization_id, authority, subject) =>
      byIdentity.first({ environment_id, organization_id, authority, subject }),
    unlinked: (organization_id, field, value) => unlinkedBy[field].all({ environment_id, organization_id, value }),
    insert,
    insertKnown,
    update: (record, version) => update({ ...record, expected_version: version }),
    signIn,
    identities: (user_id, query) => {
      const found = db
        .selectFrom('identities')
        .selectAll()
        .where('environment_id', '=', environment_id)
        .where('user_id', '=', user_id)
      return listPage(engine, found, query, decoder<IdentityRecord>({}))
    },
    insertIdentity,
    linkIdentity,
  })
}
