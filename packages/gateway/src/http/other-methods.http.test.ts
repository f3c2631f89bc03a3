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
  ])('%s %s', async (method, path, allow, shape) => {
    const response = await fetch(`${harness.url}${path}`, { method })
    expect([response.status, response.headers.get('allow')?.replace(', OPTIONS', '')]).toEqual([405, allow])
    expect(await shapeOf(response)).toBe(shape)
  })
})
