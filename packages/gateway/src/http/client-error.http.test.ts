/** The answers to requests that end below the router. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

/** Sends bytes as they are, and gives everything that comes back until the connection ends. */
function send(...parts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(harness.url).port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  for (const part of parts) socket.write(part)
  return new Promise((resolve) => {
    socket.once('error', () => resolve(answer))
    socket.once('close', () => resolve(answer))
  })
}

const host = 'host: 127.0.0.1\r\nconnection: close\r\n'
const browserHeaders = `${host}accept: text/html,*/*\r\n`
const form = 'content-type: application/x-www-form-urlencoded\r\n'
const large = `cookie: a=${'b'.repeat(20_000)}\r\n`

const cases: readonly [string, string, number, string][] = [
  ['headers that are too large', `GET /v1/users HTTP/1.1\r\n${host}${large}\r\n`, 431, 'headers_too_large'],
  ['many headers', `GET / HTTP/1.1\r\n${host}${'x: yyyyyyyy\r\n'.repeat(3_000)}\r\n`, 431, 'headers_too_large'],
  ['an address of 20 KB', `GET /signin?a=${'b'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 414, 'address_too_long'],
  [
    'a path that the router finds too long',
    `GET /v1/users/${'b'.repeat(1_200)} HTTP/1.1\r\n${host}\r\n`,
    414,
    'address_too_long',
  ],
  ['a path that cannot be decoded', `GET /v1/users/%zz HTTP/1.1\r\n${host}\r\n`, 400, 'address_malformed'],
  ['no HTTP', 'hello\r\n\r\n', 400, 'request_malformed'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'request_malformed'],
  ['a header without a colon', `GET / HTTP/1.1\r\n${host}broken\r\n\r\n`, 400, 'request_malformed'],
  [
    'two lengths',
    `POST /oauth/token HTTP/1.1\r\n${host}content-length: 1\r\ncontent-length: 2\r\n\r\nab`,
    400,
    'request_malformed',
  ],
  [
    'a length and chunks',
    `POST /oauth/token HTTP/1.1\r\n${host}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'request_malformed',
  ],
  [
    'a chunk that is none',
    `POST /oauth/token HTTP/1.1\r\n${host}${form}transfer-encoding: chunked\r\n\r\nzz\r\n`,
    400,
    'request_malformed',
  ],
  [
    'an expectation that nobody knows',
    `POST /oauth/token HTTP/1.1\r\n${host}expect: tea\r\ncontent-length: 0\r\n\r\n`,
    417,
    'expectation_unknown',
  ],
  ['CONNECT', `CONNECT internal.example:443 HTTP/1.1\r\n${host}\r\n`, 405, 'method_not_allowed'],
  ['no host', 'GET /livez HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'request_malformed'],
]

describe('a request that ends below the router', () => {
  it.each(cases)('with %s is answered in the shape of the API, and leaves a line', async (_, request, status, code) => {
    const answer = await send(request)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s)
    expect(JSON.parse(body).error).toMatchObject({ code, request_id: expect.stringMatching(/^req_/) })
    expect(head).toContain(`x-request-id: ${JSON.parse(body).error.request_id}`)
    expect(head).toMatch(/^connection: close$/im)
    const lines = harness.log_lines.map((line) => JSON.parse(line))
    const own = lines.filter(
      ({ request_id, msg }) => msg === 'request' && request_id === JSON.parse(body).error.request_id,
    )
    expect(own).toHaveLength(1)
  })

  it('with CONNECT opens no tunnel, and its line says so', async () => {
    const answer = await send('CONNECT internal.example:443 HTTP/1.1\r\nhost: x\r\n\r\n', 'GET /livez HTTP/1.1\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/)
    expect(answer).toMatch(/^allow: $/m)
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
    const [, id = 'none'] = /"request_id":"(\w[\w-]+)"/.exec(answer) ?? []
    const [line = '{}'] = harness.log_lines.filter((each) => each.includes(id))
    expect(JSON.parse(line)).toMatchObject({ method: 'CONNECT', status: 405, code: 'method_not_allowed' })
  })

  it('of a browser is answered with a page', async () => {
    const answer = await send(`GET /oauth/authorize HTTP/1.1\r\n${browserHeaders}${large}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain("content-security-policy: default-src 'none'")
    expect(answer).toContain('<dd>headers_too_large</dd>')
    expect(answer).toContain('Delete the cookies of this site')
    const [, length] = /content-length: (\d+)/.exec(answer) ?? []
    expect(Buffer.byteLength(answer.split(/\r\n\r\n(.*)/s)[1] ?? '')).toBe(Number(length))
  })

  it('of a browser that names no host is answered with a page', async () => {
    const answer = await send('GET /signin HTTP/1.1\r\nconnection: close\r\naccept: text/html\r\n\r\n')
    expect(answer).toContain('<dd>request_malformed</dd>')
  })

  it('ends the connection with one answer, when the request before is not answered yet', async () => {
    const answer = await send(`GET /livez HTTP/1.1\r\nhost: x\r\n\r\n`, 'junk\r\n\r\n')
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
  })

  it('leaves no error of our own in the log', () => {
    expect(harness.log_lines.filter((line) => line.includes('internal_error'))).toEqual([])
  })
})
