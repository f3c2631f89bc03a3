/**
 * The verifier and the client as one file each, in every runtime that it is for. The binaries are optional packages for Linux on x64; they are
 * started directly, because their install scripts are not run.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import {
  ada,
  api_id,
  newKey,
  other_tenant_id,
  personClaims,
  policyDocument,
  resource_id,
  type SigningKey,
  sign,
  tenant_id,
} from '../../packages/sdk/test/token-issuer.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const binary = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))

interface Runtime {
  readonly name: string
  readonly binary: string
  serve(port: number): readonly string[]
  /** `null` where no program ends by itself. */
  readonly once: readonly string[] | null
}

const runtimes: readonly Runtime[] = [
  {
    name: 'Bun',
    binary: binary('@oven/bun-linux-x64/bin/bun'),
    serve: () => ['run', 'bun.js'],
    once: ['run', 'once.js'],
  },
  {
    name: 'Deno',
    binary: binary('@deno/linux-x64-glibc/deno'),
    serve: () => ['run', '--no-config', '--allow-net', 'deno.js'],
    once: ['run', '--no-config', '--allow-net', 'once.js'],
  },
  {
    name: 'Workers',
    binary: binary('@cloudflare/workerd-linux-64/bin/workerd'),
    serve: (port) => ['serve', 'workerd.capnp', `--socket-addr=http=127.0.0.1:${port}`],
    once: null,
  },
  { name: 'Node', binary: process.execPath, serve: () => ['node.js'], once: ['once.js'] },
]

let folder: string
let server: Server
let key: SigningKey
let policy: Record<string, unknown>
const statuses: number[] = []
const world = { now: Date.now() }
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-runtimes-'))
  key = await newKey('k1')
  server = createServer((request, response) => {
    const etag = `"${JSON.stringify(policy).length}"`
    const { url = '' } = request
    if (url.startsWith('/sso/')) {
      const answered = providerAnswer(url, request).then((answer) => response.end(JSON.stringify(answer)))
      return answered.catch((error: Error) => response.destroy(error))
    }
    if (!url.startsWith('/v1/')) {
      const issuer = `${address()}/${tenant_id}/v2.0`
      const document = url === '/keys' ? { keys: [key.public_jwk] } : { issuer, jwks_uri: `${address()}/keys` }
      return response.end(JSON.stringify(document))
    }
    const isKnown = request.headers['if-none-match'] === etag
    statuses.push(isKnown ? 304 : 200)
    response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? undefined : JSON.stringify(policy))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  policy = policyWith([])
  await bundled('verify/verify.ts', 'verify.mjs')
  await bundled('gatehouse.ts', 'gatehouse.mjs')
  const settings = {
    policy: { api_resource_id: resource_id, base_url: address(), api_key: 'sk_test_1' },
    application: { issuer: `${address()}/sso`, base_url: address(), client_id, client_secret: 'a-secret' },
  }
  const text = JSON.stringify({ ...settings, token: await token() })
  writeFileSync(join(folder, 'settings.js'), `export const settings = ${text}\n`)
  for (const file of ['program.js', 'bun.js', 'deno.js', 'node.js', 'worker.js', 'once.js', 'workerd.capnp']) {
    copyFileSync(join(here, file), join(folder, file))
  }
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  server.close()
  rmSync(folder, { recursive: true })
})

async function bundled(source: string, file: string): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(`../../packages/sdk/src/${source}`, import.meta.url)),
    platform: 'neutral',
    resolve: { conditionNames: ['gatehouse-source', 'import', 'default'] },
  })
  await bundle.write({ file: join(folder, file), format: 'esm', codeSplitting: false })
  await bundle.close()
}

const client_id = 'app_01jd2x3y4z5a6b7c8d9e0f1g2h'
const person = { sub: 'user_01jd2x3y4z5a6b7c8d9e0f1g2h', name: 'Ada Muster' }

/** An OpenID Provider of a few lines: the code is the nonce of the ID token. */
async function providerAnswer(url: string, request: IncomingMessage): Promise<object> {
  const issuer = `${address()}/sso`
  if (url === '/sso/keys') return { keys: [key.public_jwk] }
  if (url === '/sso/userinfo') return person
  if (url === '/sso/token') {
    const nonce = new URLSearchParams(await text(request)).get('code')
    const iat = Math.floor(Date.now() / 1000)
    const id_token = await sign(key, { iss: issuer, aud: client_id, iat, exp: iat + 600, nonce, ...person })
    return { id_token, access_token: 'opaque', token_type: 'Bearer' }
  }
  const endpoints = ['authorization', 'token', 'userinfo', 'end_session'].map((name) => [
    `${name}_endpoint`,
    `${issuer}/${name}`,
  ])
  return { issuer, jwks_uri: `${issuer}/keys`, ...Object.fromEntries(endpoints) }
}

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

