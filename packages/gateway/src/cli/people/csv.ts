/**
 * CSV as spreadsheets read and write it (RFC 4180): UTF-8 with or without a byte order mark, any line ends, cells in
 * quotes over several lines, and `;` or a tab as separator. A file is read as a stream, and never held as a whole.
 */
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { UsageError } from '../usage.ts'

export interface CsvRecord {
  /** The line of the file on which the record begins; the first one is 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Bytes of the file up to its end. */
  readonly bytes: number
}

/** Characters of one record. A quote that nobody closes would else take the rest of the file. */
const maximumRecord = 256 * 1024
const maximumHead = 64 * 1024

/** @throws UsageError that names the line, for a file that is not UTF-8 or has a quote in a wrong place */
export async function* readCsv(source: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord> {
  const chunks = source[Symbol.asyncIterator]()
  const head = await readHead(chunks)
  let line = 1
  const parser = parse({
    bom: true,
    delimiter: separatorOf(head.toString('utf8')),
    max_record_size: maximumRecord,
    // The type says that a record stays a list of cells.
    on_record: ((cells: readonly string[], { bytes }: { readonly bytes: number }): CsvRecord => {
      const record = { line, cells, bytes }
      line += 1 + cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
      return record
    }) as never,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  })
  pipeline(Readable.from(joined(head, chunks)), parser, () => undefined) // an error ends the loop below
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>) {
      if (record.cells.some((cell) => cell.includes('\ufffd'))) throw notUtf8(`line ${record.line}`)
      yield record
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UsageError(
      `the record that begins on line ${line} is not CSV (${error.code})`,
      'A cell with a quote stands in quotes, and the quote in it is doubled: "Ada ""Countess"" Lovelace".',
    )
  }
}

/** Reads the first line, and what came with it. */
async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0)
  while (head.length < maximumHead && !head.includes(10) && !head.includes(13)) {
    const { value, done } = await chunks.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  const isUtf16 = head.length > 1 && ['fffe', 'feff'].includes(head.toString('hex', 0, 2))
  if (isUtf16) throw notUtf8('the file')
  return head
}

async function* joined(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  yield* { [Symbol.asyncIterator]: () => chunks }
}

function notUtf8(what: string): UsageError {
  return new UsageError(`${what} is not UTF-8`, 'Save the file as "CSV UTF-8", and try again.')
}

/** The first separator of the first line that stands outside quotes. */
function separatorOf(head: string): string {
  const [first = ''] = head.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1)
  return /[,;\t]/.exec(first)?.[0] ?? ','
}

/** A line with its end. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/["\r\n,;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${quoted.join(',')}\r\n`
}
