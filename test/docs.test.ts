import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { domainRooms } from './architecture/house.ts'
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
 * What the documents name before it is built. An entry under which nothing named is missing any more fails: take it off.
 * Take "being written" off as soon as that package is: what is then reported has got another name or was dropped.
 */
const plannedPaths: PlannedPaths = {
  'SAML comes later': ['packages/gateway/src/saml', 'packages/gateway/src/upstream/saml'],
  'the console comes later': ['packages/console'],
  'SCIM comes later': ['packages/gateway/src/http/scim'],
  'API access and webhooks come later': ['packages/sdk/src/verify.ts', 'packages/sdk/src/webhooks.ts'],
}

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const documentPath = /^(?:(?:README|CONTRIBUTING|SECURITY|CHANGELOG)\.md|docs\/.*\.md|packages\/[^/]+\/README\.md)$/

/** What git tracks or would track, with every folder above it. */
function repositoryPaths(): Set<string> {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  const files = listed.toString().split('\0')
  const paths = new Set(files.filter((path) => path !== '' && existsSync(new URL(path, root))))
  for (const path of [...paths]) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) paths.add(folder)
  }
  return paths
}

describe('the documents as they stand', () => {
  const paths = repositoryPaths()
  const documents: Document[] = [...paths]
    .filter((path) => documentPath.test(path))
    .map((path) => ({ path, text: read(path) }))
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

  it('are found', () => expect(documents.map(({ path }) => path)).toContain('README.md'))
  it('link to what exists', () => expect(linkViolations(documents, paths)).toEqual([]))
  it('list the rooms of the domain in their order', () => {
    const rooms = read('docs/architecture.md').matchAll(/^\| `gateway\/domain\/([^/`]+)\/` \|/gm)
    expect([...rooms].map(([, room]) => room)).toEqual(domainRooms)
  })
  it('record decisions in one form, all in the index', () => expect(decisionViolations(documents)).toEqual([]))
  it('have a short README', () => expect(readmeViolations(documents)).toEqual([]))
  it('name commands that exist', () => expect(scriptViolations(documents, new Set(Object.keys(scripts)))).toEqual([]))
  it('show npx with a command of ours for the clone only', () => expect(npxViolations(documents)).toEqual([]))
  it('use the words of the house', () => expect(wordViolations(documents)).toEqual([]))
  it('name files that exist or are planned', () => expect(pathViolations(documents, paths, plannedPaths)).toEqual([]))
  it('plan nothing that is built or forgotten', () =>
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
    ...pathViolations(documents, files, plan),
  ]
}

describe('the rules find a planted violation', () => {
  it.each(planted)('$name', ({ path = 'README.md', text, found }) => {
    const rest = sound.filter((document) => document.path !== path)
    expect(violations([...rest, { path, text }]).join('\n')).toMatch(found)
  })

  it('a plan that came true', () =>
    expect(planViolations(sound, files, { now: ['packages/core/src'] })[0]).toMatch(/src: nothing/))
  it('a plan that a narrower one keeps alive', () => {
    const wide: PlannedPaths = { now: ['packages/gateway'], ...plan }
    const found = planViolations([{ path: 'README.md', text: '`gateway/saml/response.ts`' }], files, wide)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^packages\/gateway: nothing/)
  })
  it('and leave alone what is sound or planned', () =>
    expect(violations([...sound, { path: 'docs/next.md', text: '`gateway/saml/response.ts`' }])).toEqual([]))
})
