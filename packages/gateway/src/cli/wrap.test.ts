import { describe, expect, it } from 'vitest'
import { broken, wrapped } from './wrap.ts'

describe('wrapped text', () => {
  it.each<[string, string, string]>([
    ['that fits', 'one two', 'one two'],
    ['that does not fit', 'one two three four', 'one two\n  three\n  four'],
    ['with blanks before it', '    one two', '    one\n  two'],
    ['with blanks between its words', 'a   b c', 'a   b c'],
    ['with a long word', 'see https://sso.example.com/x now', 'see\n  https://sso.example.com/x\n  now'],
    ['with colours, which have no width', '\u001b[1mone\u001b[22m two', '\u001b[1mone\u001b[22m two'],
  ])('%s', (_, text, expected) => expect(wrapped(text, 9, '  ')).toBe(expected))
})

describe('a broken value', () => {
  it.each<[string, readonly string[]]>([
    ['', ['']],
    ['abcd', ['abcd']],
    ['abcdefghij', ['abcd', 'efgh', 'ij']],
  ])('%j', (text, expected) => expect(broken(text, 4)).toEqual(expected))
})
