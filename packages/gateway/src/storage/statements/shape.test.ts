import type { Compilable } from 'kysely'
import { describe, expect, it } from 'vitest'
import { queryBuilder } from './compile.ts'
import { changesOneRowAtMost } from './shape.ts'

const db = queryBuilder('postgres')
const id = 'user_1' as const
const users = db.updateTable('users').set({ name: 'x' })
const role = { id: 'role_1', environment_id: 'env_1', slug: 's', name: 'n', description: null } as const
const record = {
  ...role,
  position: 1,
  is_default: false,
  assignable_by_customer: false,
  claim_values: [],
  version: 1,
  created_at: 1,
  updated_at: 1,
}

const one: [string, Compilable][] = [
  ['an insert of one row', db.insertInto('roles').values(record)],
  [
    'an insert of one row that may exist',
    db
      .insertInto('roles')
      .values(record)
      .onConflict((oc) => oc.doNothing()),
  ],
  [
    'an insert from a select by id',
    db
      .insertInto('schema_migrations')
      .columns(['name'])
      .expression(db.selectFrom('users').select('id').where('id', '=', id).where('state', '=', 'active')),
  ],
  ['an update by id', users.where('id', '=', id)],
  ['an update by id and more', users.where('version', '=', 1).where('users.id', '=', id)],
  ['a deletion by id', db.deleteFrom('users').where('id', '=', id).returning('id')],
]
const many: [string, Compilable][] = [
  ['an insert of two rows', db.insertInto('roles').values([record, record])],
  [
    'an insert from a select by another column',
    db
      .insertInto('schema_migrations')
      .columns(['name'])
      .expression(db.selectFrom('users').select('id').where('state', '=', 'active')),
  ],
  [
    'an insert from a select of two tables',
    db
      .insertInto('schema_migrations')
      .columns(['name'])
      .expression(
        db
          .selectFrom('users')
          .innerJoin('sessions', 'sessions.user_id', 'users.id')
          .select('sessions.id')
          .where('users.id', '=', id),
      ),
  ],
  ['an update of all rows', users],
  ['an update by another column', users.where('organization_id', '=', 'org_1')],
  ['an update by one id or another', users.where((eb) => eb.or([eb('id', '=', id), eb('id', '=', 'user_2')]))],
  ['an update by a list of ids', users.where('id', 'in', [id])],
  ['an update of all ids but one', users.where('id', '!=', id)],
  ['an update by an id from another column', users.whereRef('id', '=', 'users.name')],
  ['an update by the id of another table', users.from('sessions').where('sessions.id', '=', 'sess_1')],
  ['a deletion in a table whose id is not unique', db.deleteFrom('sign_in_traces').where('id', '=', 'trace_1')],
  ['a query', db.selectFrom('users').selectAll().where('id', '=', id)],
]

describe('recognises that at most one row is changed by', () => {
  it.each(one)('%s', (_, query) => expect(changesOneRowAtMost(query.compile().query)).toBe(true))
})
describe('assumes that several rows may be changed by', () => {
  it.each(many)('%s', (_, query) => expect(changesOneRowAtMost(query.compile().query)).toBe(false))
})
