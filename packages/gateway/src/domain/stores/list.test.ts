import { expect, it } from 'vitest'
import { type ListQuery, pageOf } from './list.ts'

const records = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const cases: readonly (readonly [
  name: string,
  query: Partial<ListQuery>,
  ids: string,
  before: boolean,
  after: boolean,
])[] = [
  ['the first page', { limit: 2 }, 'ab', false, true],
  ['the page after one', { limit: 2, after: 'b' }, 'cd', true, true],
  ['the last page', { limit: 2, after: 'd' }, 'e', true, false],
  ['the page before one', { limit: 2, before: 'd' }, 'bc', true, true],
  ['the page before the second', { limit: 2, before: 'b' }, 'a', false, true],
  ['all', { limit: 10 }, 'abcde', false, false],
  ['the other order', { limit: 2, order: 'desc' }, 'ed', false, true],
  ['after one in the other order', { limit: 10, order: 'desc', after: 'c' }, 'ba', true, false],
  ['after one that is gone', { limit: 10, after: 'x' }, '', false, false],
]

it.each(cases)('pageOf: %s', (_, query, ids, more_before, more_after) => {
  const page = pageOf(records, { limit: 10, order: 'asc', ...query })
  expect(page.records.map(({ id }) => id).join('')).toBe(ids)
  expect([page.more_before, page.more_after]).toEqual([more_before, more_after])
})
