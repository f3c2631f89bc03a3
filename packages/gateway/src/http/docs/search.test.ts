import { expect, it } from 'vitest'
import type { DocsSection } from './files.ts'
import { search, searched, wordsOf } from './search.ts'

const section = (path: string, heading: string, text: string): DocsSection => ({
  ...{ path, title: path, anchor: heading.toLowerCase(), heading, text },
})
const sections = searched([
  section('operate', 'Backup', 'Copy the database every night. A restore needs the master key.'),
  section('domains', 'Proof', 'A record proves the domain. Rückfrage by mail.'),
  section('sessions', 'Refresh', `${'A session lives long. '.repeat(20)}The refresh token rotates at each use.`),
  section('people', 'Import', 'Users come from a file: user_import.csv.'),
])
const found = (query: string): string[] => search(sections, query).map(({ section: { path } }) => path)

it.each([
  ['a word', 'restore', ['operate']],
  ['the beginning of a word', 'rest', ['operate']],
  ['a word in other letters', 'MASTER Key', ['operate']],
  ['a heading before a text', 'proof', ['domains']],
  ['a title', 'people', ['people']],
  ['a word with a letter beyond ASCII', 'rückfrage', ['domains']],
  ['two words of different sections', 'restore domain', []],
  ['the end of a word', 'store', []],
  ['a part of a name with underscores', 'import.csv', ['people']],
  ['nothing', '  ', []],
  ['marks only', '%$§"<>', []],
  ['a word that every object has', 'constructor', []],
])('finds %s', (_, query, paths) => expect(found(query)).toEqual(paths))

it('shows the text around the match, not the beginning of a long section', () => {
  const [result] = search(sections, 'rotates')
  expect(result?.excerpt).toMatch(/^… .*rotates at each use\.$/)
})

it('looks at eight words of a hundred letters', () => {
  expect(wordsOf('a b c d e f g h i j')).toHaveLength(8)
  expect(wordsOf('x'.repeat(200))).toEqual(['x'.repeat(100)])
})
