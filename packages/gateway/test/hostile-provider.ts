/**
 * An OpenID provider of the tests, which can be made to do anything wrong: every document, token and answer can be
 * replaced. Real HTTP on loopback. It shares no code with the gateway.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostileProvider {
  readonly url: string
  readonly discovery_url: string
  /** What the next answers look like; a test changes what it is about. */
  behaviour: Behaviour
  /** Every request it got, as `METHOD /path`. */
  readonly requests: string[]
  /** What the browser would bring back from this authorize address. */
  answer(authorize: string, extra?: Record<string, string>): URL
  /** Puts the behaviour back to what a good provider does. */
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
  /** The key that signs, when it is not the published one. */
  readonly key?: KeyObject
  readonly alg?: string
  readonly token_answer?: Answer
  readonly token_members?: Record<string, unknown>
  readonly discovery?: Record<string, unknown> | Answer
  readonly keys?: readonly Record<string, unknown>[] | Answer
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

const goodClaims = {
  sub: 'subject-1',
  email: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Muster',
  given_name: 'Ada',
  family_name: 'Muster',
  preferred_username: 'ada',
}

interface Code {
  readonly nonce: string
  readonly code_challenge: string
  readonly client_id: string
}

export async function startHostileProvider(): Promise<HostileProvider> {
  const codes = new Map<string, Code>()
  const requests: string[] = []
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider: HostileProvider = {
    url,
    discovery_url: `${url}/.well-known/openid-configuration`,
    behaviour: { claims: goodClaims },
    requests,
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
      requests.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', url).pathname
    requests.push(`${request.method} ${path}`)
    const body = await text(request)
    const { behaviour } = provider
    if (path === '/.well-known/openid-configuration') return send(response, discovery(behaviour))
    if (path === '/jwks') {
      const keys = behaviour.keys ?? [jwkOf(publishedKey.publicKey, { kid: 'k1', use: 'sig' })]
      return send(response, isAnswer(keys) ? keys : { keys })
    }
    if (path === '/token') return send(response, token(behaviour, new URLSearchParams(body)))
    if (path === '/userinfo') return send(response, behaviour.userinfo ?? behaviour.claims)
    send(response, { status: 404 })
  }

  function discovery({ discovery: replaced }: Behaviour): Record<string, unknown> | Answer {
    if (isAnswer(replaced)) return replaced
    return {
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      userinfo_endpoint: `${url}/userinfo`,
      ...replaced,
    }
  }

  function token(behaviour: Behaviour, form: URLSearchParams): Record<string, unknown> | Answer {
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
    const good = { iss: url, aud: code.client_id, iat: now, exp: now + 3600, nonce: code.nonce, ...behaviour.claims }
    const header = { alg: behaviour.alg ?? 'RS256', typ: 'JWT', kid: 'k1', ...behaviour.token_header }
    const input = `${encode(header)}.${encode({ ...good, ...behaviour.token_claims })}`
    const key = behaviour.key ?? publishedKey.privateKey
    const signature = sign('sha256', Buffer.from(input), key.type === 'private' ? key : publishedKey.privateKey)
    const id_token = `${input}.${signature.toString('base64url')}`
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
