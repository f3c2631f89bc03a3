import { expect, it } from 'vitest'
import { statement } from '../../../test/statement.ts'
import type { Engine } from '../engine/engine.ts'
import { openSqlite } from '../engine/sqlite.ts'
import { queryBuilder } from './compile.ts'
import { insertSelected } from './insert-selected.ts'

const insertSql = (dialect: Engine['dialect']): string => {
  const db = queryBuilder(dialect)
  return insertSelected({ db, engine: { dialect } as Engine }, 'sessions')
    .columns(['id', 'token_hash'])
    .expression(db.selectFrom('connections').select(['id', 'state']))
    .compile().sql
}

it('is plain SQL for PostgreSQL', () => expect(insertSql('postgres')).toMatch(/^insert into "sessions"/))

// The second unique index fails when the row already stands in the table's own order.
it.each(['id', 'token_hash'])('leaves nothing of its unit where %s is taken', async (taken) => {
  const engine = openSqlite(':memory:')
  await engine.unit([
    statement('create table connections (id text, state text)'),
    statement('create table sessions (id text primary key, token_hash text unique)'),
    statement("insert into connections values ('sess_1', 'hash_1')"),
    statement(`insert into sessions values ${taken === 'id' ? "('sess_1', 'other')" : "('other', 'hash_1')"}`),
  ])
  const unit = engine.unit([
    statement("insert into sessions values ('before', 'before')"),
    statement(insertSql('sqlite'), { rows: 1 }),
  ])
  const beside = engine.unit([statement("insert into sessions values ('beside', 'beside')")])
  await expect(unit).rejects.toMatchObject({ reason: 'unique' })
  await beside
  const rows = await engine.read(statement('select id from sessions', { returns: true }))
  expect(rows.map(({ id }) => id).sort()).toEqual(['beside', taken === 'id' ? 'sess_1' : 'other'])
  await engine.close()
})
