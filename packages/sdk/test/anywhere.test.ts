/** S8: the SDK as a bundler for browsers and Workers sees it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { type OutputChunk, rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

const input = fileURLToPath(new URL('../src/gatehouse.ts', import.meta.url))
const conditionNames = ['gatehouse-source', 'import', 'default']

/** @returns the entry first, and the files that it loads later. A program in one file has no others */
async function bundled(external: readonly RegExp[], format: 'esm' | 'iife'): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown({ input, platform: 'neutral', external: [...external], resolve: { conditionNames } })
  const { output } = await bundle.generate({ format, minify: true, name: 'sdk', codeSplitting: format === 'esm' })
  await bundle.close()
  return output.filter((file) => file.type === 'chunk')
}

/** A file with those that it imports. Files that it loads later, on request, are not among them. */
function withImports(name: string, files: readonly OutputChunk[], found = new Set<OutputChunk>()): Set<OutputChunk> {
  const file = files.find(({ fileName }) => fileName === name) ?? expect.fail(`${name} is imported from elsewhere`)
  if (found.has(file)) return found
  found.add(file)
  for (const imported of file.imports) withImports(imported, files, found)
  return found
}

const kilobytes = (files: Iterable<OutputChunk>): number =>
  [...files].reduce((sum, { code }) => sum + gzipSync(code).length, 0) / 1024

describe('S8 the SDK', () => {
  it('has less than 12 KB of own code, and loads no schemas', async () => {
    const files = await bundled([/^zod/], 'esm')
    expect(kilobytes(withImports(String(files[0]?.fileName), files))).toBeLessThan(12)
    const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(Object.keys(dependencies)).toEqual(['zod'])
  })

  it('loads at the first sign-in less than 32 KB, most of it the texts of all errors', async () => {
    const files = await bundled([/^zod/], 'esm')
    const [entry] = files
    expect(entry?.dynamicImports).toHaveLength(1)
    expect(kilobytes(files)).toBeLessThan(32)
    for (const { code } of files) expect(code).not.toMatch(/\bnode:|\brequire\(|getBuiltinModule|\bBuffer\b/)
  })

  it('runs where only the globals of the web exist', async () => {
    const [file, ...others] = await bundled([], 'iife')
    const { code, imports } = file ?? expect.fail('nothing was bundled')
    expect([imports, others]).toEqual([[], []])
    const called: string[] = []
    const web = { URL, URLSearchParams, AbortSignal, AbortController, crypto, setTimeout, clearTimeout }
    const context = createContext({
      ...web,
      fetch: async (url: string, init: RequestInit) => {
        called.push(`${init.method} ${url}`)
        return Response.json({ object: 'organization', id: 'org_1', name: 'Contoso' }, { headers: { etag: '"1"' } })
      },
    })
    runInContext(code, context)
    const program = `(async () => {
      const gatehouse = new sdk.Gatehouse({ api_key: 'sk_test_1', base_url: 'https://sso.example' })
      const organization = await gatehouse.organizations.create({ name: 'Contoso' })
      return organization.name + sdk.etagOf(organization) + typeof process + typeof Buffer
    })()`
    expect(await runInContext(program, context)).toBe('Contoso"1"undefinedundefined')
    expect(called).toEqual(['POST https://sso.example/v1/organizations'])
  })
})
