import { expect, it } from 'vitest'
import { readableText } from './readable-text.ts'

const cases: readonly (readonly [name: string, text: string, most: number | undefined, readable: string])[] = [
  ['plain text', 'Wert “ü”', undefined, 'Wert “ü”'],
  ['bytes that were not UTF-8', 'a\ufffdb', undefined, 'a?b'],
  ['a turn of direction', 'a\u202eb\u2066c', undefined, 'a?b?c'],
  ['half of a character', 'a\ud83d', undefined, 'a?'],
  ['a cut between characters', 'ab\u{1f511}c', 4, 'ab\u{1f511}'],
  ['a cut through a character', 'ab\u{1f511}c', 3, 'ab'],
  ['a text as long as it may be', 'abc', 3, 'abc'],
]

it.each(cases)('readableText: %s', (_, text, most, readable) => {
  expect(readableText(text, most)).toBe(readable)
})
