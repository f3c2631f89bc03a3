import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { circleViolations } from './architecture/circles.ts'
import { house } from './architecture/house.ts'
import {
  accessorViolations,
  domainViolations,
  importViolations,
  lengthViolations,
  nameViolations,
  presentViolations,
  type SourceFile,
} from './architecture/rules.ts'
import { walkthroughViolations } from './architecture/walkthroughs.ts'
import { plainEnglishViolations } from './docs/plain-english.ts'

const root = new URL('../', import.meta.url)

/** The files that git tracks or would track. A new file counts before it is committed; build output never does. */
function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  return [...new Set(listed.toString().split('\0'))]
    .filter((path) => /\.(?:[cm]?[jt]s|tsx)$/.test(path) && !path.startsWith('bench/peers/'))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(new URL(path, root), 'utf8') }]
      } catch {
        return [] // deleted in the working tree but not yet in the index
      }
    })
}

describe('the house', () => {
  const files = sourceFiles()
  it('imports only what the table allows', () => expect(importViolations(files, house)).toEqual([]))
  it('has no import from a room of the domain to a later one', () => expect(domainViolations(files)).toEqual([]))
  it('names every field that is shown outside', () => expect(presentViolations(files)).toEqual([]))
  it('has no object for a request with a getter', () => expect(accessorViolations(files)).toEqual([]))
  it('has no walkthrough with a back door', () => expect(walkthroughViolations(files)).toEqual([]))
  it('has no import cycle', () => expect(circleViolations(files)).toEqual([]))
  it('has no file that is too long', () => expect(lengthViolations(files)).toEqual([]))
  it('has no name that says nothing', () => expect(nameViolations(files)).toEqual([]))
  it('has no comment that opens a sentence with a clause', () => expect(plainEnglishViolations(files)).toEqual([]))
})

