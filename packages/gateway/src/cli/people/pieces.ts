/** The rows of a file, as pieces that the API takes. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { importLimits } from '@gatehouse-sso/sdk/contract/user-import'
import type { NewUser } from '@gatehouse-sso/sdk/contract/users'
import { columnsOf } from './columns.ts'
import type { CsvRecord } from './csv.ts'

/** Room in a body for all that is not a row. */
const envelopeBytes = 512

/** A line that is not sent. */
export interface RefusedLine {
  readonly line: number
  readonly errors: readonly FieldError[]
}

/** People in the order of the file; the answer names them by their place here. */
export interface Piece {
  readonly people: readonly { readonly line: number; readonly person: NewUser }[]
  readonly refused: readonly RefusedLine[]
  /** Where the file goes on after this piece. */
  readonly next_line: number
  /** Bytes of the file up to there. */
  readonly bytes: number
}

export interface PieceOptions {
  /** Lines before this one are not sent, and still count as seen. */
  readonly from_line: number
  /** Notes the names of a line, and says which an earlier line has. */
  readonly seen: (line: number, person: NewUser) => readonly FieldError[]
}

/** @throws UsageError for the first line */
export async function* piecesOf(
  records: AsyncIterable<CsvRecord>,
  { from_line, seen }: PieceOptions,
): AsyncGenerator<Piece> {
  let read: ReturnType<typeof columnsOf> | undefined
  let [people, refused]: [Piece['people'][number][], RefusedLine[]] = [[], []]
  let body_bytes = envelopeBytes
  let [next_line, bytes] = [1, 0]
  const piece = (): Piece => {
    const made = { people, refused, next_line, bytes }
    people = []
    refused = []
    body_bytes = envelopeBytes
    return made
  }
  for await (const record of records) {
    const { line, cells } = record
    if (read === undefined) {
      read = columnsOf(cells)
      continue
    }
    if (cells.every((cell) => cell.trim() === '')) continue
    const row = read(cells)
    const errors = 'errors' in row ? row.errors : seen(line, row.person)
    const person = 'person' in row ? row.person : {}
    const size = Buffer.byteLength(JSON.stringify(person)) + 1
    const isLarge = envelopeBytes + size > importLimits.bytes
    const isFull = people.length === importLimits.rows || body_bytes + size > importLimits.bytes
    const isLong = refused.length === importLimits.rows
    if ((isFull && !isLarge) || isLong) yield piece()
    next_line = line + 1
    bytes = record.bytes
    if (line < from_line) continue
    if (errors.length > 0) refused.push({ line, errors })
    else if (isLarge) refused.push({ line, errors: [{ param: '', code: 'too_big', message: 'is too long to send' }] })
    else {
      people.push({ line, person })
      body_bytes += size
    }
  }
  if (read === undefined) columnsOf([])
  yield piece()
}
