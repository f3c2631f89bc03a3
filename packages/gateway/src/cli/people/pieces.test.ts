import { importLimits } from '@gatehouse-sso/sdk/contract/user-import'
import { expect, it } from 'vitest'
import { type Piece, piecesOf } from './pieces.ts'
import { seenNames } from './seen-names.ts'

async function* file(rows: readonly (readonly string[])[]) {
  let line = 0
  for (const cells of [['email', 'metadata.note'], ...rows]) {
    line += 1
    yield { line, cells, bytes: line * 10 }
  }
}
const pieces = async (rows: readonly (readonly string[])[], from_line = 1): Promise<readonly Piece[]> => {
  const all: Piece[] = []
  for await (const piece of piecesOf(file(rows), { from_line, seen: seenNames('exact') })) all.push(piece)
  return all
}
const people = (count: number, note = ''): string[][] => Array.from({ length: count }, (_, at) => [`p${at}@a.b`, note])

it('a file is cut after as many people as the API takes', async () => {
  const all = await pieces(people(2_500))
  expect(all.map((piece) => [piece.people.length, piece.next_line, piece.bytes])).toEqual([
    [1_000, 1_002, 10_010],
    [1_000, 2_002, 20_010],
    [500, 2_502, 25_010],
  ])
})

it('a file is cut before a body is too large', async () => {
  const all = await pieces(people(1_000, 'ü'.repeat(900)))
  expect(all.flatMap((piece) => piece.people)).toHaveLength(1_000)
  for (const piece of all) {
    const body = { organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h', dry_run: false, rows: piece.people }
    const rows = piece.people.map(({ person }) => person)
    expect(Buffer.byteLength(JSON.stringify({ ...body, rows }))).toBeLessThanOrEqual(importLimits.bytes)
  }
})

it('a person who is too long to send is refused', async () => {
  const [piece] = await pieces([
    ['a@a.b', 'x'.repeat(importLimits.bytes)],
    ['b@a.b', ''],
  ])
  expect(piece?.refused).toEqual([{ line: 2, errors: [expect.objectContaining({ code: 'too_big' })] }])
  expect(piece?.people.map(({ line }) => line)).toEqual([3])
})

it('a name that an earlier line has is refused, in any piece, also where the file continues', async () => {
  const rows = [...people(1_500), ['P7@A.B', ''], ['', ''], ['last@a.b', '']]
  const duplicate = { param: '/email', code: 'duplicate', message: 'is the name of line 9, too' }
  const refused = [{ line: 1_502, errors: [duplicate] }]
  expect((await pieces(rows)).at(-1)).toMatchObject({ refused, next_line: 1_505 })
  const [rest, ...others] = await pieces(rows, 1_501)
  expect(others).toEqual([])
  expect(rest).toMatchObject({ refused, people: [{ line: 1_501 }, { line: 1_504 }] })
})

it('a file of refused lines is reported in parts', async () => {
  const all = await pieces(Array.from({ length: 2_500 }, () => ['same@a.b', '']))
  expect(all.map(({ refused }) => refused.length)).toEqual([1_000, 1_000, 499])
})

it('a file with nothing but its first line is one empty piece', async () => {
  expect(await pieces([])).toMatchObject([{ people: [], refused: [] }])
})
