import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type {
  AdminLinkRecord,
  AdminLinkStore,
  StaffRecord,
  StaffSessionRecord,
  StaffSessionStore,
  StaffStore,
} from '../domain/stores/staff.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'email',
  'email_key',
  'name',
  'role',
  'token_hash',
  'token_expires_at',
  'authority',
  'subject',
  'last_seen_at',
  'version',
  'updated_at',
] as const satisfies (keyof StaffRecord)[]

export function staffStore({ db, engine }: Storage): StaffStore {
  const decode = decoder<StaffRecord>({})
  const all = db.selectFrom('staff').selectAll()
  const get = prepareRead<{ id: Id<'staff'> }, StaffRecord>(
    engine,
    'staff.get',
    (a) => all.where('id', '=', a.id),
    decode,
  )
  const byEmail = prepareRead<{ email_key: string }, StaffRecord>(
    engine,
    'staff.byEmail',
    (a) => all.where('email_key', '=', a.email_key),
    decode,
  )
  const byIdentity = prepareRead<{ authority: string; subject: string }, StaffRecord>(
    engine,
    'staff.byIdentity',
    (a) => all.where('authority', '=', a.authority).where('subject', '=', a.subject),
    decode,
  )
  const withoutEmail = prepareRead<object, StaffRecord>(
    engine,
    'staff.withoutEmail',
    () => all.where('email_key', 'is', null).where('role', '=', sql.lit<'owner'>('owner')).orderBy('id').limit(1),
    decode,
  )
  const insert = prepare<StaffRecord>('staff.insert', (a) =>
    db.insertInto('staff').values(columnsOf(a, [...changeable, 'id', 'created_at'])),
  )
  const update = prepare<StaffRecord & { expected_version: number }>('staff.update', (a) =>
    db
      .updateTable('staff')
      .set(columnsOf(a, changeable))
      .where('id', '=', a.id)
      .where('version', '=', a.expected_version),
  )
  const remove = prepare<{ id: Id<'staff'>; expected_version: number }>('staff.delete', (a) =>
    db.deleteFrom('staff').where('id', '=', a.id).where('version', '=', a.expected_version),
  )
  const lockInstallation = prepare<object>(
    'staff.lock',
    () => db.selectFrom('installation').select('id').where('id', '=', 1).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
  const expectOtherOwner = prepare<{ id: Id<'staff'> }>(
    'staff.expectOtherOwner',
    (a) =>
      db
        .selectFrom('staff')
        .select('id')
        .where('role', '=', 'owner')
        .where('last_seen_at', 'is not', null)
        .where('id', '!=', a.id)
        .limit(1),
    { returns: true, lock: () => lockInstallation({}) },
  )
  return {
    get: (id) => get.first({ id: id as Id<'staff'> }),
    byEmail: (email_key) => byEmail.first({ email_key }),
    byIdentity: (authority, subject) => byIdentity.first({ authority, subject }),
    withoutEmail: () => withoutEmail.first({}),
    list: (query) => listPage(engine, all, query, decode),
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: (id, version) => remove({ id, expected_version: version }),
    expectOtherOwner: (id) => expectOtherOwner({ id }),
  }
}

export function adminLinkStore({ db, engine }: Storage): AdminLinkStore {
  const get = prepareRead<{ id: Id<'alink'> }, AdminLinkRecord>(
    engine,
    'admin_links.get',
    (a) => db.selectFrom('admin_links').selectAll().where('id', '=', a.id),
    decoder<AdminLinkRecord>({}),
  )
  const insert = prepare<AdminLinkRecord>('admin_links.insert', (a) =>
    db.insertInto('admin_links').values(columnsOf(a, ['id', 'staff_id', 'token_hash', 'created_at', 'expires_at'])),
  )
  const use = prepare<{ id: Id<'alink'> }>('admin_links.use', (a) =>
    db.deleteFrom('admin_links').where('id', '=', a.id),
  )
  return { get: (id) => get.first({ id }), insert, use: (id) => use({ id }) }
}

const sessionColumns = [
  'id',
  'staff_id',
  'started_by',
  'token_hash',
  'address',
  'user_agent',
  'created_at',
  'expires_at',
] as const satisfies (keyof StaffSessionRecord)[]

export function staffSessionStore({ db, engine }: Storage): StaffSessionStore {
  const decode = decoder<StaffSessionRecord>({})
  const all = db.selectFrom('staff_sessions').selectAll()
  const get = prepareRead<{ id: Id<'stses'> }, StaffSessionRecord>(
    engine,
    'staff_sessions.get',
    (a) => all.where('id', '=', a.id),
    decode,
  )
  const insert = prepare<StaffSessionRecord>('staff_sessions.insert', (a) =>
    db.insertInto('staff_sessions').values(columnsOf(a, sessionColumns)),
  )
  const remove = prepare<{ id: Id<'stses'> }>(
    'staff_sessions.delete',
    (a) => db.deleteFrom('staff_sessions').where('id', '=', a.id),
    { rows: null },
  )
  const deleteOldest = prepare<{ staff_id: Id<'staff'>; keep: number }>(
    'staff_sessions.deleteOldest',
    (a) =>
      db
        .deleteFrom('staff_sessions')
        .where('staff_id', '=', a.staff_id)
        .where('id', 'not in', (eb) =>
          eb
            .selectFrom('staff_sessions')
            .select('id')
            .where('staff_id', '=', a.staff_id)
            .orderBy('id', 'desc')
            .limit(a.keep),
        ),
    { rows: null },
  )
  return {
    get: (id) => get.first({ id: id as Id<'stses'> }),
    list: (staff_id, query) => listPage(engine, all.where('staff_id', '=', staff_id), query, decode),
    insert,
    delete: (id) => remove({ id }),
    deleteOldest: (staff_id, keep) => deleteOldest({ staff_id, keep }),
  }
}
