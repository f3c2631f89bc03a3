/** The outbound proxy over the network: a proxy that tunnels to one https server. */
import type { LookupAddress } from 'node:dns'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { isFailure } from '@gatehouse-sso/core/failure'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../../test/e2e/certificate.ts'
import { parseAllowList } from './address.ts'
import { type Outbound, type OutboundOptions, openOutbound } from './fetch.ts'
import { parseProxyAddress } from './proxy-address.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-proxy-'))
const trusted = getCACertificates('default')
const names = ['idp.test', 'unknown.test', 'private.test', 'mixed.test', 'slow.test', 'plain.test']
const opened: Outbound[] = []
let proxy: Server
let idp: Server
/** The requests that the proxy received, with their authorization. */
let asked: { target: string; authorization: string | undefined }[]
/** The answer of the proxy to CONNECT instead of a tunnel. */
let refusal: string | undefined

const portOf = (server: Server): number => (server.address() as AddressInfo).port
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

beforeAll(async () => {
  const certificate = makeCertificate(folder, names)
  setDefaultCACertificates([...trusted, certificate.ca])
  idp = createTlsServer(certificate, (request, response) => response.end(`${request.headers.host}${request.url}`))
  await listen(idp)
  proxy = createServer((request, response) => {
    asked.push({ target: String(request.url), authorization: request.headers['proxy-authorization'] })
    response.end('forwarded')
  })
  proxy.on('connect', (request, socket) => {
    asked.push({ target: String(request.url), authorization: request.headers['proxy-authorization'] })
    if (refusal !== undefined) return socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`)
    const tunnel = connect(portOf(idp), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    for (const end of [tunnel, socket]) end.on('error', () => undefined)
  })
  await listen(proxy)
})
afterAll(async () => {
  await Promise.all(opened.map((outbound) => outbound.close()))
  for (const server of [proxy, idp]) server.closeAllConnections()
  await Promise.all([proxy, idp].map((server) => new Promise((resolve) => server.close(resolve))))
  setDefaultCACertificates(trusted)
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  asked = []
  refusal = undefined
})

const addresses: Readonly<Record<string, readonly string[]>> = {
  'idp.test': ['93.184.216.7'],
  'private.test': ['10.0.0.1'],
  'mixed.test': ['93.184.216.7', '127.0.0.1'],
  'plain.test': ['127.0.0.1'],
}

/** The DNS of the test. Other names are unknown, and `slow.test` gets no answer. */
let lookups: string[] = []
const resolve = ((
  hostname: string,
  _: object,
  callback: (error: Error | null, found: readonly LookupAddress[]) => void,
) => {
  lookups.push(hostname)
  if (hostname === 'slow.test') return
  const found = addresses[hostname]?.map((address) => ({ address, family: 4 }))
  callback(found ? null : Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), found ?? [])
}) as unknown as NonNullable<OutboundOptions['resolve']>

function open({ allow = '', except = '', user = '' } = {}): Outbound {
  lookups = []
  const address = `http://${user}127.0.0.1:${portOf(proxy)}/`
  const outbound = openOutbound({ allow: parseAllowList(allow), proxy: { address, except }, resolve })
  opened.push(outbound)
  return outbound
}

const get = { method: 'GET', headers: {} }

/** The body of the answer, or the code of the failure and what was received. */
async function outcome(call: Promise<Response>): Promise<string> {
  try {
    return await (await call).text()
  } catch (error) {
    if (!isFailure(error)) throw error
    return `${error.code}: ${error.evidence.received}`
  }
}

describe('an https request goes', () => {
  it('through the proxy, by the name of its host', async () => {
    expect(await outcome(open().fetch('https://idp.test/keys?a=%62', get))).toBe('idp.test/keys?a=%62')
    expect(asked).toEqual([{ target: 'idp.test:443', authorization: undefined }])
  })

  it('through the proxy, with its user and password', async () => {
    await open({ user: 'gate:p%40ss@' }).fetch('https://idp.test/', get)
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('gate:p@ss').toString('base64')}`)
  })

  it('through the proxy also to a host that the operator allows, which is not looked up', async () => {
    expect(await outcome(open({ allow: 'private.test' }).fetch('https://private.test/', get))).toBe('private.test/')
    expect([asked.length, lookups]).toEqual([1, []])
  })

  it('through the proxy when its name does not resolve on this machine', async () => {
    const outbound = open()
    expect(await outcome(outbound.fetch('https://unknown.test/', get))).toBe('unknown.test/')
    expect(outbound.unresolved()).toEqual(['unknown.test'])
  })

  it('through the proxy when the look-up of its name takes too long, without a second look-up', async () => {
    const outbound = open()
    expect(await outcome(outbound.fetch('https://slow.test/a', get))).toBe('slow.test/a')
    expect(await outcome(outbound.fetch('https://slow.test/b', get))).toBe('slow.test/b')
    expect(lookups).toEqual(['slow.test'])
  })

  const excepted: readonly [string, boolean][] = [
    ['plain.test', true],
    ['.test', true],
    ['other.example, plain.test', true],
    ['*', true],
    ['plain.test:443', false],
    ['ain.test', false],
    ['other.example', false],
  ]
  it.each(excepted)('with the exceptions %j: straight %j', async (except, isStraight) => {
    const host = `plain.test:${portOf(idp)}`
    expect(await outcome(open({ allow: host, except }).fetch(`https://${host}/`, get))).toBe(`${host}/`)
    expect(asked.length).toBe(isStraight ? 0 : 1)
  })
})

describe('before it calls the proxy, the outbound client refuses', () => {
  const cases: readonly [string, string][] = [
    ['a name that resolves to a private address', 'https://private.test/'],
    ['a name that resolves to a private address among others', 'https://mixed.test/'],
    ['a private address', 'https://10.0.0.1/'],
    ['a loopback address', 'https://[::1]/'],
    ['the address of cloud metadata', 'https://169.254.169.254/'],
    ['http', 'http://idp.test/'],
    ['an unusual port', 'https://idp.test:22/'],
  ]
  it.each(cases)('%s', async (_, address) => {
    expect(await outcome(open().fetch(address, get))).toMatch(/^address_refused/)
    expect(asked).toEqual([])
  })
})

it('the address rules also hold for a host that is called without the proxy', async () => {
  expect(await outcome(open({ except: 'private.test' }).fetch('https://private.test/', get))).toMatch(
    /^address_refused/,
  )
})

describe('an http request', () => {
  it('goes directly to a host that the operator allows', async () => {
    const { port } = proxy.address() as AddressInfo
    expect(await outcome(open({ allow: `plain.test:${port}` }).fetch(`http://plain.test:${port}/x`, get))).toBe(
      'forwarded',
    )
    expect(asked).toEqual([{ target: '/x', authorization: undefined }])
  })
})

describe('a proxy that makes no tunnel', () => {
  it.each(['407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway', '301 Moved'])(
    '%s',
    async (status) => {
      refusal = status
      const said = `upstream_unreachable: the proxy answered ${status.slice(0, 3)} (proxy)`
      expect(await outcome(open().fetch('https://idp.test/', get))).toBe(said)
    },
  )

  it('because it is not there', async () => {
    const proxy = { address: 'http://127.0.0.1:1/', except: '' }
    const outbound = openOutbound({ allow: parseAllowList(''), proxy, resolve })
    opened.push(outbound)
    expect(await outcome(outbound.fetch('https://idp.test/', get))).toMatch(/^upstream_unreachable/)
  })
})

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.internal:3128', 'http://proxy.internal:3128/'],
    ['proxy.internal:3128', 'http://proxy.internal:3128/'],
    ['https://u:p@proxy.internal', 'https://u:p@proxy.internal/'],
    ['10.0.0.5:3128', 'http://10.0.0.5:3128/'],
    ['none', null],
    ['NONE', null],
  ])('%j is %j', (text, address) => expect(parseProxyAddress(text)).toBe(address))

  it.each([
    'socks5://proxy.internal',
    '',
    'http://',
    'http://proxy.internal/path',
    'http://proxy.internal?x',
    'ftp://proxy',
    'a b',
  ])('is refused: %j', (text) =>
    expect(() => parseProxyAddress(text)).toThrow(expect.objectContaining({ code: 'setting_invalid' })),
  )
})
