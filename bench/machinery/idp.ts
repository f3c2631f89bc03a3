/**
 * The identity provider of the benchmarks. It is fast and stateless, and runs in its own process, which is never
 * counted. The load generator makes the code. The code itself holds what the provider must know of the authorization
 * request, and the fault for a negative probe.
 */
import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** The content of a code. */
export interface CodeContent {
  readonly n: string
  readonly c: string
  readonly s: string
  readonly f?: 'signature' | 'nonce' | 'issuer' | 'audience' | 'expired'
}

const port = Number(process.env.IDP_PORT)
// The name `localhost`, because one of the peers accepts http from this name only.
const url = `http://localhost:${port}`
const published = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = encode({ alg: 'RS256', typ: 'JWT', kid: 'k1' })

const documents: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration': JSON.stringify({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    userinfo_endpoint: `${url}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  }),
  '/jwks': JSON.stringify({
    keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }],
  }),
}

function token(form: URLSearchParams): { status: number; body: string } {
  let code: CodeContent
  try {
    code = JSON.parse(Buffer.from(form.get('code') ?? '', 'base64url').toString())
  } catch {
    return { status: 400, body: '{"error":"invalid_grant"}' }
  }
  if (hash('sha256', form.get('code_verifier') ?? '', 'base64url') !== code.c && code.c !== '') {
    return { status: 400, body: '{"error":"invalid_grant"}' }
  }
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: code.f === 'issuer' ? 'https://other.example' : url,
    aud: code.f === 'audience' ? 'other' : 'gateway',
    iat: code.f === 'expired' ? now - 7200 : now,
    exp: code.f === 'expired' ? now - 3600 : now + 3600,
    ...(code.n === '' ? {} : { nonce: code.f === 'nonce' ? 'other' : code.n }),
    sub: code.s,
    email: `${code.s}@acme.example`,
    email_verified: true,
    name: `Person ${code.s}`,
    given_name: 'Person',
    family_name: code.s,
    preferred_username: code.s,
    groups: ['g1', 'g2', 'g3'],
  }
  const input = `${header}.${encode(claims)}`
  const key = code.f === 'signature' ? other.privateKey : published.privateKey
  const id_token = `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
  const body = { token_type: 'Bearer', expires_in: 3600, access_token: code.s, id_token, scope: 'openid profile email' }
  return { status: 200, body: JSON.stringify(body) }
}

let tokenRequests = 0

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const document = documents[path]
  if (document) return void response.writeHead(200, { 'content-type': 'application/json' }).end(document)
  if (path === '/calls') return void response.end(String(tokenRequests))
  if (path === '/userinfo') {
    const sub = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    return void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ sub, email: `${sub}@acme.example` }))
  }
  tokenRequests += 1
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  const { status, body } = token(new URLSearchParams(text))
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

createServer((request, response) => void serve(request, response)).listen(port, 'localhost', () =>
  process.stdout.write('ready\n'),
)
