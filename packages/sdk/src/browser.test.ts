import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AuthenticationError, createClient, domains } from './browser.ts'

const organization_id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
const page = { object: 'list', data: [], list_metadata: { before: null, after: null } }

afterEach(() => vi.unstubAllEnvs())

async function requestOf(base_path: string, environment?: string): Promise<{ url: string; init: RequestInit }> {
  vi.stubEnv('GATEHOUSE_API_KEY', 'sk_test_secret')
  vi.stubEnv('GATEHOUSE_BASE_URL', 'https://other.example')
  let sent: { url: string; init: RequestInit } | undefined
  const send = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    sent = { url: String(url), init }
    return Response.json(page)
  }
  await domains(createClient({ base_path, fetch: send as typeof fetch, ...(environment ? { environment } : {}) })).list(
    organization_id,
  )
  if (!sent) throw new Error('nothing was sent')
  return sent
}

describe('a client in a page', () => {
  it('sends to its own origin with the cookie, and never with a key', async () => {
    const { url, init } = await requestOf('')
    expect(url).toBe(`/v1/organizations/${organization_id}/domains`)
    expect(init.credentials).toBe('same-origin')
    expect(Object.keys(init.headers ?? {})).toEqual(['accept'])
    expect(JSON.stringify(init)).not.toContain('sk_test')
  })

  it('sends to the path of its environment', async () => {
    const { url } = await requestOf('/env/staging')
    expect(url).toBe(`/env/staging/v1/organizations/${organization_id}/domains`)
  })

  it('names the environment that it works on', async () => {
    const { init } = await requestOf('', 'staging')
    expect(new Headers(init.headers).get('gatehouse-environment')).toBe('staging')
  })

  it('asks for its language', async () => {
    let sent: RequestInit = {}
    const send = async (_: unknown, init: RequestInit = {}): Promise<Response> => {
      sent = init
      return Response.json(page)
    }
    await domains(createClient({ base_path: '', language: 'de', fetch: send as typeof fetch })).list(organization_id)
    expect(new Headers(sent.headers).get('accept-language')).toBe('de')
  })

  it('has the errors of the SDK', async () => {
    const send = async (): Promise<Response> =>
      Response.json({ error: { type: 'unauthenticated', code: 'x', message: 'Ended.' } }, { status: 401 })
    const client = createClient({ base_path: '', fetch: send as typeof fetch })
    await expect(domains(client).list(organization_id)).rejects.toThrow(AuthenticationError)
  })

  it.each(['https://other.example', '//other.example', 'env/staging', '/env/../..'])(
    'refuses %s as its base',
    (base_path) => expect(() => createClient({ base_path })).toThrow(TypeError),
  )
})

/** The code that a bundler makes of a page that uses these exports. */
async function bundleOf(names: readonly string[]): Promise<string> {
  const entry = fileURLToPath(new URL('browser.ts', import.meta.url))
  const bundle = await rolldown({
    input: 'entry',
    resolve: { conditionNames: ['gatehouse-source', 'import'] },
    treeshake: { moduleSideEffects: false },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? `export { ${names.join(', ')} } from ${JSON.stringify(entry)}` : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n')
}

describe('the files of a page', () => {
  it('have no schemas, no variables of the process, and only the nouns in use', async () => {
    const code = await bundleOf(['createClient', 'domains'])
    expect(code).toContain('function domains(')
    for (const other of ['zod', 'ZodObject', 'process', 'function credentials(', 'authorization: `Bearer']) {
      expect(code).not.toContain(other)
    }
  })
})
