import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { SetupAdministratorRecord, SetupLinkRecord, SetupLinkStore } from '../domain/stores/setup-links.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'connection_id',
  'language',
  'progress',
  'uses',
  'activation_requested_at',
  'completed_at',
  'revoked_at',
  'version',
  'updated_at',
] as const satisfies (keyof SetupLinkRecord)[]

const columns = [
  ...changeable,
  'id',
  'environment_id',
  'organization_id',
  'parent_id',
  'intents',
  'only_step',
  'activation',
  'needs_test',
  'admin_emails',
  'return_url',
  'success_url',
  'token_hash',
  'expires_at',
  'created_at',
] as const satisfies (keyof SetupLinkRecord)[]

const administratorColumns = [
  'setup_link_id',
  'environment_id',
  'email_key',
  'authority',
  'subject',
  'created_at',
] as const satisfies (keyof SetupAdministratorRecord)[]

interface Tested {
  environment_id: Id<'env'>
  setup_link_id: Id<'setup'>
  id: Id<'signin'>
}

interface Shared {
  environment_id: Id<'env'>
  parent_id: Id<'setup'>
  now: number
}

export function setupLinkStore({ db, engine }: Storage): (environment_id: Id<'env'>) => SetupLinkStore {
  const decode = decoder<SetupLinkRecord>({
    boolean: ['needs_test'],
    json: ['intents', 'admin_emails', 'progress', 'uses'],
  })
  const decodeTest = decoder<{ id: Id<'signin'> }>({})
  const all = db.selectFrom('setup_links').selectAll()
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'setup'> }, SetupLinkRecord>(
    engine,
    'setup_links.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const openShared = prepareRead<Shared & { limit: number }, { id: Id<'setup'> }>(
    engine,
    'setup_links.openShared',
    (a) =>
      db
        .selectFrom('setup_links')
        .select('id')
        .where('parent_id', '=', a.parent_id)
        .where('environment_id', '=', a.environment_id)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', a.now)
        .orderBy('id')
        .limit(a.limit),
    decoder<{ id: Id<'setup'> }>({}),
  )
  const insert = prepare<SetupLinkRecord>('setup_links.insert', (a) =>
    db.insertInto('setup_links').values(columnsOf(a, columns)),
  )
  const update = prepare<SetupLinkRecord & { expected_version: number }>('setup_links.update', (a) =>
    db
      .updateTable('setup_links')
      .set(columnsOf(a, changeable))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('completed_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('version', '=', a.expected_version),
  )
  const revokeShared = prepare<Shared>(
    'setup_links.revokeShared',
    (a) =>
      db
        .updateTable('setup_links')
        .set((eb) => ({ revoked_at: a.now, updated_at: a.now, version: eb('version', '+', 1) }))
        .where('parent_id', '=', a.parent_id)
        .where('environment_id', '=', a.environment_id)
        .where('completed_at', 'is', null)
        .where('revoked_at', 'is', null),
    { rows: null },
  )
  const insertTest = prepare<Tested>('setup_tests.insert', (a) =>
    db.insertInto('setup_tests').values({ environment_id: a.environment_id, setup_link_id: a.setup_link_id, id: a.id }),
  )
  const tests = (a: Pick<Tested, 'environment_id' | 'setup_link_id'>) =>
    db
      .selectFrom('setup_tests')
      .select('id')
      .where('setup_link_id', '=', a.setup_link_id)
      .where('environment_id', '=', a.environment_id)
  const test = prepareRead<Tested, { id: Id<'signin'> }>(
    engine,
    'setup_tests.get',
    (a) => tests(a).where('id', '=', a.id),
    decodeTest,
  )
  const administrators = prepareRead<Pick<Tested, 'environment_id' | 'setup_link_id'>, SetupAdministratorRecord>(
    engine,
    'setup_administrators.all',
    (a) =>
      db
        .selectFrom('setup_administrators')
        .selectAll()
        .where('setup_link_id', '=', a.setup_link_id)
        .where('environment_id', '=', a.environment_id)
        .limit(100),
    decoder<SetupAdministratorRecord>({}),
  )
  const insertAdministrator = prepare<SetupAdministratorRecord>('setup_administrators.insert', (a) =>
    db.insertInto('setup_administrators').values(columnsOf(a, administratorColumns)),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'setup'> }),
    list: ({ organization_id, state, now, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (state === 'completed') found = found.where('completed_at', 'is not', null)
      if (state === 'revoked') found = found.where('revoked_at', 'is not', null).where('completed_at', 'is', null)
      if (state === 'open' || state === 'started' || state === 'expired') {
        found = found
          .where('completed_at', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', state === 'expired' ? '<=' : '>', now)
      }
      // The column has JSON. An array would be taken as a list of values.
      if (state === 'open') found = found.where(sql<string>`uses`, '=', '[]')
      if (state === 'started') found = found.where(sql<string>`uses`, '!=', '[]')
      return listPage(engine, found, query, decode)
    },
    openShared: (parent_id, now, limit) => openShared.all({ environment_id, parent_id, now, limit }),
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    revokeShared: (parent_id, now) => revokeShared({ environment_id, parent_id, now }),
    insertTest: (setup_link_id, id) => insertTest({ environment_id, setup_link_id, id }),
    getTest: (setup_link_id, id) => test.first({ environment_id, setup_link_id, id }),
    administrators: (setup_link_id) => administrators.all({ environment_id, setup_link_id }),
    insertAdministrator: (record) => insertAdministrator({ ...record, environment_id }),
    tests: (setup_link_id, query) => listPage(engine, tests({ environment_id, setup_link_id }), query, decodeTest),
  })
}
