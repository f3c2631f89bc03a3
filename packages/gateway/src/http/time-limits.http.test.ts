/** Connections that take their time: each ends, and none holds up another. */
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../test/harness.ts'
import { defaultTimeLimits } from './time-limits.ts'

const time_limits = { request_ms: 300, idle_ms: 300, check_ms: 50 }
let harness: Harness
beforeAll(async () => {
  harness = await startHarness({ overrides: { time_limits } })
})
afterAll(() => harness.close())

interface Connection {
  readonly socket: Socket
  /** Everything that came, when the gateway has closed the connection. */
  readonly closed: Promise<string>
}

function open({ url }: Pick<Harness, 'url'> = harness): Connection {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  const closed = new Promise<string>((resolve) => {
    socket.on('error', () => resolve(answer))
    socket.once('close', () => resolve(answer))
  })
  return { socket, closed }
}

/** Sends the first text at once, and then the others a letter at a time, for as long as the connection is open. */
async function drip(first: string, rest: string): Promise<string> {
  const { socket, closed } = open()
  socket.write(first)
  let sent = 0
  const timer = setInterval(() => socket.write(rest[sent++ % rest.length] ?? ''), 20)
  const answer = await closed
  clearInterval(timer)
  return answer
}

const post = (length: number): string =>
  `POST /oauth/token HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${length}\r\n\r\n`
const chunked =
  'POST /v1/users HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
// Without a key it would be refused before its body is read.
const withKey = (text: string): string => text.replace('host: x', `host: x\r\nauthorization: Bearer ${harness.api_key}`)

const slow: readonly [string, () => Promise<string>][] = [
  ['the request line comes a letter at a time', () => drip('GET /', 'abc')],
  ['headers come a letter at a time', () => drip('GET /livez HTTP/1.1\r\nhost: x\r\n', 'a: b\r\n')],
  ['a body comes a letter at a time', () => drip(post(10_000), 'a')],
  ['chunks come one by one', () => drip(withKey(chunked), '1\r\na\r\n')],
  ['headers stop in the middle', () => drip('GET /livez HTTP/1.1\r\nhost:', '')],
  ['headers end and no body comes', () => drip(post(10), '')],
  ['a body stops in the middle', () => drip(`${post(10)}abc`, '')],
]

describe('a request of which', () => {
  it.each(slow)('%s is answered with 408 and closed', async (_, send) => {
    const begun = performance.now()
    const answer = await send()
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"code":"request_too_slow"')
    expect(performance.now() - begun).toBeLessThan(10 * (time_limits.request_ms + time_limits.check_ms))
    const [, id = 'none'] = /"request_id":"(\w[\w-]+)"/.exec(answer) ?? []
    expect(harness.log_lines.filter((line) => line.includes(id))).toHaveLength(1)
  })
})

describe('a connection', () => {
  it('on which nothing ever comes is closed', async () => {
    expect(await open().closed).toMatch(/^$|^HTTP\/1\.1 408 /)
  })
  it('that is idle between two requests is closed, without another word', async () => {
    const { socket, closed } = open()
    socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n')
    expect((await closed).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200'])
  })
  it('whose second request stops in the middle is closed', async () => {
    const { socket, closed } = open()
    socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write('GET /livez HTTP/1.1\r\n')
    expect((await closed).match(/HTTP\/1\.1 200/g)).toHaveLength(1)
  })
  it('that stops holds up no other', async () => {
    const stuck = Array.from({ length: 50 }, () => open())
    for (const { socket } of stuck) socket.write(post(10))
    expect((await fetch(`${harness.url}/livez`)).status).toBe(200)
    await Promise.all(stuck.map(({ closed }) => closed))
  })
})

describe('a connection whose next request begins shortly before its idle limit', () => {
  const limits = { request_ms: 1_500, idle_ms: 3_000, check_ms: 50 }
  let other: Harness
  beforeAll(async () => {
    other = await startHarness({ overrides: { time_limits: limits } })
  })
  afterAll(() => other.close())

  it('keeps the whole time of a request, and is answered with 408', async () => {
    const { socket, closed } = open(other)
    socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    await new Promise((resolve) => setTimeout(resolve, limits.idle_ms - 1_000))
    socket.write('GET /livez HTTP/1.1\r\n')
    expect((await closed).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 408'])
  })
})

it('by default a request has 15 s, and the limit is looked at every second', () => {
  expect(defaultTimeLimits).toEqual({ request_ms: 15_000, idle_ms: 72_000, check_ms: 1_000 })
})

it('none of it is an error of our own', () => {
  expect(harness.log_lines.filter((line) => line.includes('internal_error'))).toEqual([])
})
