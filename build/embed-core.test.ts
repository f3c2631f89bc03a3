import { describe, expect, it } from 'vitest'
import { embedCore, unlistedPackages } from './embed-core.ts'

const files = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries))
const core = files({
  'ids.js': 'export const a = 1\n',
  'ids.d.ts': 'export declare const a = 1\n',
  'oauth/metadata.js': "import { a } from '../ids.js';\nexport { b } from './scope.js';\n",
  'oauth/metadata.d.ts': 'export declare const m: typeof import("../ids.ts").a;\n',
  'oauth/scope.js': "export * from './metadata.js';\n",
  'oauth/pkce.js': '',
})

describe('the files of core that the SDK embeds', () => {
  it('are those that it imports, directly or indirectly, and no others', () => {
    const made = embedCore(files({ 'a.js': "import { m } from '@gatehouse-sso/core/oauth/metadata';\n" }), core)
    expect([...made.keys()].sort()).toEqual(['a.js', 'core/ids.js', 'core/oauth/metadata.js', 'core/oauth/scope.js'])
  })

  it('are declarations only, when a declaration imports them', () => {
    const made = embedCore(files({ 'a.d.ts': "import type { M } from '@gatehouse-sso/core/oauth/metadata';\n" }), core)
    expect([...made.keys()].sort()).toEqual(['a.d.ts', 'core/ids.d.ts', 'core/oauth/metadata.d.ts'])
  })

  it('are copied unchanged', () => {
    const made = embedCore(files({ 'a.js': "import '@gatehouse-sso/core/oauth/metadata'\n" }), core)
    expect(made.get('core/oauth/metadata.js')).toBe(core.get('oauth/metadata.js'))
  })

  it.each([
    { name: 'an import', path: 'a.js', text: "import { a } from '@gatehouse-sso/core/ids';", way: "'./core/ids.js'" },
    {
      name: 'an import over several lines, in a folder',
      path: 'contract/a.js',
      text: "import {\n  a,\n} from '@gatehouse-sso/core/ids';",
      way: "'../core/ids.js'",
    },
    { name: 'an export', path: 'a.js', text: "export * from '@gatehouse-sso/core/ids';", way: "'./core/ids.js'" },
    { name: 'a side effect', path: 'a.js', text: "import '@gatehouse-sso/core/ids';", way: "'./core/ids.js'" },
    { name: 'a dynamic import', path: 'a.js', text: 'await import("@gatehouse-sso/core/ids")', way: '"./core/ids.js"' },
    {
      name: 'an import type of the compiler',
      path: 'contract/a.d.ts',
      text: 'export declare const x: import("@gatehouse-sso/core/ids").A;',
      way: '"../core/ids.js"',
    },
  ])('get a relative path in $name', ({ path, text, way }) => {
    const changed = embedCore(files({ [path]: text }), core).get(path)
    expect(changed).toBe(text.replace(/(["'])@gatehouse-sso\/core\/ids\1/, way))
  })

  it.each([
    "import { z } from 'zod';\nimport { b } from './b.js';",
    'const sentence = "export const from \'@gatehouse-sso/core/ids\'";',
  ])('are none for %j', (text) => expect([...embedCore(files({ 'a.js': text }), core)]).toEqual([['a.js', text]]))

  it.each([
    { path: 'a.js', text: "import '@gatehouse-sso/core/gone';", says: 'a.js names core/gone.js' },
    { path: 'a.d.ts', text: "import '@gatehouse-sso/core/oauth/pkce';", says: 'a.d.ts names core/oauth/pkce.d.ts' },
  ])('must exist: $says', ({ path, text, says }) =>
    expect(() => embedCore(files({ [path]: text }), core)).toThrow(says),
  )
})

describe('unlistedPackages finds packages that are imported but not listed', () => {
  it.each([
    { text: "import { z } from 'zod/v4';", unlisted: [] },
    { text: "import { b } from './b.js';", unlisted: [] },
    { text: "import { decodeJwt } from 'jose/jwt/decode';", unlisted: ['jose'] },
    { text: "import type { A } from '@gatehouse-sso/core';", unlisted: ['@gatehouse-sso/core'] },
    { text: "import { readFileSync } from 'node:fs';", unlisted: ['node:fs'] },
  ])('in $text: $unlisted', ({ text, unlisted }) =>
    expect(unlistedPackages(files({ 'a.js': text }), { zod: '4.6.7' })).toEqual(unlisted),
  )
})
