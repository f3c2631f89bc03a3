import { expect, it } from 'vitest'
import type { BoundStatement } from '../engine/engine.ts'
import { insertMany } from './insert-many.ts'

const insert = (n: number): BoundStatement => ({
  name: 'things.insert',
  sql: 'insert into "things" ("id", "name") values ($1, $2)',
  values: [n, `thing ${n}`],
  rows: 1,
  returns: false,
  changes: [],
})
const many = (count: number): BoundStatement[] => Array.from({ length: count }, (_, n) => insert(n))

it.each([
  [1, [1]],
  [7, [1, 1, 1, 1, 1, 1, 1]],
  [8, [8]],
  [75, [64, 8, 1, 1, 1]],
  [130, [64, 64, 1, 1]],
])('%i inserts become statements of these rows: %j', (count, rows) => {
  const combined = insertMany(many(count))
  expect(combined.map((statement) => statement.rows)).toEqual(rows)
  expect(combined.flatMap(({ values }) => values)).toEqual(many(count).flatMap(({ values }) => values))
})

it('numbers the values of all rows', () => {
  expect(insertMany(many(8))[0]?.sql).toBe(
    'insert into "things" ("id", "name") values ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16)',
  )
})

it.each<[string, Partial<BoundStatement>]>([
  ['an update', { sql: 'update "things" set "name" = $1 where "id" = $2' }],
  ['an insert that returns rows', { returns: true }],
  ['an insert of any number of rows', { rows: null }],
  ['an insert with a condition', { sql: 'insert into "things" ("id", "name") select $1, $2 from "places"' }],
])('does not merge %s', (_, change) => {
  const statements = many(20).map((statement) => ({ ...statement, ...change }))
  expect(insertMany(statements)).toEqual(statements)
})
