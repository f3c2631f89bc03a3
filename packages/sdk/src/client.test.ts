/** S4, S5, S11: retries, lists and secrecy of the key, with prepared responses and no real waiting. */
import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Gatehouse } from './gatehouse.ts'

type Reply = Response | Error

const key = 'sk_test_secret'
const organization = { object: 'organization', id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' }
const good = (body: unknown = organization, status = 200) => Response.json(body, { status })
const bad = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ error: { type: 'x', code, message: 'No.', request_id: 'req_1', doc_url: 'd' } }, { status, headers })

interface Attempt {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly redirect: string
  readonly signal: AbortSignal | null | undefined
}

/** A client with prepared replies. It records the attempts and the waits; timers fire at once. */
function clientWith(...replies: Reply[]) {
  const waits: number[] = []
  vi.stubGlobal('setTimeout', (go: () => void, ms: number) => {
    waits.push(ms)
    queueMicrotask(go)
  })
  const attempts: Attempt[] = []
  const send = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    attempts.push({
      url: String(url),
      method: String(init.method),
      headers: init.headers as Record<string, string>,
      redirect: String(init.redirect),
      signal: init.signal,
    })
    const reply = replies[attempts.length - 1] ?? new Error('one attempt too many')
    if (reply instanceof Error) throw reply
    return reply
  }
  const client = new Gatehouse({ api_key: key, base_url: 'https://sso.example/', fetch: send as typeof fetch })
  return { client, attempts, waits }
}

const id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' as const

afterEach(() => vi.unstubAllGlobals())

describe('S4 a failed attempt is repeated', () => {
  it.each([
    ['408', bad(408, 'x')],
    ['429', bad(429, 'rate_limited')],
    ['500', bad(500, 'internal_error')],
    ['502', bad(502, 'upstream')],
    ['503', bad(503, 'database_unavailable')],
    ['504 of a proxy, in HTML', new Response('<h1>Gateway Timeout</h1>', { status: 504 })],
    ['a conflict that may be repeated', bad(409, 'changed_meanwhile')],
    ['a request that is still running', bad(409, 'idempotency_in_progress')],
    ['a network that is down', new TypeError('fetch failed')],
  ])('after %s', async (_, reply) => {
    const { client, attempts } = clientWith(reply, good())
    expect(await client.organizations.get(id)).toEqual(organization)
    expect(attempts.length).toBe(2)
  })

  it.each([
    ['400', 400, 'query_invalid', 'ValidationError'],
    ['401', 401, 'api_key_invalid', 'AuthenticationError'],
    ['403', 403, 'scope_missing', 'PermissionError'],
    ['404', 404, 'resource_missing', 'NotFoundError'],
    ['409', 409, 'already_exists', 'ConflictError'],
    ['412', 412, 'precondition_failed', 'ConflictError'],
    ['422', 422, 'values_invalid', 'ValidationError'],
  ])('but not after %s', async (_, status, code, name) => {
    const { client, attempts } = clientWith(bad(status, code), good())
    await expect(client.organizations.get(id)).rejects.toMatchObject({ name, status, code, request_id: 'req_1' })
    expect(attempts.length).toBe(1)
  })

  it('at most three times, with growing waits', async () => {
    const { client, attempts, waits } = clientWith(...Array.from({ length: 5 }, () => bad(503, 'database_unavailable')))
    await expect(client.organizations.get(id)).rejects.toMatchObject({ name: 'ServerError', status: 503 })
    expect(attempts.length).toBe(4)
    for (const [index, ms] of waits.entries()) {
      expect(ms / (250 * 1.5 ** index)).toBeGreaterThanOrEqual(0.75)
      expect(ms / (250 * 1.5 ** index)).toBeLessThanOrEqual(1.25)
    }
  })

  it('not before Retry-After, and not at all if that is more than a minute', async () => {
    const { client, attempts, waits } = clientWith(bad(429, 'rate_limited', { 'retry-after': '7' }), good())
    await client.organizations.get(id)
    expect([attempts.length, waits]).toEqual([2, [7_000]])
    const patient = clientWith(bad(429, 'rate_limited', { 'retry-after': '61' }), good())
    await expect(patient.client.organizations.get(id)).rejects.toMatchObject({ retry_after_seconds: 61 })
  })

  it('with the same Idempotency-Key for a POST, another one for each call, and none elsewhere', async () => {
    const { client, attempts } = clientWith(bad(503, 'x'), good(organization, 201), good(organization, 201), good())
    await client.organizations.create({ name: 'A' })
    await client.organizations.create({ name: 'A' })
    await client.organizations.update(id, { name: 'B' })
    const keys = attempts.map(({ headers }) => headers['idempotency-key'])
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect([keys[0] === keys[1], keys[1] === keys[2], keys[3]]).toEqual([true, false, undefined])
  })

  it('with the key that the caller gave', async () => {
    const { client, attempts } = clientWith(good(organization, 201))
    await client.organizations.create({ name: 'A' }, { idempotency_key: 'mine' })
    expect(attempts[0]?.headers['idempotency-key']).toBe('mine')
  })

  it('with one Idempotency-Key when the caller passes undefined as the key', async () => {
    const { client, attempts } = clientWith(new TypeError('fetch failed'), good(organization, 201))
    const none = { idempotency_key: undefined } as object
    await client.organizations.create({ name: 'Acme' }, none)
    const [first, second] = attempts.map(({ headers }) => headers['idempotency-key'])
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).toBe(first)
  })

  it('no more as soon as the caller aborts', async () => {
    const giving = new AbortController()
    const send = async () => bad(503, 'database_unavailable', { 'retry-after': '30' })
    const client = new Gatehouse({ api_key: key, base_url: 'https://sso.example', fetch: send as typeof fetch })
    const call = client.organizations.create({ name: 'Acme' }, { signal: giving.signal })
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    giving.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
  })
})

