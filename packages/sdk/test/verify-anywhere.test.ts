/** The verifier as a bundler for Workers sees it: its whole graph, with core. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { type OutputChunk, rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

const input = fileURLToPath(new URL('../src/verify/verify.ts', import.meta.url))
const conditionNames = ['gatehouse-source', 'import', 'default']

/** Every module from outside stays an import, so that none can hide. */
async function bundled(format: 'esm' | 'iife', source = input): Promise<OutputChunk> {
  const bundle = await rolldown({
    input: source,
    platform: 'neutral',
    external: [/^(?!\.|\/|@gatehouse-sso\/core)/],
    resolve: { conditionNames },
  })
  const { output } = await bundle.generate({ format, minify: true, name: 'verify' })
  await bundle.close()
  return output[0]
}

describe('the verifier', () => {
  it('imports no package and no module of Node anywhere in its graph', async () => {
    const { code, imports, dynamicImports } = await bundled('esm')
    expect([imports, dynamicImports]).toEqual([[], []])
    expect(code).not.toMatch(/\bnode:|\brequire\(|getBuiltinModule|\bBuffer\b/)
  })

  it('has less than 40 KB, most of it the texts of all errors', async () => {
    const { code } = await bundled('esm')
    expect(gzipSync(code).length).toBeLessThan(40 * 1024)
  })

  it.each(['express', 'fastify', 'hono', 'web'])('has a middleware for %s of at most 30 lines', (name) => {
    const text = readFileSync(new URL(`../src/verify/${name}.ts`, import.meta.url), 'utf8')
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  })

  it('starts where only the globals of the web exist', async () => {
    const { code } = await bundled('iife')
    const web = { URL, URLSearchParams, TextEncoder, TextDecoder, AbortSignal, Response, crypto, atob, btoa }
    const context = createContext(web)
    runInContext(code, context)
    const options = "{ gateway: { issuer: 'https://sso.example', audience: 'x' }, background: false }"
    const call = `verify.createAccessTokenVerifier(${options}).authenticate(null).catch((error) => error.www_authenticate)`
    expect(await runInContext(call, context)).toBe('Bearer realm="gatehouse"')
  })
})
