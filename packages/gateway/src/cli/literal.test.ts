import { failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
import { withLiterals } from './literal.ts'

describe('a text in a terminal', () => {
  it.each([
    ['without a literal', 'plain', 'plain'],
    ['with one', 'Run `gatehouse init` once.', 'Run gatehouse init once.'],
    ['with two', '`a` and `b`', 'a and b'],
    ['with half of one', 'a ` b', 'a ` b'],
  ])('%s', (_, text, shown) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
    expect(withLiterals(text).replace(/\x1b\[\d+m/g, '')).toBe(shown)
  })
  it.each(Object.entries(failures))('%s shows no Markdown', (_, { title, remedy }) => {
    expect(withLiterals(`${title} ${remedy}`)).not.toContain('`')
  })
})
