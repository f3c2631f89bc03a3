/**
 * Forward authentication by the set-ups of docs/guides/api-access.md, in the real programs. A caller must not be able to
 * give itself an identity: by no spelling of a header, and by no request within a request.
 */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import {
  type AccessHarness,
  forged,
  startAccessHarness,
  stranger_id,
} from '../../packages/gateway/test/access-harness.ts'
import { makeCertificate } from '../e2e/certificate.ts'
import { startTlsFront, type TlsFront } from '../e2e/tls-front.ts'
import { startWebServer, type WebServer, type WebServerName } from './web-server.ts'

const page = readFileSync(new URL('../../docs/guides/api-access.md', import.meta.url), 'utf8')
const block = (language: string): string =>
  String(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1])

interface Seen {
  readonly url: string | undefined
  /** With the trailers. */
  readonly headers: readonly Pair[]
}

type Pair = readonly [name: string, value: string]

const pairsOf = (raw: readonly string[]): Pair[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, String(raw[at + 1])] as const] : []))

let harness: AccessHarness
let port: number
let token: string
/** The API behind the proxy, and the requests that reach it. */
let api: Server
let seen: Seen[]
/** The gateway by TLS, as in production. */
let front: TlsFront
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-forward-auth-'))
const folderOf = (name: string): string => {
  mkdirSync(join(folder, name))
  return join(folder, name)
}
const certificate = makeCertificate(folderOf('known'), ['localhost'])
beforeAll(async () => {
  harness = await startAccessHarness({}, { variables: { GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1' } })
  token = await harness.personToken()
  port = await freePort(18_700)
  front = await startTlsFront(certificate, () => Number(new URL(harness.url).port))
  api = createServer((request: IncomingMessage, response) => {
    const headers = pairsOf(request.rawHeaders)
    seen.push({ url: request.url, headers })
    request.once('end', () => headers.push(...pairsOf(request.rawTrailers)))
    request.resume()
    response.end('served')
  }).listen(0, '127.0.0.1')
  await once(api, 'listening')
})
afterAll(async () => {
  api.closeAllConnections()
  api.close()
  await front.close()
  await harness.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  seen = []
})

/** The set-up of the page, with the addresses of this test. */
function siteOf(name: WebServerName, trusted = certificate): string {
  const { port: api_port } = api.address() as { port: number }
  const text = block(name === 'nginx' ? 'nginx' : 'caddyfile')
    .replaceAll('https://sso.example.com', `https://localhost:${front.port}`)
    .replace('/etc/ssl/certs/ca-certificates.crt', trusted.ca_path)
    .replace('res_…', harness.resource.id)
    .replace('127.0.0.1:8080', `127.0.0.1:${api_port}`)
  return name === 'nginx'
    ? text.replace('listen 443 ssl', `listen 127.0.0.1:${port}`).replace('server_name api.example.com;', '')
    : text.replace('api.example.com {', `http://127.0.0.1:${port} {`)
}

/** Milliseconds without a byte, after which an open connection has nothing more to say. */
const quietMs = 700

/** Sends bytes as they are. @returns everything that comes back */
async function send(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (part) => {
    answer += part.toString('latin1')
  })
  socket.on('error', () => undefined)
  socket.setTimeout(quietMs, () => socket.destroy())
  // Caddy gives a request up when its connection is closed on one side.
  socket.write(text)
  await once(socket, 'close')
  return answer
}

const request = (lines: readonly string[] = [], path = '/orders'): string =>
  [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', ...lines, '', ''].join('\r\n')
const bearer = (value: string): string => `Authorization: Bearer ${value}`
/** Every spelling under which a web framework could read the header. */
const sameName = (name: string): string => name.toLowerCase().replaceAll('_', '-')

const victim = 'user_of_somebody_else'
const spellings: readonly (readonly [string, readonly string[]])[] = [
  ['as we write it', [`Gatehouse-User-Id: ${victim}`]],
  ['in small letters', [`gatehouse-user-id: ${victim}`]],
  ['in capitals', [`GATEHOUSE-USER-ID: ${victim}`]],
  ['with underscores', [`Gatehouse_User_Id: ${victim}`]],
  ['with both', [`Gatehouse-User_Id: ${victim}`, `Gatehouse_User-Id: ${victim}`]],
  ['several times', [`Gatehouse-User-Id: a`, `Gatehouse-User-Id: ${victim}`]],
  ['with a blank before the colon', [`Gatehouse-User-Id : ${victim}`]],
  ['folded over two lines', ['X-Other: a', ` Gatehouse-User-Id: ${victim}`]],
  ['after a line feed alone', [`X-Other: a\nGatehouse-User-Id: ${victim}`]],
  ['after a carriage return alone', [`X-Other: a\rGatehouse-User-Id: ${victim}`]],
  ['declared as a header of the connection', [`Connection: close, Gatehouse-User-Id`, `Gatehouse-User-Id: ${victim}`]],
]

describe.each(['nginx', 'Caddy'] as const)('%s', (name) => {
  let server: WebServer
  let user_id: string
  beforeAll(async () => {
    server = await startWebServer(name, siteOf(name), port, certificate.ca_path)
    user_id = String((await harness.verify(token)).headers.get('gatehouse-user-id'))
  })
  afterAll(() => server.stop())

  const userIds = (): readonly string[] =>
    seen.flatMap(({ headers }) =>
      headers.flatMap(([header, value]) => (sameName(header) === 'gatehouse-user-id' ? [value] : [])),
    )

  it('tells the API who calls', async () => {
    const answer = await send(request([bearer(token)], '/orders?since=a%2Bb'))
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    const headers = new Map(seen[0]?.headers.map(([header, value]) => [sameName(header), value]))
    expect(seen[0]?.url).toBe('/orders?since=a%2Bb')
    expect(Object.fromEntries(headers)).toMatchObject({
      'gatehouse-user-id': user_id,
      'gatehouse-user-kind': 'person',
      'gatehouse-organization-id': harness.organization_id,
      'gatehouse-email': 'ada@contoso.example',
      'gatehouse-scopes': 'access_as_user',
      'gatehouse-role': 'member',
    })
  })

  const refused: readonly (readonly [string, () => Promise<readonly string[]> | readonly string[], RegExp])[] = [
    ['no token', () => [], /^HTTP\/1\.1 401 [\s\S]*www-authenticate: Bearer .*authorization_uri=/i],
    [
      'a forged token',
      () => [bearer(forged(token))],
      /^HTTP\/1\.1 401 [\s\S]*www-authenticate: Bearer .*invalid_token/i,
    ],
    [
      'a client that is not on the list',
      async () => [bearer(await harness.personToken('ada@contoso.example', { client_id: stranger_id }))],
      /^HTTP\/1\.1 403 /,
    ],
    ['a token in the address only', () => [], /^HTTP\/1\.1 401 /],
    ['an identity and no token', () => [`Gatehouse-User-Id: ${victim}`], /^HTTP\/1\.1 401 /],
  ]
  it.each(refused)('keeps out a caller with %s', async (_, lines, expected) => {
    expect(await send(request(await lines(), '/orders?access_token=x'))).toMatch(expected)
    expect(seen).toEqual([])
  })

  it.each(spellings)('lets no caller name a user: %s', async (_, lines) => {
    await send(request([bearer(token), ...lines]))
    // The request is refused as malformed, or it arrives with the right user alone.
    for (const id of userIds()) expect(id).toBe(user_id)
    expect(seen.length).toBeLessThanOrEqual(1)
    if (seen.length === 1) expect(userIds()).toEqual([user_id])
    expect(JSON.stringify(seen)).not.toMatch(/"gatehouse[-_]user[-_]id","user_of_somebody_else"/i)
  })

  const removesFamilies = name === 'Caddy'
  it(`${removesFamilies ? 'removes' : 'passes on'} headers of the family that nobody sets`, async () => {
    await send(request([bearer(token), `Gatehouse-Is-Owner: ${victim}`, `gatehouse_is_owner: ${victim}`]))
    expect(userIds()).toEqual([user_id])
    expect(/owner/i.test(JSON.stringify(seen))).toBe(!removesFamilies)
  })

  const hidden = ['GET /hidden HTTP/1.1', `Host: 127.0.0.1:${port}`, `Gatehouse-User-Id: ${victim}`, '', ''].join(
    '\r\n',
  )
  const bodies: readonly (readonly [string, () => string])[] = [
    [
      'two lengths that differ',
      () =>
        `POST /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\nContent-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    ],
    [
      'a length and chunks',
      () =>
        `POST /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\nContent-Length: ${hidden.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    ],
    [
      'chunks in an odd spelling',
      () =>
        `POST /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\nContent-Length: 4\r\nTransfer-Encoding: xchunked\r\n\r\n5e\r\n${hidden}0\r\n\r\n`,
    ],
    [
      'a chunk that is shorter than it says',
      () =>
        `POST /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n${hidden}`,
    ],
    [
      'a trailer that names a user',
      () =>
        `POST /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\nTrailer: Gatehouse-User-Id\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nGatehouse-User-Id: ${victim}\r\n\r\n`,
    ],
    [
      'another request on the same connection',
      () => `GET /orders HTTP/1.1\r\nHost: a\r\n${bearer(token)}\r\n\r\n${hidden}`,
    ],
  ]
  it.each(bodies)('lets no request hide within another one: %s', async (_, text) => {
    await send(text())
    for (const { url } of seen) expect(url).toBe('/orders')
    for (const id of userIds()) expect(id).toBe(user_id)
  })

  it('passes a body and a length on as they are', async () => {
    const body = 'a=1&b=2'
    await send(
      `POST /orders HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${bearer(token)}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const lengths = seen[0]?.headers.filter(([header]) => header.toLowerCase() === 'content-length')
    expect(lengths?.map(([, value]) => value)).toEqual([String(body.length)])
  })
})

it.each(['nginx', 'Caddy'] as const)(
  '%s takes no answer from a gateway whose certificate nobody has signed',
  async (name) => {
    const other = makeCertificate(folderOf(name), ['localhost'])
    const server = await startWebServer(name, siteOf(name, other), port, other.ca_path)
    try {
      expect(await send(request([bearer(token)]))).toMatch(/^HTTP\/1\.1 50\d /)
      expect(seen).toEqual([])
    } finally {
      await server.stop()
    }
  },
)
