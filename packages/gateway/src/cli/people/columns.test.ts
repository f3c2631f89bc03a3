import { examples } from '@gatehouse-sso/sdk/contract/examples'
import type { User } from '@gatehouse-sso/sdk/contract/users'
import { describe, expect, it } from 'vitest'
import { cellsOf, columnsOf, exported } from './columns.ts'

const header = ['external_id', 'Email', ' given_name ', 'metadata.Seat', 'metadata']

describe('a line of a file', () => {
  const lines: readonly (readonly [string, readonly string[], object])[] = [
    ['is a person', ['4711', 'a@b.c', 'Ada', '', ''], { external_id: '4711', email: 'a@b.c', given_name: 'Ada' }],
    ['without spaces around', [' 4711 ', '', '', '', ''], { external_id: '4711' }],
    ['with metadata', ['1', '', '', '12', ''], { external_id: '1', metadata: { Seat: '12' } }],
    ['with metadata as JSON', ['1', '', '', '', '{"a":"=1"}'], { external_id: '1', metadata: { a: '=1' } }],
    ['with a guarded formula', ["'+49", '', '', '', ''], { external_id: '+49' }],
  ]
  it.each(lines)('%s', (_, cells, person) => expect(columnsOf(header)(cells)).toEqual({ person }))

  const refused: readonly (readonly [string, readonly string[], object])[] = [
    ['with too few cells', ['1', '2'], { param: '', code: 'cells', message: 'has 2 cells, and the first line 5' }],
    ['with metadata that is no JSON', ['1', '', '', '', '{a}'], { param: '/metadata', code: 'invalid_type' }],
    ['with a list as metadata', ['1', '', '', '', '["a"]'], { param: '/metadata', code: 'invalid_type' }],
    ['with a number in metadata', ['1', '', '', '', '{"a":1}'], { param: '/metadata', code: 'invalid_type' }],
  ]
  it.each(refused)('%s is refused', (_, cells, error) =>
    expect(columnsOf(header)(cells)).toMatchObject({ errors: [error] }),
  )
})

describe('a first line', () => {
  const lines: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['with an unknown name', ['email', 'role'], /^column 2 has a name that is not known: role$/],
    ['with a column without name', ['email', ''], /^column 2 has a name that is not known: none$/],
    ['with a column twice', ['email', 'EMAIL'], /^the column EMAIL is there twice$/],
    ['without a name that finds people', ['name', 'metadata.a'], /^no column of the first line finds a person/],
    ['that is missing', [], /^no column of the first line finds a person: it is empty$/],
  ]
  it.each(lines)('%s is refused', (_, cells, message) => expect(() => columnsOf(cells)).toThrow(message))
})

it('what is exported is what is imported', () => {
  const user = { ...(examples.User as User), name: '=Ada', metadata: { seat: '12', ' b ': '=1' } }
  const { external_id, preferred_username, email, name, given_name, family_name, metadata } = user
  const person = { external_id, preferred_username, email, name, given_name, family_name, metadata }
  expect(columnsOf(exported)(cellsOf(user))).toEqual({ person })
})
