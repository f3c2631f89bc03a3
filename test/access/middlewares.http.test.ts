/** The middlewares of the verifier, each in a real server of its framework. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AccessTokenVerifier,
  createAccessTokenVerifier,
  expressAccess,
  fastifyAccess,
  honoAccess,
  type TokenAccess,
  webAccess,
} from '@gatehouse-sso/sdk/verify'
// @ts-expect-error the package has no types
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  api_id,
  newKey,
  personClaims,
  type SigningKey,
  script_id,
  sign,
  startWorld,
  tenant_id,
} from '../../packages/sdk/test/token-issuer.ts'

let key: SigningKey
let verifier: AccessTokenVerifier<TokenAccess>
const world = startWorld()
const rules = {
  application_id: api_id,
  tenants: [{ tenant_id }],
  allowed_clients: [script_id],
  required_scopes: ['access_as_user'],
}

interface Served {
  readonly url: string
  close(): Promise<unknown>
}

const listening = async (server: Server): Promise<Served> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) }
}

/** A server of Node for what answers a `Request` with a `Response`. */
const bridged = (answer: (request: Request) => Response | Promise<Response>): Promise<Served> =>
  listening(
    createServer(async (request, response) => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
      const answered = await answer(new Request(`http://api.example${request.url}`, { headers }))
      response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text())
    }),
  )

const servers: Readonly<Record<string, () => Promise<Served>>> = {
  Express: () => {
    const app = express()
    app.use(expressAccess(verifier))
    app.get('/', (request: { access?: TokenAccess }, response: { json(body: unknown): unknown }) =>
      response.json({ subject: request.access?.subject }),
    )
    return listening(createServer(app))
  },
  Fastify: async () => {
    const app = fastify()
    app.decorateRequest('access')
    app.addHook('onRequest', fastifyAccess(verifier))
    app.get('/', (request) => ({ subject: (request as { access?: TokenAccess }).access?.subject }))
    return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
  },
  Hono: () => {
    const app = new Hono<{ Variables: { access: TokenAccess } }>()
    app.use(honoAccess(verifier))
    app.get('/', (c) => c.json({ subject: c.get('access').subject }))
    return bridged((request) => app.fetch(request))
  },
  'the web': () => {
    const accessOf = webAccess(verifier)
    return bridged(async (request) => {
      const access = await accessOf(request)
      return access instanceof Response ? access : Response.json({ subject: access.subject })
    })
  },
}

beforeAll(async () => {
  key = await newKey('k1')
  const { documents, fetch } = startWorld(key)
  world.documents.clear()
  for (const [address, document] of documents) world.documents.set(address, document)
  verifier = createAccessTokenVerifier({ rules, fetch, now: () => world.now, background: false })
})

describe.each(Object.entries(servers))('the middleware for %s', (_, start) => {
  let served: Served
  beforeAll(async () => {
    served = await start()
  })
  afterAll(() => served.close())

  const call = (authorization?: string): Promise<Response> =>
    fetch(served.url, { headers: authorization === undefined ? {} : { authorization } })

  it('lets a good token in, and says who calls', async () => {
    const answer = await call(`Bearer ${await sign(key, personClaims(world))}`)
    expect([answer.status, await answer.json()]).toEqual([200, { subject: personClaims(world).oid }])
  })

  it.each<[name: string, status: number, code: string, error: string | null, claims: object | null]>([
    ['without a token', 401, 'access_token_missing', null, null],
    ['with an expired one', 401, 'access_token_expired', 'invalid_token', { exp: 1_600_000_000 }],
    ['of another client', 403, 'access_client_refused', 'access_denied', { azp: api_id }],
    ['without the scope', 403, 'access_scope_missing', 'insufficient_scope', { scp: 'other' }],
  ])('answers a call %s', async (__, status, code, error, claims) => {
    const token = claims === null ? undefined : `Bearer ${await sign(key, personClaims(world, { ...claims }))}`
    const answer = await call(token)
    const challenge = answer.headers.get('www-authenticate') ?? ''
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([status, code])
    expect(/error="(\w+)"/.exec(challenge)?.[1] ?? null).toBe(error)
    expect(challenge).toContain('authorization_uri="https://login.microsoftonline.com/')
    expect([answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([
      'no-store',
      expect.stringContaining('application/json'),
    ])
  })

  it('answers 503 where nothing can be said', async () => {
    const fresh = createAccessTokenVerifier({
      rules,
      fetch: () => Promise.reject(new Error('away')),
      background: false,
    })
    const known = verifier
    verifier = fresh
    const other = await start()
    verifier = known
    const authorization = `Bearer ${await sign(key, personClaims({ now: Date.now() }))}`
    const answer = await fetch(other.url, { headers: { authorization } })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([503, null])
    await other.close()
  })
})
