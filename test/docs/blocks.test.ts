import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandProblems, parsersOf } from './block-parsers.ts'
import { blockViolations, codeBlocks, type Executed, marksOf } from './blocks.ts'
import type { Document } from './rules.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root })
const documents: Document[] = listed
  .toString()
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('docs/decisions/'))
  .map((path) => ({ path, text: read(path) }))
const blocks = documents.flatMap(codeBlocks)

/** Blocks in languages without a parser here, which a test of their own runs. */
const executed: Executed = {
  'docs/operate.md': {
    by: 'test/operate/operate.http.test.ts',
    languages: ['ini', 'dockerfile', 'caddyfile', 'nginx'],
  },
  'docs/guides/api-access.md': { by: 'test/operate/forward-auth.http.test.ts', languages: ['nginx', 'caddyfile'] },
}

/** Every block that is neither run nor parsed. A new one is a line here, so a review sees it. */
const marked: Readonly<Record<string, number>> = {
  'docs/guides/api-access.md': 2,
  'docs/guides/quick-starts/dotnet.md': 1,
  'docs/guides/quick-starts/go.md': 1,
  'docs/guides/quick-starts/java.md': 2,
  'docs/guides/quick-starts/php.md': 1,
  'docs/guides/quick-starts/python.md': 1,
  'docs/guides/quick-starts/ruby.md': 2,
}

describe('the code blocks of the documents', () => {
  it('are found', () => expect(blocks.length).toBeGreaterThan(200))
  it('are run or parsed, or marked with the reason', () =>
    expect(blockViolations(blocks, parsersOf(blocks), executed)).toEqual([]))
  it('have no command of ours in their sentences that is not there', () => {
    const wrong = documents.flatMap(({ path, text }) =>
      [...text.replace(/^(\s*)```[\s\S]*?^\1```$/gm, '').matchAll(/`(gatehouse [^`]+)`/g)].flatMap(([, command = '']) =>
        commandProblems(command.replace(/\s+/g, ' ')).map((problem) => `${path} ${problem}`),
      ),
    )
    expect(wrong).toEqual([])
  })
  it('are marked in these numbers', () => expect(marksOf(blocks)).toEqual(marked))
  it('have a sentence for readers beside each mark', () => {
    const silent = documents.filter(({ path, text }) => path in marked && !/Our\s+tests\s+do\s+not\s+run/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })
  it.each(Object.entries(executed))('of %s are run by a test that reads it', (path, { by }) =>
    expect(read(by)).toContain(path.replace('docs/', '')),
  )
})

describe('the rules find a planted violation:', () => {
  const found = (text: string): string[] => {
    const planted = codeBlocks({ path: 'docs/a.md', text })
    return blockViolations(planted, parsersOf(planted), { 'docs/a.md': { by: '', languages: ['ini'] } })
  }

  it.each([
    ['a language that nothing reads', '```go\npackage main\n```\n', /docs\/a\.md:1 has go that no test runs/],
    ['a mark without a reason', '<!-- not run: no -->\n```go\npackage main\n```\n', /without a reason/],
    [
      'a mark of a block that a test runs',
      '<!-- not run: no systemd here -->\n```ini\n[Unit]\n```\n',
      /a test runs it/,
    ],
    ['a mark of a block that can be parsed', '<!-- not run: nobody has a shell -->\n```sh\nls\n```\n', /can be parsed/],
    ['JSON with a comma too many', '```json\n{ "a": 1, }\n```\n', /does not parse/],
    ['TypeScript that is cut off', '```ts\nconst a = {\n```\n', /does not parse/],
    ['a shell with an open quote', "```sh\necho 'a\n```\n", /is no shell/],
    ['a session without a command', '```console\nnpm ci\n```\n', /shows no command/],
    [
      'a verb that is not there',
      '```sh\ngatehouse organizations make\n```\n',
      /names no command: gatehouse organizations make/,
    ],
    ['a noun that is not there', '```console\n$ gatehouse tenants list\n```\n', /names no command/],
    ['an option that is not there', '```sh\ngatehouse users list \\\n  --mail a\n```\n', /has the option --mail/],
  ])('%s', (_, text, message) => expect(found(text).join('\n')).toMatch(message))

  it('nothing in sound blocks', () => {
    const text = '```sh\nA=1 gatehouse users list --email a@b.example --json | jq .\n```\n\n   ```json\n   {}\n   ```\n'
    expect(found(text)).toEqual([])
    expect(commandProblems('gatehouse connections update conn_… --settings scopes:=\'["a b"]\'')).toEqual([])
  })
})
