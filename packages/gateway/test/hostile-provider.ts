/**
 * An OpenID provider for tests that can do anything wrong: a test can replace every document, token and answer. It runs
 * real HTTP on loopback and shares no code with the gateway. Each path is its own provider
 * (`…/a/.well-known/openid-configuration`, issuer `…/a`), so that a test can use one that no cache knows.
 */
import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostileProvider {
  readonly url: string
  readonly discovery_url: string
  /** The form of the next answers. A test changes the part that it is about. */
  behaviour: Behaviour
  /** The token endpoint waits for this before it answers. */
  before_token: () => Promise<unknown>
  /** Every request that it received, as `METHOD /path`. */
  readonly requests: string[]
  /** The address of each request as it was sent, with its query. */
  readonly addresses: string[]
  /** The body of each request. */
  readonly bodies: string[]
  /** The callback address to which it would send the browser for this authorization request. */
  answer(authorize: string, extra?: Record<string, string>): URL
  /** Resets the behaviour to that of a good provider. */
  reset(): void
  close(): Promise<void>
}

export interface Behaviour {
  readonly claims: Record<string, unknown>
  /** Changes the payload of the ID token; `undefined` members are left out. */
  readonly token_claims?: Record<string, unknown>
  readonly token_header?: Record<string, unknown>
  /** Replaces the whole ID token. */
  readonly id_token?: (good: string) => string
  /** The key that signs instead of the published one. */
  readonly key?: KeyObject
  /** The algorithm of the signature and of the header; `token_header` can replace the latter. */
  readonly alg?: string
  readonly token_answer?: Answer
  readonly token_members?: Record<string, unknown>
  readonly discovery?: Record<string, unknown> | Answer
  readonly keys?: readonly unknown[] | Answer
  readonly userinfo?: Record<string, unknown> | Answer
}

/** A raw HTTP answer. */
export interface Answer {
  readonly status: number
  readonly body?: string
  readonly headers?: Record<string, string>
  /** Never ends when `true`. */
  readonly hang?: boolean
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'status' in value

export const publishedKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })

export function jwkOf(key: KeyObject, members: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...members }
}

/** A compact JWS. @param alg `none`, `HS256`, `RS256`, `PS256`, `ES256`, `EdDSA` and their sizes */
export function makeToken(
  header: Record<string, unknown>,
  payload: unknown,
  key: KeyObject,
  alg = String(header.alg),
): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${signatureOf(alg, key, input).toString('base64url')}`
}

function signatureOf(alg: string, key: KeyObject, input: string): Buffer {
  const bytes = Buffer.from(input)
  const hash = `sha${alg.slice(2)}`
  if (alg === 'none') return Buffer.alloc(0)
  if (alg.startsWith('HS')) return createHmac(hash, key).update(bytes).digest()
  if (alg.startsWith('ES')) return sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' })
  if (alg.startsWith('PS')) return sign(hash, bytes, { key, padding: 6, saltLength: -1 })
  return sign(alg === 'EdDSA' ? null : hash, bytes, key)
}

const goodClaims = {
  sub: 'subject-1',
  email: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Muster',
  given_name: 'Ada',
  family_name: 'Muster',
  preferred_username: 'ada',
  groups: [],
}

interface Code {
  readonly nonce: string
  readonly code_challenge: string
  readonly client_id: string
}

export async function startHostileProvider(): Promise<HostileProvider> {
  const codes = new Map<string, Code>()
  const requests: string[] = []
  const addresses: string[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider: HostileProvider = {
    url,
    discovery_url: `${url}/.well-known/openid-configuration`,
    behaviour: { claims: goodClaims },
    before_token: async () => undefined,
    requests,
    addresses,
    bodies,
    answer(authorize, extra = {}) {
      const { searchParams } = new URL(authorize)
      const get = (name: string): string => searchParams.get(name) ?? ''
      const code = randomUUID()
      codes.set(code, { nonce: get('nonce'), code_challenge: get('code_challenge'), client_id: get('client_id') })
      const back = new URL(get('redirect_uri'))
      for (const [name, value] of Object.entries({ code, state: get('state'), ...extra })) {
        if (value !== '') back.searchParams.set(name, value)
      }
      return back
    },
    reset() {
      provider.behaviour = { claims: goodClaims }
      provider.before_token = async () => undefined
      requests.length = 0
      addresses.length = 0
      bodies.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url)
    requests.push(`${request.method} ${pathname}`)
    addresses.push(request.url ?? '/')
    const body = await text(request)
    bodies.push(body)
    const { behaviour } = provider
    const [, path = '', endpoint] =
      /^(.*)\/(\.well-known\/openid-configuration|jwks|token|userinfo)$/.exec(pathname) ?? []
    const issuer = `${url}${path}`
    if (endpoint === 'jwks') {
      const keys = behaviour.keys ?? [jwkOf(publishedKey.publicKey, { kid: 'k1', use: 'sig' })]
      return send(response, isAnswer(keys) ? keys : { keys })
    }
    if (endpoint === 'token') await provider.before_token()
    if (endpoint === 'token') return send(response, token(behaviour, issuer, new URLSearchParams(body)))
    if (endpoint === 'userinfo') return send(response, behaviour.userinfo ?? behaviour.claims)
    send(response, endpoint === undefined ? { status: 404 } : discovery(behaviour, issuer))
  }

  function discovery({ discovery: replaced }: Behaviour, issuer: string): Record<string, unknown> | Answer {
    if (isAnswer(replaced)) return replaced
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      ...replaced,
    }
  }

  function token(behaviour: Behaviour, issuer: string, form: URLSearchParams): Record<string, unknown> | Answer {
    if (behaviour.token_answer) return behaviour.token_answer
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!code || challenge !== code.code_challenge) {
      return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) }
    }
    const now = Math.floor(Date.now() / 1000)
    const good = { iss: issuer, aud: code.client_id, iat: now, exp: now + 3600, nonce: code.nonce, ...behaviour.claims }
    const alg = behaviour.alg ?? 'RS256'
    const header = { alg, typ: 'JWT', kid: 'k1', ...behaviour.token_header }
    const payload = { ...good, ...behaviour.token_claims }
    const id_token = makeToken(header, payload, behaviour.key ?? publishedKey.privateKey, alg)
    return {
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: 'upstream-access-token',
      id_token: behaviour.id_token?.(id_token) ?? id_token,
      ...behaviour.token_members,
    }
  }

  return provider
}

function send(response: ServerResponse, answer: Record<string, unknown> | Answer): void {
  if (!isAnswer(answer)) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    return
  }
  const type = answer.body?.startsWith('{') ? 'application/json' : 'text/html'
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
  if (answer.hang) response.write(answer.body ?? ' ')
  else response.end(answer.body)
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