describe('a request', () => {
  it.each(['https://sso.example', 'https://sso.example/', 'https://sso.example/v1', 'https://sso.example/v1/'])(
    'goes to the API of %s',
    async (base_url) => {
      let called = ''
      const send = async (url: unknown) => {
        called = String(url)
        return good()
      }
      await new Gatehouse({ api_key: key, base_url, fetch: send as typeof fetch }).organizations.get(id)
      expect(called).toBe(`https://sso.example/v1/organizations/${id}`)
    },
  )
  it('does not follow a redirect, which could send the key to another host', async () => {
    const { client, attempts } = clientWith(good())
    await client.organizations.get(id)
    expect(attempts[0]).toMatchObject({ redirect: 'manual', headers: { authorization: `Bearer ${key}` } })
    for (const redirect of [Response.redirect('https://evil.example/', 302), Response.error()]) {
      const fetch = async () => redirect
      const led = new Gatehouse({ api_key: key, base_url: 'https://sso.example', fetch, max_retries: 0 })
      await expect(led.organizations.get(id)).rejects.toMatchObject({ code: 'no_answer' })
    }
  })
  it('encodes path parameters and expand[]', async () => {
    const { client, attempts } = clientWith(good(), good())
    await client.organizations.getByExternalId('a/../b?c')
    await client.users.get('user_x', { expand: ['organization'] })
    expect(attempts.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
      '/v1/organizations/by_external_id/a%2F..%2Fb%3Fc',
      '/v1/users/user_x?expand%5B%5D=organization',
    ])
  })
  it('without a key fails and sends nothing', async () => {
    const client = new Gatehouse({ api_key: '', base_url: 'https://sso.example' })
    await expect(client.organizations.get(id)).rejects.toMatchObject({ code: 'no_api_key' })
  })
})

describe('S5 a list', () => {
  const page = (ids: readonly string[], after: string | null) =>
    good({ object: 'list', data: ids.map((one) => ({ id: one })), list_metadata: { before: null, after } })

  it('is iterated to its end', async () => {
    const { client, attempts } = clientWith(page(['1', '2'], '2'), page(['3'], null))
    const seen: string[] = []
    for await (const { id: one } of client.organizations.list({ limit: 2 })) seen.push(one)
    expect(seen).toEqual(['1', '2', '3'])
    expect(attempts.map(({ url }) => new URL(url).search)).toEqual(['?limit=2', '?limit=2&after=2'])
  })
  it('is iterated page by page, each loaded when it is asked for', async () => {
    const { client, attempts } = clientWith(page(['1', '2'], '2'), page(['3'], null))
    const seen: unknown[] = []
    for await (const { data } of client.organizations.list({ limit: 2 }).pages())
      seen.push([data.length, attempts.length])
    expect(seen).toEqual([
      [2, 1],
      [1, 2],
    ])
  })
  it('begins at its start with `null` as the cursor', async () => {
    const { client, attempts } = clientWith(page(['1'], '1'), page(['2'], null))
    expect(await client.organizations.list({ after: null, before: null }).toArray()).toHaveLength(2)
    expect(attempts.map(({ url }) => new URL(url).search)).toEqual(['', '?after=1'])
  })
  it('gives its signal to each request', async () => {
    const { client, attempts } = clientWith(page(['1'], '1'), page(['2'], null))
    const giving = new AbortController()
    await client.organizations.list({}, { signal: giving.signal }).toArray()
    giving.abort()
    expect(attempts.map(({ signal }) => signal?.aborted)).toEqual([true, true])
  })
  it('before a cursor has one page', async () => {
    const { client, attempts } = clientWith(page(['1', '2'], '2'))
    expect((await client.organizations.list({ before: id }).toArray()).length).toBe(2)
    expect(attempts.length).toBe(1)
  })
  it('gives its first page when awaited, and at most `max` items as an array', async () => {
    const { client, attempts } = clientWith(page(['1', '2'], '2'), page(['1', '2'], '2'))
    expect((await client.organizations.list()).data.length).toBe(2)
    expect(await client.organizations.list().toArray(1)).toEqual([{ id: '1' }])
    expect(attempts.length).toBe(2)
  })
})

it('S11 the key is not shown when the client or an error is printed', async () => {
  const { client } = clientWith(bad(401, 'api_key_invalid'))
  expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(key)
  expect(JSON.stringify(client)).not.toContain(key)
  const error = await client.organizations.get(id).catch((thrown: unknown) => thrown)
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(key)
})
