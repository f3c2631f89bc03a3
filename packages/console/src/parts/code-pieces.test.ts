import { describe, expect, it } from 'vitest'
import { piecesOf, textToCopy } from './code-pieces.ts'

const kinds = (code: string, kind: 'json' | 'shell' | 'script', values: readonly string[] = []): string[] =>
  piecesOf(code, kind, values).map((piece) => `${piece.kind} ${piece.text}`)

describe('pieces of code', () => {
  it('tell names, texts and numbers of JSON apart', () =>
    expect(kinds('{"a": "b:", "c": 1.5}', 'json')).toEqual([
      'plain {',
      'name "a"',
      'plain : ',
      'text "b:"',
      'plain , ',
      'name "c"',
      'plain : ',
      'number 1.5',
      'plain }',
    ]))

  it('find the values of the reader in a command, whatever they hold', () =>
    expect(kinds('$ gatehouse get a.b(c\n# end', 'shell', ['a.b(c'])).toEqual([
      'prompt $ ',
      'plain gatehouse get ',
      'text a.b(c',
      'plain \n',
      'comment # end',
    ]))

  it('are the whole code together', () => {
    const code = "const a = await b('c') // d"
    expect(
      piecesOf(code, 'script')
        .map(({ text }) => text)
        .join(''),
    ).toBe(code)
  })

  it('are copied without prompts', () => expect(textToCopy('$ a\n$ b')).toBe('a\nb'))
})
