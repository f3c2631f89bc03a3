import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callApi } from './call.ts'
import { AccessRefusal } from './refusal.ts'

const seen: (readonly [path: string, authorization: string | undefined])[] = []
const server = createServer(({ url = '', headers }, response) => {
  seen.push([url, headers.authorization])
  if (url === '/moved') return void response.writeHead(302, { location: '/thief' }).end()
  if (url === '/huge') return void response.writeHead(500).end('x'.repeat(1_000_000))
  if (url === '/refused') {
    const challenge = 'Bearer error="insufficient_scope", error_description="Ask for more"'
    const body = JSON.stringify({ error: { code: 'access_scope_missing', message: 'Missing', hint: 'Ask' } })
    return void response.writeHead(403, { 'www-authenticate': challenge }).end(body)
  }
  return void response.writeHead(200, { 'gatehouse-user-id': 'user_1' }).end('{}')
})
let origin: string
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('the call of the API', () => {
  it('has the token, and shows the identity headers', async () => {
    expect(await callApi(`${origin}/orders`, 'a.b.c')).toMatchObject({
      status: 200,
      error: null,
      identity: { 'gatehouse-user-id': 'user_1' },
    })
    expect(seen.at(-1)).toEqual(['/orders', 'Bearer a.b.c'])
  })
  it('follows no redirect, because the token is for this address alone', async () => {
    expect(await callApi(`${origin}/moved`, 'a.b.c')).toMatchObject({ status: 302 })
    expect(seen.map(([path]) => path)).not.toContain('/thief')
  })
  it('reads the reason of a refusal', async () => {
    expect(await callApi(`${origin}/refused`, 'a.b.c')).toMatchObject({
      status: 403,
      challenge: { error: 'insufficient_scope', error_description: 'Ask for more' },
      error: { code: 'access_scope_missing', hint: 'Ask' },
    })
  })
  it('reads the beginning of a long answer only', async () => {
    expect(await callApi(`${origin}/huge`, 'a.b.c')).toMatchObject({ status: 500, error: null })
  })
  it('says that nobody answers', async () => {
    await expect(callApi('http://127.0.0.1:9/', 'a.b.c')).rejects.toThrow(AccessRefusal)
  })
})
