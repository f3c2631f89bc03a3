import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { DeletedIdentity, IdentityRecord, MatchedName, UserRecord, UserStore } from '../domain/stores/users.ts'
import { knownUsers } from './known-users.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { listPage } from './statements/list.ts'
import { columnsFromSignIn, userColumns } from './user-columns.ts'
import { beginningWith } from './user-search.ts'

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

interface Named extends MatchedName {
  environment_id: Id<'env'>
  organization_id: Id<'org'>
}

// A literal: SQLite prepares a statement anew for each value of a column that a partial index names.
const suspended = sql.lit<'suspended'>('suspended')
const invited = sql.lit<'invited'>('invited')

interface Identified {
  environment_id: Id<'env'>
  organization_id: Id<'org'>
  authority: string
  subject: string
}

export function userStore({ db, engine }: Storage): (environment_id: Id<'env'>) => UserStore {
  const decode = decoder<UserRecord>({
    json: ['roles', 'role_reasons', 'groups', 'metadata', 'custom_attributes'],
    boolean: ['email_verified', 'preferred_username_verified', 'is_admin'],
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
  const byName = (field: MatchedName['field'], is_exact: boolean, is_linked: 'unlinked' | 'any') =>
    prepareRead<Named, UserRecord>(
      engine,
      `users.${is_linked}By_${field}_${is_exact ? 'exact' : 'key'}`,
      (a) => {
        let found = all
          .where('organization_id', '=', a.organization_id)
          .where('environment_id', '=', a.environment_id)
          .where(`${field}_key`, '=', a.key)
          .limit(2)
        if (is_exact) found = found.where(field, '=', a.value)
        return is_linked === 'any'
          ? found
          : found.where((eb) =>
              eb.not(
                eb.exists(eb.selectFrom('identities').select('id').whereRef('identities.user_id', '=', 'users.id')),
              ),
            )
      },
      decode,
    )
  const ofEachField = (is_linked: 'unlinked' | 'any') => {
    const reads = (field: MatchedName['field']) => [byName(field, false, is_linked), byName(field, true, is_linked)]
    const fields = {
      email: reads('email'),
      preferred_username: reads('preferred_username'),
      external_id: reads('external_id'),
    }
    return ({ field, value }: MatchedName) => fields[field][value === null ? 0 : 1] as (typeof fields)['email'][0]
  }
  const unlinked = ofEachField('unlinked')
  const named = ofEachField('any')
  const insert = prepare<UserRecord>('users.insert', (a) => db.insertInto('users').values(columnsOf(a, userColumns)))
  const known = knownUsers({ db })
  const update = prepare<UserRecord & { expected_version: number }>('users.update', (a) =>
    db
      .updateTable('users')
      .set(columnsOf(a, ['state', 'version', 'updated_at']))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('version', '=', a.expected_version),
  )
  const endAccess = prepare<{ environment_id: Id<'env'>; id: Id<'user'>; access_ended_at: number }>(
    'users.endAccess',
    (a) =>
      db
        .updateTable('users')
        .set({ access_ended_at: a.access_ended_at })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { rows: null },
  )
  const signIn = prepare<UserRecord>('users.signIn', (a) =>
    db
      .updateTable('users')
      .set((eb) => ({
        ...columnsOf(a, columnsFromSignIn),
        state: 'active' as const,
        version: eb('version', '+', 1),
        updated_at: a.updated_at,
      }))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '!=', suspended)
      .where('identities_version', '=', a.identities_version),
  )
  const signInUnchanged = prepare<UserRecord>('users.signInUnchanged', (a) =>
    db
      .updateTable('users')
      .set((eb) => ({ last_sign_in_at: a.last_sign_in_at, version: eb('version', '+', 1), updated_at: a.updated_at }))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '!=', suspended)
      .where('identities_version', '=', a.identities_version),
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
  const remove = prepare<{ environment_id: Id<'env'>; id: Id<'user'>; version: number }>('users.delete', (a) =>
    db
      .deleteFrom('users')
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('version', '=', a.version),
  )
  const rememberDeleted = prepare<DeletedIdentity>(
    'deleted_identities.insert',
    (a) =>
      db
        .insertInto('deleted_identities')
        .values(columnsOf(a, ['environment_id', 'organization_id', 'identity_hash', 'deleted_at']))
        .onConflict((conflict) => conflict.doNothing()),
    { rows: null },
  )
  const isDeleted = prepareRead<DeletedIdentity, Pick<DeletedIdentity, 'deleted_at'>>(
    engine,
    'deleted_identities.get',
    (a) =>
      db
        .selectFrom('deleted_identities')
        .select('deleted_at')
        .where('environment_id', '=', a.environment_id)
        .where('organization_id', '=', a.organization_id)
        .where('identity_hash', '=', a.identity_hash),
    decoder<Pick<DeletedIdentity, 'deleted_at'>>({}),
  )
  const forgetDeleted = prepare<DeletedIdentity>(
    'deleted_identities.delete',
    (a) =>
      db
        .deleteFrom('deleted_identities')
        .where('environment_id', '=', a.environment_id)
        .where('organization_id', '=', a.organization_id)
        .where('identity_hash', '=', a.identity_hash),
    { rows: null },
  )
  const getIdentity = prepareRead<{ environment_id: Id<'env'>; id: Id<'idn'> }, IdentityRecord>(
    engine,
    'identities.get',
    (a) =>
      db.selectFrom('identities').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decoder<IdentityRecord>({}),
  )
  const theirs = (a: IdentityRecord) => ({ id: a.id, environment_id: a.environment_id, user_id: a.user_id })
  // This comes first in its unit: the row of the user is locked until the unit ends.
  const countChange = prepare<IdentityRecord>('users.countIdentityChange', (a) =>
    db
      .updateTable('users')
      .set((eb) => ({ identities_version: eb('identities_version', '+', 1), version: eb('version', '+', 1) }))
      .where('id', '=', a.user_id)
      .where('environment_id', '=', a.environment_id),
  )
  const unlink = prepare<ReturnType<typeof theirs>>('identities.delete', (a) =>
    db
      .deleteFrom('identities')
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('user_id', '=', a.user_id),
  )
  const forgetSignIns = prepare<UserRecord>(
    'users.forgetSignIns',
    (a) =>
      db
        .updateTable('users')
        .set((eb) => ({
          ...columnsOf(a, columnsFromSignIn),
          // Not from the record: a suspension may have come since it was read.
          state: eb.case().when('state', '=', suspended).then(suspended).else(invited).end(),
          version: eb('version', '+', 1),
          updated_at: a.updated_at,
        }))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('identities').select('id').whereRef('identities.user_id', '=', 'users.id'))),
        ),
    { rows: null },
  )
  // The new user is of the same organization, also at commit.
  const move = prepare<IdentityRecord & { to: Id<'user'> }>('identities.move', (a) =>
    db
      .updateTable('identities')
      .set({ user_id: a.to, linked_because: a.linked_because })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('user_id', '=', a.user_id)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('users')
            .select('users.id')
            .where('users.id', '=', a.to)
            .where('users.environment_id', '=', a.environment_id)
            .where('users.organization_id', '=', a.organization_id),
        ),
      ),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    list: ({ organization_id, email_key, external_id, preferred_username_key, search, state, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (email_key !== undefined) found = found.where('email_key', '=', email_key)
      if (external_id !== undefined) found = found.where('external_id', '=', external_id)
      if (preferred_username_key !== undefined) {
        found = found.where('preferred_username_key', '=', preferred_username_key)
      }
      if (search !== undefined) {
        const among = organization_id === undefined ? { environment_id } : { organization_id }
        found = found.where('id', 'in', beginningWith(db, among, search))
      }
      if (state !== undefined) found = found.where('state', '=', state)
      return listPage(engine, found, query, decode)
    },
    byIdentity: (organization_id, authority, subject) =>
      byIdentity.first({ environment_id, organization_id, authority, subject }),
    unlinked: (organization_id, name) => unlinked(name).all({ environment_id, organization_id, ...name }),
    named: (organization_id, name) => named(name).all({ environment_id, organization_id, ...name }),
    insert,
    insertKnown: (record, match_case) => known.insert[match_case](record),
    delete: ({ id, version }, identities) => [
      remove({ environment_id, id, version }),
      ...identities.map((identity) => rememberDeleted({ ...identity, environment_id })),
    ],
    isDeleted: async (identity) => (await isDeleted.first({ ...identity, environment_id })) !== undefined,
    forgetDeleted: (identity) => forgetDeleted({ ...identity, environment_id }),
    update: (record, version) => update({ ...record, expected_version: version }),
    updateVendorFields: (record, version, match_case) =>
      known.updateVendorFields[match_case]({ ...record, environment_id, expected_version: version }),
    updateKnown: (record, version, match_case) =>
      known.update[match_case]({ ...record, environment_id, expected_version: version }),
    endAccess: (id, access_ended_at) => endAccess({ environment_id, id, access_ended_at }),
    signIn,
    signInUnchanged,
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
    identity: (id) => getIdentity.first({ environment_id, id }),
    unlinkIdentity: (record) => {
      const identity = { ...record, environment_id }
      return [countChange(identity), unlink(theirs(identity))]
    },
    forgetSignIns: (record) => forgetSignIns({ ...record, environment_id }),
    moveIdentity: (record, to) => {
      const identity = { ...record, environment_id }
      return [countChange(identity), move({ ...identity, to })]
    },
  })
}
