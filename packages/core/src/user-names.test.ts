import { describe, expect, it } from 'vitest'
import { nameKey, wholeName } from './user-names.ts'

describe('the whole name', () => {
  const cases = [
    ['as it was given', { name: 'Ada L.', given_name: 'Ada', family_name: 'Lovelace' }, 'Ada L.'],
    ['of its parts', { name: null, given_name: 'Ada', family_name: 'Lovelace' }, 'Ada Lovelace'],
    ['of one part', { given_name: 'Ada', family_name: null }, 'Ada'],
    ['of nothing', {}, null],
  ] as const
  it.each(cases)('%s', (_, parts, name) => expect(wholeName(parts)).toBe(name))
})

it('a name is found in lower case, and no name is none', () => {
  expect([nameKey('ÉMILE'), nameKey(null)]).toEqual(['émile', null])
})
