import { expect, it } from 'vitest'
import { rowMaker } from './rows.ts'

it('makes a new row from columns and values each time', () => {
  const rowOf = rowMaker(['id', 'with "quotes"', 'n'])
  const [first, second] = [rowOf(['one', null, 1]), rowOf(['two', 'text', 0])]
  expect(first).toEqual({ id: 'one', 'with "quotes"': null, n: 1 })
  expect(second).toEqual({ id: 'two', 'with "quotes"': 'text', n: 0 })
  expect(Object.keys(second)).toEqual(['id', 'with "quotes"', 'n'])
})
