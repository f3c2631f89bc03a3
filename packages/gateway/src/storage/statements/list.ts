/**
 * Cursor lists: a page begins after an id, or ends before it. Ids sort by age, so a page stays the same while others
 * are added. The query asks for one extra row, which tells whether there is more.
 */
import type { SelectQueryBuilder } from 'kysely'
import type { ListQuery, RecordPage } from '../../domain/stores/list.ts'
import type { Engine, Row } from '../engine/engine.ts'
import type { Tables } from '../schema/tables.ts'
import { hasNul, toValue } from './compile.ts'

type Listable = Exclude<keyof Tables, 'installation' | 'schema_migrations' | 'used_assertions'>

/**
 * Runs a filtered query as a page.
 * @param query a select from one table with its filters, without order and limit
 */
export async function listPage<T extends Listable, R extends { readonly id: string }>(
  engine: Engine,
  query: SelectQueryBuilder<Tables, T, Partial<Record<string, unknown>>>,
  { limit, after, before, order }: ListQuery,
  decode: (row: Row) => R,
): Promise<RecordPage<R>> {
  const backwards = before !== undefined && after === undefined
  const ascending = (order === 'asc') !== backwards
  const cursor = after ?? before
  let page = query as unknown as SelectQueryBuilder<Tables, 'organizations', Row>
  if (cursor !== undefined) page = page.where('id', ascending ? '>' : '<', cursor as `org_${string}`)
  const { sql, parameters } = page
    .orderBy('id', ascending ? 'asc' : 'desc')
    .limit(limit + 1)
    .compile()
  const values = parameters.map(toValue)
  const statement = { name: 'list', sql, values, rows: null, returns: true, changes: [] }
  const rows = hasNul(values) ? [] : await engine.read(statement)
  const records = rows.slice(0, limit).map(decode)
  const more = rows.length > limit
  if (backwards) return { records: records.reverse(), more_before: more, more_after: true }
  return { records, more_before: cursor !== undefined, more_after: more }
}
