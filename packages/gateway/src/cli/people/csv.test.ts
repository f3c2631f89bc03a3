import { describe, expect, it } from 'vitest'
import { csvLine, readCsv } from './csv.ts'

async function* source(...chunks: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const read = async (...chunks: readonly (string | Buffer)[]) => {
  const records: [number, ...string[]][] = []
  for await (const { line, cells } of readCsv(source(...chunks))) records.push([line, ...cells])
  return records
}

describe('a CSV file is read', () => {
  const files: readonly (readonly [string, readonly string[], readonly (readonly [number, ...string[]])[]])[] = [
    [
      'with a byte order mark',
      ['\ufeffa,b\n1,2\n'],
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'with the line ends of Windows',
      ['a,b\r\n1,2\r\n'],
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'with mixed line ends',
      ['a\r\n1\n2\r3'],
      [
        [1, 'a'],
        [2, '1'],
        [3, '2'],
        [4, '3'],
      ],
    ],
    [
      'with semicolons',
      ['a;b\n"1;2";3,4\n'],
      [
        [1, 'a', 'b'],
        [2, '1;2', '3,4'],
      ],
    ],
    [
      'with tabs',
      ['a\tb\n1\t2'],
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'with a separator in a quoted name',
      ['"a;b",c\n1,2'],
      [
        [1, 'a;b', 'c'],
        [2, '1', '2'],
      ],
    ],
    [
      'with quotes and lines in cells',
      ['a\r\n"x\r\n""y"""\r\n3'],
      [
        [1, 'a'],
        [2, 'x\r\n"y"'],
        [4, '3'],
      ],
    ],
    [
      'with empty lines',
      ['a\n\n\n3'],
      [
        [1, 'a'],
        [2, ''],
        [3, ''],
        [4, '3'],
      ],
    ],
    [
      'in small chunks',
      ['a,', 'b\n1', ',"', 'ü"', '"2"\n'],
      [
        [1, 'a', 'b'],
        [2, '1', 'ü"2'],
      ],
    ],
    ['without anything', [''], []],
  ]
  it.each(files)('%s', async (_, chunks, records) => expect(await read(...chunks)).toEqual(records))
  it('in chunks that end within a character', async () => {
    const whole = Buffer.from('a,b\nü,"x""y"\n')
    const bytes = [...whole].map((byte) => Buffer.from([byte]))
    expect(await read(...bytes)).toEqual([
      [1, 'a', 'b'],
      [2, 'ü', 'x"y'],
    ])
  })
})

describe('a CSV file is refused', () => {
  const files: readonly (readonly [string, readonly (string | Buffer)[], RegExp])[] = [
    ['in Latin 1', ['a\nAda\n', Buffer.from([0xfc, 10])], /^line 3 is not UTF-8/],
    ['in UTF-16', [Buffer.from('\ufeffa\n1', 'utf16le')], /^the file is not UTF-8/],
    ['with a quote inside a cell', ['a\n1\nx"y\n'], /begins on line 3 is not CSV/],
    ['with text after a quote', ['a\n"1"2\n'], /begins on line 2 is not CSV/],
    ['with a quote that nobody closes', ['a\n1\n"2\n3\n4\n'], /begins on line 3 is not CSV/],
    ['with a record without end', ['a\n"', 'x'.repeat(300_000), 'x'.repeat(300_000)], /begins on line 2 is not CSV/],
  ]
  it.each(files)('%s', async (_, chunks, message) => expect(read(...chunks)).rejects.toThrow(message))
})

describe('a line', () => {
  const lines: readonly (readonly [readonly string[], string])[] = [
    [['a', '', 'b'], 'a,,b\r\n'],
    [['a,b', 'c;d', 'e\nf', 'g"h'], '"a,b","c;d","e\nf","g""h"\r\n'],
    [[' a'], '" a"\r\n'],
  ]
  it.each(lines)('%j is written so that it is read as before', async (cells, line) => {
    expect(csvLine(cells)).toBe(line)
    const header = csvLine(cells.map((_, index) => `c${index}`))
    expect(await read(header, line)).toEqual([expect.anything(), [2, ...cells]])
  })
})
