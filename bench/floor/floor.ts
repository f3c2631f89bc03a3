/**
 * The floor: the least that a correct sign-in needs, by hand on node:http and node:crypto. Four requests in, one token
 * request out over a kept connection, one RS256 verification, one signature, PKCE on both sides, client secret, nonce,
 * state bound to the browser, a code used once, one durable commit. No routing, no configuration, no records, no
 * second client: what a product does beyond this is what it costs.
 *
 * Frozen: a change here would move the measure. It passes the same negative probes as the gateway.
 */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { openCommits } from './commits.ts'

interface Settings {
  readonly port: number
  readonly idp: string
  readonly alg: 'RS256' | 'ES256'
  readonly database: string
  readonly client_id: string
  readonly client_secret: string
  readonly redirect_uri: string
}

interface InFlight {
  readonly browser: string
  readonly nonce: string
  readonly verifier: string
  readonly client_state: string
  readonly client_nonce: string
  readonly client_challenge: string
  readonly expires: number
}

interface Granted {
  readonly sub: string
  readonly email: string
  readonly nonce: string
  readonly challenge: string
  readonly expires: number
}

const settings = JSON.parse(process.env.FLOOR ?? '{}') as Settings
const issuer = `http://127.0.0.1:${settings.port}`
const callback = `${issuer}/callback`
const { publicKey, privateKey } =
  settings.alg === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
const kid = 'floor'
const commits = await openCommits(settings.database)
const secretHash = hash('sha256', settings.client_secret, 'buffer')
const agent = new Agent({ keepAlive: true })
const inFlight = new Map<string, InFlight>()
const codes = new Map<string, Granted>()
const accessTokens = new Map<string, Granted>()
const upstreamKeys = await fetchKeys()

const random = (): string => randomBytes(16).toString('base64url')
const sha256 = (text: string): string => hash('sha256', text, 'base64url')
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const parse = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())

async function fetchKeys(): Promise<Map<string, KeyObject>> {
  const { keys } = (await (await fetch(`${settings.idp}/jwks`)).json()) as { keys: Record<string, string>[] }
  return new Map(keys.map((jwk) => [String(jwk.kid), createPublicKey({ key: jwk, format: 'jwk' })]))
}

function redirect(response: ServerResponse, location: string, cookie?: string): unknown {
  return response.writeHead(303, cookie ? { location, 'set-cookie': cookie } : { location }).end()
}

function refuse(response: ServerResponse, status: number, error: string): unknown {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  return response.end(`{"error":"${error}"}`)
}

function authorize(query: URLSearchParams, response: ServerResponse): unknown {
  const get = (name: string): string => query.get(name) ?? ''
  if (get('client_id') !== settings.client_id || get('redirect_uri') !== settings.redirect_uri) {
    return refuse(response, 400, 'invalid_request')
  }
  const challenge = get('code_challenge')
  if (get('response_type') !== 'code' || get('code_challenge_method') !== 'S256' || challenge.length !== 43) {
    return refuse(response, 400, 'invalid_request')
  }
  const state = random()
  const flow: InFlight = {
    browser: random(),
    nonce: random(),
    verifier: randomBytes(32).toString('base64url'),
    client_state: get('state'),
    client_nonce: get('nonce'),
    client_challenge: challenge,
    expires: Date.now() + 900_000,
  }
  inFlight.set(state, flow)
  const parameters = new URLSearchParams({
    client_id: 'gateway',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile email',
    state,
    nonce: flow.nonce,
    code_challenge: sha256(flow.verifier),
    code_challenge_method: 'S256',
  })
  return redirect(
    response,
    `${settings.idp}/authorize?${parameters}`,
    `b=${flow.browser}; Path=/; HttpOnly; SameSite=Lax`,
  )
}

async function finish(query: URLSearchParams, incoming: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const state = query.get('state') ?? ''
  const flow = inFlight.get(state)
  inFlight.delete(state)
  const browser = /(?:^|; )b=([^;]+)/.exec(incoming.headers.cookie ?? '')?.[1]
  const iss = query.get('iss')
  if (!flow || flow.expires < Date.now() || flow.browser !== browser || (iss !== null && iss !== settings.idp)) {
    return refuse(response, 400, 'invalid_request')
  }
  const claims = await redeemUpstream(query.get('code') ?? '', flow)
  if (!claims) return refuse(response, 400, 'access_denied')
  const granted: Granted = {
    sub: String(claims.sub),
    email: String(claims.email),
    nonce: flow.client_nonce,
    challenge: flow.client_challenge,
    expires: Date.now() + 60_000,
  }
  const session = random()
  await commits.insert(session, granted.sub, Date.now())
  const code = randomBytes(32).toString('base64url')
  codes.set(code, granted)
  const parameters = new URLSearchParams({ code, state: flow.client_state, iss: issuer })
  return redirect(response, `${settings.redirect_uri}?${parameters}`, `s=${session}; Path=/; HttpOnly; SameSite=Lax`)
}