function policyWith(suspended: readonly object[]): Record<string, unknown> {
  const [tenant] = policyDocument().tenants as [object]
  const discovery_url = `${address()}/${tenant_id}/v2.0/.well-known/openid-configuration`
  const issuers = [`${address()}/${tenant_id}/v2.0`]
  return policyDocument({ tenants: [{ ...tenant, issuers, discovery_url }], suspended })
}

const token = (change: object = {}, signer = key): Promise<string> =>
  sign(signer, personClaims(world, { iss: `${address()}/${tenant_id}/v2.0`, ...change }))

function start(runtime: Runtime, args: readonly string[]): ChildProcess {
  const variables = { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' }
  const child = spawn(runtime.binary, args, { cwd: folder, env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** The port that a program says, or `port` if it answers there. */
async function served(child: ChildProcess, port: number): Promise<string> {
  let [said, complaints] = ['', '']
  child.stdout?.on('data', (chunk) => {
    said += chunk
  })
  child.stderr?.on('data', (chunk) => {
    complaints += chunk
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}${complaints}`)
    const url = `http://127.0.0.1:${/port (\d+)/.exec(said)?.[1] ?? port}`
    const answer = await fetch(url).catch(() => null)
    if (answer !== null) return url
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

// Elsewhere npm leaves these packages out. On this platform a missing one is a failure.
const isHere = process.platform === 'linux' && process.arch === 'x64'
const present = runtimes.filter((runtime) => isHere || runtime.binary === process.execPath)

describe.each(present)('the verifier on $name', (runtime) => {
  let url: string
  const ask = async (text: string, ahead_ms = 0): Promise<string> => {
    const headers = { authorization: `Bearer ${text}`, 'test-ahead-ms': String(ahead_ms) }
    const answer = await fetch(url, { headers })
    const body = (await answer.json()) as { error?: { code: string }; organization_id?: string; name?: string }
    return `${answer.status} ${body.error?.code ?? `${body.organization_id} ${body.name}`}`
  }
  const accepted = '200 org_01jd2x3y4z5a6b7c8d9e0f1g2h Ada Muster'

  beforeAll(async () => {
    expect(existsSync(runtime.binary)).toBe(true)
    policy = policyWith([])
    const port = await freePort()
    url = await served(start(runtime, runtime.serve(port)), port)
  })

  it('S8 signs a person in, by the two calls of the SDK', async () => {
    const answer = await fetch(url, { headers: { 'test-sign-in': 'yes' } })
    expect(await answer.json()).toEqual({ name: 'Ada Muster', app_state: 'Grüße', refused: 'sealed_state_unreadable' })
  })

  it('accepts a good token', async () => expect(await ask(await token())).toBe(accepted))

  it('refuses a call without a token, with a challenge', async () => {
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="gatehouse", authorization_uri="${address()}/organizations/oauth2/v2.0/authorize", scope="api://${api_id}/access_as_user"`,
    ])
  })

  it('refuses what is wrong', async () => {
    const stranger = await newKey('k1')
    const seconds = world.now / 1000
    expect(await ask(await token({}, stranger))).toBe('401 access_token_signature')
    expect(await ask(await token({ aud: tenant_id }))).toBe('401 access_token_audience')
    expect(await ask(await token({ exp: seconds - 600 }))).toBe('401 access_token_expired')
    expect(await ask(await token({ tid: other_tenant_id }))).toBe('403 access_tenant_unknown')
    expect(await ask(`${(await token()).slice(0, -8)}AAAAAAAA`)).toBe('401 access_token_signature')
  })

  it('judges each of many calls at the same time by its own token', async () => {
    const stranger = await newKey('k1')
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, index) => token({ uti: `${index}` }, index % 2 === 0 ? key : stranger)),
    )
    const expected = made.map((_, index) => (index % 2 === 0 ? accepted : '401 access_token_signature'))
    expect(await Promise.all(made.map((text) => ask(text)))).toEqual(expected)
  })

  it('reads the policy again by its ETag, and refuses a suspended user within 35 seconds', async () => {
    const one = await token({ exp: world.now / 1000 + 7200 })
    expect(await ask(one)).toBe(accepted)
    statuses.length = 0
    expect(await ask(one, 36_000)).toBe(accepted)
    expect(statuses).toEqual([304])
    policy = policyWith([{ tenant_id, subject: ada }])
    expect(await ask(one, 72_000)).toBe('403 user_suspended')
  })
})

it.each(present.filter(({ once }) => once !== null))(
  'the verifier does not keep a program on $name alive',
  async (runtime) => {
    policy = policyWith([])
    const child = start(runtime, runtime.once ?? [])
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += chunk
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect([code, said.trim()]).toEqual([0, 'policy'])
  },
)
