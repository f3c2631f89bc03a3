import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

/** The shape in which a failure was printed. */
async function shapeOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/html')) return 'page'
  const { error } = (await response.json()) as { error: unknown }
  return typeof error === 'string' ? 'OAuth' : 'API'
}

describe('a method that an address does not take gets 405 in the shape of its surface:', () => {
  it.each([
    ['GET', '/oauth/token', 'POST', 'OAuth'],
    ['PUT', '/oauth/userinfo', 'GET, POST', 'OAuth'],
    ['DELETE', '/.well-known/openid-configuration', 'GET', 'OAuth'],
    ['DELETE', '/v1/organizations', 'GET, POST', 'API'],
    ['PUT', '/signin', 'GET', 'page'],
    ['DELETE', '/oauth/authorize', 'GET, POST', 'page'],
    ['DELETE', '/env/production/oauth/authorize?a=b', 'GET, POST', 'page'],
    ['POST', '/v1/users/user_1', 'GET, PATCH, DELETE', 'API'],
    ['PATCH', '/v1/organizations/by_external_id/1', 'GET', 'API'],
    ['POST', '/livez', 'GET', 'API'],
    ['DELETE', '/openapi.json', 'GET', 'API'],
    // Methods that no address takes.
    ['PROPFIND', '/v1/organizations', 'GET, POST', 'API'],
    ['MKCOL', '/oauth/token', 'POST', 'OAuth'],
    ['QUERY', '/oauth/par', 'POST', 'OAuth'],
    ['M-SEARCH', '/signin', 'GET', 'page'],
  ])('%s %s', async (method, path, allow, shape) => {
    const response = await fetch(`${harness.url}${path}`, { method })
    expect([response.status, response.headers.get('allow')?.replace(', OPTIONS', '')]).toEqual([405, allow])
    expect(await shapeOf(response)).toBe(shape)
    const id = String(response.headers.get('x-request-id'))
    const line = harness.log_lines.find((each) => each.includes(id) && each.includes('"msg":"request"'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ method, route: expect.not.stringMatching('unknown'), status: 405 })
  })

  it.each(['DELETE', 'PROPFIND'])('%s of an address that does not exist stays 404', async (method) => {
    for (const path of ['/nothing', '/v1/users/user_1/nothing', '/v1/usersx', '/xwell-known/openid-configuration']) {
      const response = await fetch(`${harness.url}${path}`, { method })
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 404, null])
    }
  })

  it('also with a body in a form that nobody reads', async () => {
    const headers = { 'content-type': 'application/xml' }
    const response = await fetch(`${harness.url}/v1/users/user_1`, { method: 'PUT', headers, body: '<a/>' })
    expect(response.status).toBe(405)
  })
})