async function redeemUpstream(code: string, flow: InFlight): Promise<Record<string, unknown> | undefined> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_id: 'gateway',
    client_secret: 'upstream-secret-value',
    code_verifier: flow.verifier,
  }).toString()
  const answer = JSON.parse(await post(`${settings.idp}/token`, body)) as { id_token?: string }
  const [header = '', payload = '', signature = ''] = (answer.id_token ?? '').split('.')
  const { alg, kid: keyId } = parse(header || 'e30')
  const key = upstreamKeys.get(String(keyId))
  if (alg !== 'RS256' || !key) return undefined
  const signed = Buffer.from(`${header}.${payload}`)
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) return undefined
  const claims = parse(payload)
  const now = Date.now() / 1000
  const good =
    claims.iss === settings.idp &&
    claims.aud === 'gateway' &&
    claims.nonce === flow.nonce &&
    Number(claims.exp) > now &&
    Number(claims.iat) <= now + 120 &&
    typeof claims.sub === 'string'
  return good ? claims : undefined
}

function post(address: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
    const outgoing = request(address, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve(text))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function token(form: URLSearchParams, incoming: IncomingMessage, response: ServerResponse): unknown {
  const basic = /^Basic (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
  const [id, secret = ''] = Buffer.from(basic, 'base64').toString().split(':')
  if (id !== settings.client_id || !timingSafeEqual(createHash('sha256').update(secret).digest(), secretHash)) {
    return refuse(response, 401, 'invalid_client')
  }
  const code = form.get('code') ?? ''
  const granted = codes.get(code)
  codes.delete(code)
  const good =
    granted &&
    granted.expires > Date.now() &&
    form.get('grant_type') === 'authorization_code' &&
    form.get('redirect_uri') === settings.redirect_uri &&
    sha256(form.get('code_verifier') ?? '') === granted.challenge
  if (!good) return refuse(response, 400, 'invalid_grant')
  const iat = Math.floor(Date.now() / 1000)
  const { sub, email, nonce } = granted
  const claims = { iss: issuer, aud: settings.client_id, iat, exp: iat + 3600, nonce, sub, email }
  const input = `${encode({ alg: settings.alg, typ: 'JWT', kid })}.${encode(claims)}`
  const key = settings.alg === 'RS256' ? privateKey : { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
  const signature = sign('sha256', Buffer.from(input), key).toString('base64url')
  const access_token = randomBytes(32).toString('base64url')
  accessTokens.set(access_token, { ...granted, expires: Date.now() + 600_000 })
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  return response.end(
    JSON.stringify({ access_token, token_type: 'Bearer', expires_in: 600, id_token: `${input}.${signature}` }),
  )
}

function userinfo(incoming: IncomingMessage, response: ServerResponse): unknown {
  const bearer = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
  const granted = accessTokens.get(bearer)
  accessTokens.delete(bearer) // as the maps would otherwise grow during a run
  if (!granted || granted.expires < Date.now()) return refuse(response, 401, 'invalid_token')
  response.writeHead(200, { 'content-type': 'application/json' })
  return response.end(JSON.stringify({ sub: granted.sub, email: granted.email }))
}

async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const address = incoming.url ?? '/'
  const mark = address.indexOf('?')
  const path = mark < 0 ? address : address.slice(0, mark)
  const query = new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1))
  if (path === '/authorize') return authorize(query, response)
  if (path === '/callback') return finish(query, incoming, response)
  if (path === '/userinfo') return userinfo(incoming, response)
  if (path === '/token') {
    let body = ''
    incoming.setEncoding('utf8')
    for await (const chunk of incoming) body += chunk
    return token(new URLSearchParams(body), incoming, response)
  }
  if (path === '/jwks') {
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: settings.alg, use: 'sig' }
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }))
  }
  return refuse(response, 404, 'not_found')
}

createServer((incoming, response) => {
  serve(incoming, response).catch(() => refuse(response, 500, 'server_error'))
}).listen(settings.port, '127.0.0.1', () => process.stdout.write('ready\n'))