/** Proves that the rules can fail: each case plants one violation. */
const planted: { name: string; path: string; text: string; found: RegExp }[] = [
  {
    name: 'core reads a file',
    path: 'packages/core/src/ids.ts',
    text: "import { readFileSync } from 'node:fs'\n",
    found: /imports node:fs/,
  },
  {
    name: 'the domain reaches for storage',
    path: 'packages/gateway/src/domain/sign-in/begin.ts',
    text: "import { openDatabase } from '../../storage/engine/engine.ts'\n",
    found: /imports gateway\/storage\/engine\/engine\.ts/,
  },
  {
    name: 'the domain uses the contract at run time, not only its types',
    path: 'packages/gateway/src/domain/people/users.ts',
    text: "import { user } from '@gatehouse-sso/sdk/contract/users'\n",
    found: /imports sdk\/contract\/users/,
  },
  {
    name: 'http re-exports an upstream file',
    path: 'packages/gateway/src/http/callback.ts',
    text: "export { finish } from '../upstream/oidc.ts'\n",
    found: /imports gateway\/upstream\/oidc\.ts/,
  },
  {
    name: 'the emulator imports our code, over several lines',
    path: 'packages/entra-emulator/src/token.ts',
    text: "import {\n  verifyPkce,\n} from '@gatehouse-sso/core/oauth/pkce'\n",
    found: /imports core\/oauth\/pkce/,
  },
  {
    name: 'a dynamic import hides a dependency',
    path: 'packages/sdk/src/gatehouse.ts',
    text: "const fs = await import('node:fs')\n",
    found: /imports node:fs/,
  },
  {
    name: 'a side-effect import hides a dependency',
    path: 'packages/gateway/src/providers/entra.ts',
    text: "import 'undici'\n",
    found: /imports undici/,
  },
  {
    name: 'upstream reaches past the ports of the domain',
    path: 'packages/gateway/src/upstream/oidc/finish.ts',
    text: "import { begin } from '../../domain/sign-in/begin.ts'\n",
    found: /imports gateway\/domain\/sign-in\/begin\.ts/,
  },
  {
    name: 'a room of the domain imports types of a later room',
    path: 'packages/gateway/src/domain/stores/users.ts',
    text: "import type { Provisioned } from '../people/provisioning.ts'\n",
    found: /imports from people\/, which comes after stores\//,
  },
  {
    name: 'a file of the domain in no room',
    path: 'packages/gateway/src/domain/billing.ts',
    text: '',
    found: /stands in no room of the domain/,
  },
  {
    name: 'an object with a getter',
    path: 'packages/gateway/src/domain/events/trace.ts',
    text: 'const open = (email) => ({\n  get email() {\n    return email\n  },\n})',
    found: /has get email\(\): make it a function/,
  },
  {
    name: 'a public form that spreads a row',
    path: 'packages/gateway/src/domain/people/present.ts',
    text: 'export const presentUser = (record) => ({ ...record, roles: [...record.roles] })',
    found: /copies with \.\.\.r: name each field/,
  },
  {
    name: 'a public form that assigns a row',
    path: 'packages/gateway/src/domain/people/present.ts',
    text: 'export const presentUser = (record) => Object.assign({}, record)',
    found: /copies with Object\.assign/,
  },
  {
    name: 'a public form that spreads a row in brackets',
    path: 'packages/gateway/src/http/api/present.ts',
    text: 'export const presentUser = (record) => ({ ...(record satisfies UserRecord) })',
    found: /copies with \.\.\.\(/,
  },
  {
    name: 'a comment with a quote inside an import',
    path: 'packages/gateway/src/domain/stores/users.ts',
    text: "import type {\n  // a person's user; see there\n  Provisioned,\n} from '../people/provisioning.ts'\n",
    found: /imports from people\/, which comes after stores\//,
  },
  {
    name: 'a dynamic import with a template',
    path: 'packages/gateway/src/domain/stores/users.ts',
    text: 'const users = await import(`../people/users.ts`)\n',
    found: /imports from people\/, which comes after stores\//,
  },
  {
    name: 'a product file that imports a conformance suite',
    path: 'packages/gateway/src/storage/users.ts',
    text: "import * as f from './conformance/fixtures.ts'\n",
    found: /imports gateway\/storage\/conformance\/fixtures\.ts/,
  },
  {
    name: 'a test helper that imports itself',
    path: 'packages/gateway/test/harness.ts',
    text: "import { startHarness } from './harness.ts'\n",
    found: /gateway\/test\/harness\.ts import each other/,
  },
  {
    name: 'a file that imports itself',
    path: 'packages/core/src/ids.ts',
    text: "import { isId } from './ids.ts'\n",
    found: /core\/src\/ids\.ts import each other/,
  },
  {
    name: 'a new package without a row in the table',
    path: 'packages/billing/src/invoice.ts',
    text: '',
    found: /stands in no room/,
  },
  {
    name: 'a long file',
    path: 'packages/core/src/long.ts',
    text: '\n'.repeat(351),
    found: /351 lines, the limit is 350/,
  },
  { name: 'a long test', path: 'packages/core/src/long.test.ts', text: '\n'.repeat(601), found: /limit is 600/ },
  { name: 'a folder named helpers', path: 'packages/core/src/helpers/a.ts', text: '', found: /says nothing/ },
  {
    name: 'a comment that begins with "what"',
    path: 'packages/core/src/a.ts',
    text: '/**\n * It reads.\n *\n * What it\n * reads is gone.\n */\n',
    found: /a\.ts:4 opens a sentence with a clause: "What it reads is gone/,
  },
  {
    name: 'a parameter whose description begins with "whoever"',
    path: 'packages/core/src/a.ts',
    text: '/** @param reader whoever reads it */\n',
    found: /"Whoever reads it/,
  },
  {
    name: 'a comment at the end of a line that begins with "nobody"',
    path: 'packages/core/src/a.ts',
    text: 'read() // nobody waits for it\n',
    found: /a\.ts:1 opens a sentence with a clause: "Nobody waits/,
  },
  {
    name: 'a walkthrough that imports the SDK',
    path: 'test/walkthroughs/workos-entra-oidc.ts',
    text: "import { Gatehouse } from '@gatehouse-sso/sdk'\n",
    found: /imports sdk: a walkthrough has only browsers and a terminal/,
  },
  {
    name: 'a walkthrough that reads a store',
    path: 'test/walkthroughs/workos-entra-oidc.ts',
    text: "import { stores } from '../../packages/gateway/src/storage/stores.ts'\n",
    found: /imports packages\/gateway\/src\/storage\/stores\.ts/,
  },
  {
    name: 'a walkthrough that starts the emulator',
    path: 'test/walkthroughs/workos-entra-oidc.ts',
    text: "import { launch } from './launcher.ts'\n",
    found: /imports test\/walkthroughs\/launcher\.ts/,
  },
  ...[
    ['calls the admin API of the emulator', "await page.goto('https://login.example/_admin/tenants')"],
    ['calls the API', "const path = '/v1/organizations'"],
    ['makes a request of its own', 'await fetch(address)'],
    ['makes a request through the browser', 'await page.request.get(address)'],
    ['runs a script in a page', 'await page.evaluate(() => sessionStorage.clear())'],
    ['runs a script on an element', "await page.$eval('h1', (one) => one.remove())"],
    ['calls by a name that cannot be read', "await page['evaluate'](() => 1)"],
    ['takes the request of a context', 'const { request } = page.context()'],
    ['gives a request another name', 'const get = fetch'],
    ['loads a module at run time', 'await import(name)'],
    ['asks the process', "process.getBuiltinModule('fs')"],
    ['answers for the gateway', "await page.routeFromHAR('file.har')"],
    ['enters a value that nobody has read', "walk.keep('client id', '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b')"],
    ['types a command for what a page is for', "await terminal.run('gatehouse connections activate conn_1')"],
    ['types a command that asks the API', "await terminal.run('curl https://sso.example.com')"],
  ].map(([name, text]) => ({
    name: `a page object that ${name}`,
    path: 'test/walkthroughs/pages/console.ts',
    text: String(text),
    found: /a reader cannot/,
  })),
  { name: 'a file named string-utils', path: 'packages/core/src/string-utils.ts', text: '', found: /says nothing/ },
]

describe('the rules find a planted violation:', () => {
  it.each(planted)('$name', ({ path, text, found }) => {
    const files = [{ path, text }]
    const violations = [
      ...importViolations(files, house),
      ...domainViolations(files),
      ...accessorViolations(files),
      ...presentViolations(files),
      ...circleViolations(files),
      ...lengthViolations(files),
      ...nameViolations(files),
      ...plainEnglishViolations(files, ['packages/']),
      ...walkthroughViolations(files),
    ]
    expect(violations.join('\n')).toMatch(found)
  })

  it('a cycle of three files, with one import by package name and one of types only', () => {
    const files = [
      { path: 'packages/core/src/a.ts', text: "import { b } from './b.ts'\n" },
      { path: 'packages/core/src/b.ts', text: "import type { C } from '@gatehouse-sso/core/c'\n" },
      { path: 'packages/core/src/c.ts', text: "export { a } from './a.ts'\n" },
      { path: 'packages/core/src/d.ts', text: "import { a } from './a.ts'\n" },
    ]
    expect(circleViolations(files)).toEqual([
      'packages/core/src/a.ts, packages/core/src/b.ts, packages/core/src/c.ts import each other: give what they share its own file',
    ])
  })

  it('a room of the domain that holds too many files', () => {
    const files = Array.from({ length: 15 }, (_, index) => ({
      path: `packages/gateway/src/domain/people/file-${index}.ts`,
      text: '',
    }))
    expect(domainViolations(files)).toEqual(['gateway/domain/people/ holds 15 files, the limit is 14: it is two rooms'])
  })
})

it('the rules find nothing in allowed imports', () => {
  const files = [
    {
      path: 'packages/gateway/src/domain/people/users.ts',
      text: "import type { User } from '@gatehouse-sso/sdk/contract/users'\nimport { Failure } from '@gatehouse-sso/core/failure'\n",
    },
    { path: 'packages/gateway/src/app.ts', text: "import { createServer } from 'node:http'\n" },
  ]
  expect(importViolations(files, house)).toEqual([])
})

it('the rules find nothing in plain comments and questions', () => {
  const text =
    "// Why? What is a bee? It tells who reads and what is read.\nconst url = 'https://what.example' // who? nobody\n"
  expect(plainEnglishViolations([{ path: 'packages/core/src/a.ts', text }], ['packages/'])).toEqual([])
})
