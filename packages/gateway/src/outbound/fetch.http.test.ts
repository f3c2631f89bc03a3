/** Group L of the security cases, over the network: names, redirects, slow and endless answers, certificates. */
import { execFileSync } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { isFailure } from '@gatehouse-sso/core/failure'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../test/harness.ts'
import { parseAllowList } from './address.ts'
import { maximumAnswer } from './exchange.ts'
import { type OutboundOptions, openOutbound } from './fetch.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(async () => void (await Promise.all(closing.map((close) => close()))))

type Listener = Server | ReturnType<typeof createTcpServer>
async function listen(server: Listener): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}
const open = (allow: string, resolve?: OutboundOptions['resolve']) => {
  const outbound = openOutbound({ allow: parseAllowList(allow), ...(resolve ? { resolve } : {}) })
  closing.push(outbound.close)
  return outbound
}
const get = { method: 'GET', headers: {} }
/** The code of the failure, and its evidence about the server. */
async function failureOf(call: Promise<Response>): Promise<readonly [string, string | undefined]> {
  try {
    const response = await call
    throw new Error(`answered ${response.status}`)
  } catch (error) {
    if (!isFailure(error)) throw error
    return [error.code, error.evidence.received]
  }
}
/** Starts a server, and opens an outbound client that may call it. */
async function serve(listener: RequestListener) {
  const port = await listen(createServer(listener))
  const outbound = open(`127.0.0.1:${port}`)
  return { port, fetch: (path = '/') => outbound.fetch(`http://127.0.0.1:${port}${path}`, get) }
}

describe('168 a name', () => {
  const answering = (...addresses: string[]) =>
    ((_: string, __: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as OutboundOptions['resolve']

  it.each([
    ['loopback', ['127.0.0.1']],
    ['cloud metadata', ['169.254.169.254']],
    ['a private network', ['10.0.0.1']],
    ['loopback in IPv6', ['::1']],
    ['loopback as an IPv4-mapped IPv6 address', ['::ffff:127.0.0.1']],
    ['a public address and a private one', ['1.1.1.1', '10.0.0.1']],
    ['a private address and a public one', ['10.0.0.1', '1.1.1.1']],
    ['no address', []],
  ])('is refused when it resolves to %s', async (_, addresses) => {
    const call = open('', answering(...addresses)).fetch('https://idp.example/', get)
    expect(await failureOf(call)).toEqual(['address_refused', 'idp.example'])
  })

  it('is refused before any look-up when it always means this machine', async () => {
    expect(await failureOf(open('').fetch('https://localhost/', get))).toEqual(['address_refused', 'https://localhost'])
  })

  it('is refused when only its second look-up gives a private address', async () => {
    const seen: string[] = []
    const port = await listen(
      createServer((request, response) => response.end(seen.push(String(request.url)).toString())),
    )
    let calls = 0
    const changing = ((name: string, options: never, callback: never) =>
      answering(calls++ === 0 ? '1.1.1.1' : '127.0.0.1')?.(name, options, callback)) as OutboundOptions['resolve']
    const outbound = open('', changing)
    // The check of the address looks up no name. The connection does so once, and uses the address that it has checked.
    outbound.check('https://idp.example/')
    expect(calls).toBe(0)
    calls = 1
    expect((await failureOf(outbound.fetch('https://idp.example/', get)))[0]).toBe('address_refused')
    expect([calls, seen, port > 0]).toEqual([2, [], true])
  })

  it('is called when it resolves into a range that the operator has allowed', async () => {
    const outbound = open('127.0.0.0/8', answering('127.0.0.1'))
    // No server listens on 8443, so this failure shows that the call was allowed.
    expect((await failureOf(outbound.fetch('https://idp.example:8443/', get)))[0]).toBe('upstream_unreachable')
  })

  it('175 that is unknown gives a failure without details', async () => {
    const unknown = ((_: string, __: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND secret.internal'), { code: 'ENOTFOUND' }))) as never
    const call = open('', unknown).fetch('https://idp.example/', get)
    expect(await failureOf(call)).toEqual(['upstream_unreachable', 'the name is not known (dns)'])
  })
})

describe('171 a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with %i is not followed', async (status) => {
    const paths: (string | undefined)[] = []
    const { fetch } = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(status, { location: '/next' }).end('go there')
    })
    const response = await fetch()
    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBeNull()
    expect(paths).toEqual(['/'])
  })
})

describe('172 an answer', () => {
  it('of the maximum size is read, and one byte more is refused', async () => {
    const { fetch } = await serve((request, response) =>
      response.end(Buffer.alloc(maximumAnswer + (request.url === '/more' ? 1 : 0), 'a')),
    )
    expect((await (await fetch()).arrayBuffer()).byteLength).toBe(maximumAnswer)
    expect((await failureOf(fetch('/more')))[0]).toBe('upstream_answer_unusable')
  })

  it('that never ends is refused, and its connection closed', async () => {
    let sent = 0
    let closed = false
    const { fetch } = await serve((_, response) => {
      const chunk = Buffer.alloc(64 * 1024)
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', more).on('close', () => {
        closed = true
      })
      more()
    })
    expect((await failureOf(fetch()))[0]).toBe('upstream_answer_unusable')
    await until(async () => closed, Boolean)
    expect(sent).toBeLessThan(64 * maximumAnswer)
  })

  it.each(['gzip', 'br', 'deflate', 'x'])(
    'that is compressed with %s is refused, and the next answer is read',
    async (encoding) => {
      const { fetch } = await serve((request, response) =>
        response.writeHead(200, request.url === '/' ? { 'content-encoding': encoding } : {}).end('x'.repeat(100_000)),
      )
      expect((await failureOf(fetch()))[0]).toBe('upstream_answer_unusable')
      expect((await fetch('/plain')).status).toBe(200)
    },
  )

  it('with too large headers is refused', async () => {
    const { fetch } = await serve((_, response) => response.writeHead(200, { 'x-big': 'a'.repeat(100_000) }).end())
    expect((await failureOf(fetch()))[0]).toBe('upstream_unreachable')
  })
})

