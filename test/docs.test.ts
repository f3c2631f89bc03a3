import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { identityHeaderNames } from '../packages/gateway/src/http/access/identity-headers.ts'
import { domainRooms } from './architecture/house.ts'
import { plainEnglishViolations } from './docs/plain-english.ts'
import { files, plan, planted, sound } from './docs/planted.ts'
import {
  type Document,
  decisionViolations,
  linkViolations,
  npxViolations,
  type PlannedPaths,
  pathViolations,
  planViolations,
  readmeViolations,
  scriptViolations,
  wordViolations,
} from './docs/rules.ts'

/**
 * Paths that the documents name before they exist. An entry fails when no document names a missing path below it any
 * more. Then remove it.
 */
const plannedPaths: PlannedPaths = {
  'SCIM comes later': ['packages/gateway/src/http/scim'],
  'webhooks come later': ['packages/sdk/src/webhooks.ts'],
}

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const documentPath = /^(?:(?:README|CONTRIBUTING|SECURITY|CHANGELOG)\.md|docs\/.*\.md|packages\/[^/]+\/README\.md)$/

/** The files that git tracks or would track, with every folder above them. */
function repositoryPaths(): Set<string> {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  const files = listed.toString().split('\0')
  const paths = new Set(files.filter((path) => path !== '' && existsSync(new URL(path, root))))
  for (const path of [...paths]) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) paths.add(folder)
  }
  return paths
}

describe('the documents', () => {
  const paths = repositoryPaths()
  const documents: Document[] = [...paths]
    .filter((path) => documentPath.test(path))
    .map((path) => ({ path, text: read(path) }))
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

  it('are found', () => expect(documents.map(({ path }) => path)).toContain('README.md'))
  it('link only to existing files and headings', () => expect(linkViolations(documents, paths)).toEqual([]))
  it('show proxies that replace every identity header, and remove every other spelling', () => {
    const guide = read('docs/guides/api-access.md')
    for (const name of identityHeaderNames) {
      const variable = name.replaceAll('-', '_')
      expect(guide).toContain(`auth_request_set $${variable} $upstream_http_${variable};`)
      expect(guide.toLowerCase()).toContain(`proxy_set_header ${name} $${variable};`)
      expect(guide.toLowerCase()).toMatch(new RegExp(`copy_headers [^\\n]*\\b${name}\\b`))
    }
    for (const line of ['underscores_in_headers off', 'request_header -Gatehouse-*', 'request_header -Gatehouse_*']) {
      expect(guide).toContain(line)
    }
  })
  it('list the rooms of the domain in their order', () => {
    const rooms = read('docs/architecture.md').matchAll(/^\| `gateway\/domain\/([^/`]+)\/` \|/gm)
    expect([...rooms].map(([, room]) => room)).toEqual(domainRooms)
  })
  it('record decisions in one form, and list all of them in the index', () =>
    expect(decisionViolations(documents)).toEqual([]))
  it('have a short README', () => expect(readmeViolations(documents)).toEqual([]))
  it('name only existing commands', () =>
    expect(scriptViolations(documents, new Set(Object.keys(scripts)))).toEqual([]))
  it('show npx with a command of ours only for the clone', () => expect(npxViolations(documents)).toEqual([]))
  it('use the words of the house', () => expect(wordViolations(documents)).toEqual([]))
  it('open no sentence with a clause', () => expect(plainEnglishViolations(documents)).toEqual([]))
  it('name only files that exist or are planned', () =>
    expect(pathViolations(documents, paths, plannedPaths)).toEqual([]))
  it('plan no file that exists or that no document names', () =>
    expect(planViolations(documents, paths, plannedPaths)).toEqual([]))
})

function violations(documents: readonly Document[]): string[] {
  return [
    ...linkViolations(documents, files),
    ...decisionViolations(documents),
    ...readmeViolations(documents),
    ...scriptViolations(documents, new Set(['check'])),
    ...npxViolations(documents),
    ...wordViolations(documents),
    ...plainEnglishViolations(documents, ['README.md', 'docs/']),
    ...pathViolations(documents, files, plan),
  ]
}

describe('the rules find a planted violation:', () => {
  it.each(planted)('$name', ({ path = 'README.md', text, found }) => {
    const rest = sound.filter((document) => document.path !== path)
    expect(violations([...rest, { path, text }]).join('\n')).toMatch(found)
  })

  it('a plan that came true', () =>
    expect(planViolations(sound, files, { now: ['packages/core/src'] })[0]).toMatch(/src: no document/))
  it('a plan that is covered by a narrower one', () => {
    const wide: PlannedPaths = { now: ['packages/gateway'], ...plan }
    const found = planViolations([{ path: 'README.md', text: '`gateway/saml/response.ts`' }], files, wide)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^packages\/gateway: no document/)
  })
})

it('the rules find nothing in sound documents with planned files', () =>
  expect(violations([...sound, { path: 'docs/next.md', text: '`gateway/saml/response.ts`' }])).toEqual([]))
