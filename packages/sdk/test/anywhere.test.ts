/** S8: the SDK as a bundler for browsers and Workers sees it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { type OutputChunk, rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

const input = fileURLToPath(new URL('../src/gatehouse.ts', import.meta.url))
const conditionNames = ['gatehouse-source', 'import', 'default']

async function bundled(external: readonly RegExp[], format: 'esm' | 'iife'): Promise<OutputChunk> {
  const bundle = await rolldown({ input, platform: 'neutral', external: [...external], resolve: { conditionNames } })
  const { output } = await bundle.generate({ format, minify: true, name: 'sdk' })
  await bundle.close()
  return output[0]
}

describe('S8 the SDK', () => {
  it('has less than 12 KB of own code, and loads no schemas', async () => {
    const { code, imports } = await bundled([/^zod/], 'esm')
    expect(imports).toEqual([])
    expect(gzipSync(code).length).toBeLessThan(12 * 1024)
    const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(Object.keys(dependencies)).toEqual(['zod'])
  })

  it('runs where only the globals of the web exist', async () => {
    const { code, imports } = await bundled([], 'iife')
    expect(imports).toEqual([])
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