describe('an invalid HTTP answer', () => {
  it.each([
    ['garbage', 'hello\r\n\r\n'],
    ['no bytes', ''],
    ['an invalid status', 'HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n'],
    ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
  ])('is refused: %s', async (_, text) => {
    const port = await listen(
      createTcpServer(
        (socket) =>
          void socket
            .on('error', () => undefined)
            .resume()
            .end(text),
      ),
    )
    const call = open(`127.0.0.1:${port}`).fetch(`http://127.0.0.1:${port}/`, get)
    expect((await failureOf(call))[0]).toMatch(/^upstream_(unreachable|answer_unusable)$/)
  })
})

it('175 a refused connection gives a failure without details', async () => {
  const server = createTcpServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  const call = open(`127.0.0.1:${port}`).fetch(`http://127.0.0.1:${port}/`, get)
  expect(await failureOf(call)).toEqual(['upstream_unreachable', 'no connection (connect)'])
})

describe('172 an answer that does not end in time', () => {
  // All four calls wait at the same time, so this takes ten seconds in all.
  it('is refused even when it trickles, and its connection is closed', { timeout: 30_000 }, async () => {
    const closed: string[] = []
    const { fetch } = await serve((request, response) => {
      const path = String(request.url)
      response.on('close', () => closed.push(path))
      if (path === '/silent') return
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 500)
      response.on('close', () => clearInterval(timer))
    })
    const deaf = await listen(createTcpServer((socket) => void socket.on('error', () => undefined).resume()))
    const outbound = open(`127.0.0.1:${deaf}`)
    const failures = await Promise.all([
      failureOf(fetch('/silent')),
      failureOf(fetch('/trickle')),
      failureOf(outbound.fetch(`http://127.0.0.1:${deaf}/`, get)),
      failureOf(outbound.fetch(`https://127.0.0.1:${deaf}/`, get)),
    ])
    for (const failure of failures)
      expect(failure).toEqual(['upstream_unreachable', expect.stringContaining('timeout')])
    await until(
      async () => closed.length,
      (count) => count === 2,
    )
  })
})

describe('173 a certificate', () => {
  const trusted = getCACertificates('default')
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tls-'))
  const file = (name: string): string => join(folder, name)
  const read = (name: string): string => readFileSync(file(name), 'utf8')
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

  beforeAll(() => {
    openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Authority')
    setDefaultCACertificates([...trusted, read('ca.pem')])
  })
  afterAll(() => setDefaultCACertificates(trusted))

  interface Certificate {
    readonly host?: string
    readonly days?: number
    readonly self_signed?: boolean
  }
  async function serveWith({ host = 'localhost', days = 1, self_signed = false }: Certificate): Promise<string> {
    const subject = ['-subj', '/CN=idp', '-addext', `subjectAltName=DNS:${host}`]
    if (self_signed) openssl('req', '-x509', ...newKey, '-keyout', 'idp.key', '-out', 'idp.pem', ...subject)
    else {
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-copy_extensions', 'copy', '-days', String(days)]
      openssl('req', ...newKey, '-keyout', 'idp.key', '-out', 'idp.csr', ...subject)
      openssl('x509', '-req', '-in', 'idp.csr', '-out', 'idp.pem', ...by)
    }
    const server = createTlsServer({ cert: read('idp.pem'), key: read('idp.key') }, (_, response) => response.end('{}'))
    return `localhost:${await listen(server)}`
  }

  it('is accepted from a trusted CA, for the right host, before it expires', async () => {
    const host = await serveWith({})
    expect((await open(host).fetch(`https://${host}/`, get)).status).toBe(200)
  })
  it.each([
    ['that has expired', { days: -1 }],
    ['that is self-signed', { self_signed: true }],
    ['of another host', { host: 'other.example' }],
    ['of a host that only starts with the right name', { host: 'localhost.evil.example' }],
  ])('%s is refused', async (_, certificate) => {
    const host = await serveWith(certificate)
    const failure = await failureOf(open(host).fetch(`https://${host}/`, get))
    expect(failure).toEqual(['upstream_unreachable', 'the certificate is not trusted (tls)'])
  })
  it('is required: an answer without TLS is refused', async () => {
    const port = await listen(createServer((_, response) => response.end('{}')))
    const call = open(`localhost:${port}`).fetch(`https://localhost:${port}/`, get)
    expect((await failureOf(call))[0]).toBe('upstream_unreachable')
  })
})
