import { describe, expect, it } from 'vitest'
import { guarded, unguarded } from './formula.ts'

const cases: readonly (readonly [string, string])[] = [
  ['=HYPERLINK("https://evil.example")', '\'=HYPERLINK("https://evil.example")'],
  ['+49 30 1234', "'+49 30 1234"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ['Ada', 'Ada'],
  ["'Ada", "'Ada"],
  ["O'Hara", "O'Hara"],
  ['a=1', 'a=1'],
  ["'", "'"],
  ['', ''],
]
describe('a cell of a spreadsheet', () => {
  it.each(cases)('%j is written %j, and read as before', (text, cell) => {
    expect(guarded(text)).toBe(cell)
    expect(unguarded(cell)).toBe(text)
  })
})
