/** The conventions of the management API, alike for every operation: errors, ids, lists, ETags, changes. */
import { randomInt } from 'node:crypto'
import type { Organization, Page } from '@gatehouse-sso/sdk'
import { errorTypes } from '@gatehouse-sso/sdk/contract/error'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiRequest, api } from '../../../test/api.ts'
import { type Harness, startHarness } from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const create = (name: string) => harness.client.organizations.create({ name })
const post = 'POST /v1/organizations'
const nested = (depth: number) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`

describe('A4 every refusal has one shape:', () => {
  const cases: [string, string, ApiRequest, number, string][] = [
    ['198 an unknown route', 'GET /v1/nothing', {}, 404, 'route_missing'],
    ['an unknown route below a resource', 'GET /v1/organizations/x/nothing', {}, 404, 'route_missing'],
    ['a method that the route does not take', 'DELETE /v1/organizations', {}, 405, 'method_not_allowed'],
    ['198 broken JSON', post, { body: '{"name":' }, 400, 'body_malformed'],
    ['198 an empty body', post, { body: '' }, 400, 'body_malformed'],
    ['198 the same name twice', post, { body: '{"name":"A","name":"B"}' }, 400, 'body_malformed'],
    [
      '198 the same name twice, spelled otherwise',
      post,
      { body: '{"name":"A","n\\u0061me":"B"}' },
      400,
      'body_malformed',
    ],
    [
      '198 the same name twice, deeper',
      post,
      { body: '{"name":"A","metadata":{"a":"1","a":"2"}}' },
      400,
      'body_malformed',
    ],
    ['198 __proto__', post, { body: '{"name":"A","__proto__":{"admin":true}}' }, 400, 'body_malformed'],
    ['198 JSON 33 levels deep', post, { body: nested(32) }, 400, 'body_malformed'],
    ['198 JSON 10,000 levels deep', post, { body: nested(10_000) }, 400, 'body_malformed'],
    ['JSON 32 levels deep, where a text should be', post, { body: nested(31) }, 422, 'values_invalid'],
    ['198 a body of 10 MB', post, { body: `{"name":"${'x'.repeat(10 * 1024 * 1024)}"}` }, 413, 'body_too_large'],
    [
      '198 another media type',
      post,
      { body: 'name=A', headers: { 'content-type': 'text/plain' } },
      415,
      'media_type_unsupported',
    ],
    [
      '180 a form',
      post,
      { body: 'name=A', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'media_type_unsupported',
    ],
    ['a list where an object should be', post, { body: [] }, 422, 'values_invalid'],
    ['a value that is wrong', post, { body: { name: '' } }, 422, 'values_invalid'],
    [
      'A2 the id of another thing',
      'GET /v1/organizations/user_01jd2x3y4z5a6b7c8d9e0f1g2h',
      {},
      404,
      'resource_missing',
    ],
    ['A2 an id that is none', "GET /v1/organizations/1'%20or%201=1", {}, 404, 'resource_missing'],
    ['an id that nothing has', 'GET /v1/organizations/org_01jd2x3y4z5a6b7c8d9e0f1g2h', {}, 404, 'resource_missing'],
    ['199 a list of 1e9', 'GET /v1/organizations?limit=1000000000', {}, 400, 'query_invalid'],
    ['199 a list of none', 'GET /v1/organizations?limit=0', {}, 400, 'query_invalid'],
    ['199 another order', 'GET /v1/organizations?order=name;drop', {}, 400, 'query_invalid'],
    ['199 a column to sort by', 'GET /v1/organizations?sort=name', {}, 400, 'query_invalid'],
    [
      '199 a cursor of another kind',
      'GET /v1/organizations?after=user_01jd2x3y4z5a6b7c8d9e0f1g2h',
      {},
      400,
      'query_invalid',
    ],
    [
      'both cursors',
      'GET /v1/organizations?after=org_01jd2x3y4z5a6b7c8d9e0f1g2h&before=org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      {},
      400,
      'query_invalid',
    ],
    ['a parameter twice', 'GET /v1/organizations?limit=1&limit=2', {}, 400, 'parameter_repeated'],
    ['188 no key', 'GET /v1/organizations', { key: null }, 401, 'api_key_missing'],
    ['188 a wrong key', 'GET /v1/organizations', { key: 'sk_test_wrong' }, 401, 'api_key_invalid'],
    ['an address that cannot be read', 'GET /v1/organizations/%zz', {}, 400, 'address_malformed'],
    ['an address that is too long', `GET /v1/organizations/${'x'.repeat(2_000)}`, {}, 414, 'address_too_long'],
  ]
  it.each(cases)('%s', async (_, route, request, status, code) => {
    const answer = await api(harness, route, request)
    expect([answer.status, answer.code]).toEqual([status, code])
    const { error } = answer.body
    expect(Object.keys(answer.body)).toEqual(['error'])
    expect(error).toMatchObject({
      type: errorTypes[status as keyof typeof errorTypes],
      message: expect.stringMatching(/\S/),
      hint: expect.stringMatching(/\S/),
      request_id: answer.headers.get('x-request-id'),
      doc_url: `${harness.url}/docs/errors#${code}`,
    })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('188 a key in the query is never read', async () => {
    const answer = await api(harness, `GET /v1/organizations?api_key=${harness.api_key}`, { key: null })
    expect([answer.status, answer.code]).toEqual([401, 'api_key_missing'])
  })

  it('188 a wrong key and a revoked key are answered alike', async () => {
    const { id, secret } = await harness.client.apiKeys.create({ name: 'Gone' })
    await harness.client.apiKeys.revoke(id)
    const [wrong, revoked] = [
      await api(harness, 'GET /v1/organizations', { key: 'sk_test_wrong' }),
      await api(harness, 'GET /v1/organizations', { key: secret }),
    ]
    const same = ({ body, status }: typeof wrong) => ({ status, ...body.error, request_id: '' })
    expect(same(revoked)).toEqual(same(wrong))
  })

  it('A2 the id of another thing is named as what it is', async () => {
    const { body } = await api(harness, 'GET /v1/users/org_01jd2x3y4z5a6b7c8d9e0f1g2h')
    expect(body.error).toMatchObject({ param: '/user_id', hint: expect.stringContaining('organization') })
    expect(body.error.message).not.toContain('Received')
  })

  it('405 names the methods that the route takes', async () => {
    expect((await api(harness, 'DELETE /v1/organizations')).headers.get('allow')).toBe('GET, POST')
  })
})

describe('A9 the OpenAPI document', () => {
  it('is served, with the address of this gateway', async () => {
    const response = await fetch(`${harness.url}/openapi.json`)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: harness.url }] })
  })
})

describe('A3 a list', () => {
  it('has everything that was there, each once, whatever is added meanwhile', async () => {
    const { client } = harness
    const before = new Set<string>((await client.organizations.list({ limit: 100 }).toArray()).map(({ id }) => id))
    for (let index = 0; index < 25; index += 1) before.add((await create(`Page ${index}`)).id)
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: Page<Organization> = await client.organizations.list({ limit: 1 + randomInt(6), order, after })
        seen.push(...page.data.map(({ id }) => id))
        after = page.list_metadata.after
        await create('Added meanwhile')
        if (seen.length > 200) break
      } while (after)
      expect(new Set(seen).size).toBe(seen.length)
      for (const id of before) expect(seen).toContain(id)
      if (order === 'desc') expect(seen.length).toBe(before.size)
      for (const id of seen) before.add(id)
      for (const { id } of await client.organizations.list({ limit: 100 }).toArray()) before.add(id)
    }
  })

  it('goes back as it went', async () => {
    const { organizations } = harness.client
    const first = await organizations.list({ limit: 3 })
    const second = await organizations.list({ limit: 3, after: first.list_metadata.after })
    const back = await organizations.list({ limit: 3, before: second.list_metadata.before })
    expect(back.data).toEqual(first.data)
    expect(back.list_metadata.before).toBeNull()
  })

  it('has text in a filter as text', async () => {
    const found = await harness.client.organizations.list({ search: "%' or 1=1 --" })
    expect(found.data).toEqual([])
    expect((await harness.client.organizations.list({ search: '%' })).data).toEqual([])
  })
})

describe('A6 an ETag', () => {
  it('that is sent back lets the change through, once', async () => {
    const { id } = await create('Versioned')
    const route = `/v1/organizations/${id}`
    const etag = (await api(harness, `GET ${route}`)).headers.get('etag') ?? ''
    const headers = { 'if-match': etag }
    const first = await api(harness, `PATCH ${route}`, { body: { name: 'First' }, headers })
    expect(first.status).toBe(200)
    const second = await api(harness, `PATCH ${route}`, { body: { name: 'Second' }, headers })
    expect([second.status, second.code]).toEqual([412, 'precondition_failed'])
    expect((await api(harness, `DELETE ${route}`, { headers })).code).toBe('precondition_failed')
    expect((await harness.client.organizations.get(id)).name).toBe('First')
    const current = { 'if-match': first.headers.get('etag') ?? '' }
    expect((await api(harness, `DELETE ${route}`, { headers: current })).status).toBe(204)
  })

  it('R28 lets one of twenty at the same moment through', async () => {
    const { id } = await create('Contested')
    const change = (name: string) => harness.client.organizations.update(id, { name }, { if_match: '"1"' })
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => change(`Name ${index}`)))
    const [winner, ...others] = results.filter(({ status }) => status === 'fulfilled')
    expect(others).toEqual([])
    expect((await harness.client.organizations.get(id)).name).toBe(
      (winner as PromiseFulfilledResult<{ name: string }>).value.name,
    )
  })

  it.each([['nonsense'], ['"abc"'], ['W/"x"']])('that is %s lets nothing through', async (etag) => {
    const { id } = await create('Kept')
    const answer = await api(harness, `PATCH /v1/organizations/${id}`, {
      body: { name: 'X' },
      headers: { 'if-match': etag },
    })
    expect([answer.status, answer.code]).toEqual([412, 'precondition_failed'])
  })

  it('at what has no version lets nothing through', async () => {
    const key = await harness.client.apiKeys.create({ name: 'Unversioned' })
    const { headers } = await api(harness, `GET /v1/api_keys/${key.id}`)
    const answer = await api(harness, `DELETE /v1/api_keys/${key.id}`, {
      headers: { 'if-match': headers.get('etag') ?? '' },
    })
    expect([answer.status, answer.code]).toEqual([412, 'precondition_failed'])
  })

  it('that the caller has spares it the body', async () => {
    const { id } = await create('Cached')
    const route = `GET /v1/organizations/${id}`
    const etag = (await api(harness, route)).headers.get('etag') ?? ''
    const again = await api(harness, route, { headers: { 'if-none-match': `"other", W/${etag}` } })
    expect([again.status, again.body]).toEqual([304, undefined])
    expect((await api(harness, route, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })
})

describe('A7 a PATCH', () => {
  it('changes what it names, clears what is null, and leaves the rest', async () => {
    const { organizations } = harness.client
    const { id } = await organizations.create({ name: 'Partial', external_id: 'partial', metadata: { a: '1', b: '2' } })
    const changed = await organizations.update(id, { external_id: null, metadata: { b: null, c: '3' } })
    expect(changed).toMatchObject({ name: 'Partial', external_id: null, metadata: { a: '1', c: '3' } })
  })

  it.each([
    ['id', 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'],
    ['created_at', '2020-01-01T00:00:00Z'],
    ['is_active', true],
    ['environment_id', 'env_01jd2x3y4z5a6b7c8d9e0f1g2h'],
    ['domains', []],
    ['a/b~c', 1],
  ])('197 of %s is refused and named', async (field, value) => {
    const { id } = await create('Guarded')
    const { status, body } = await api(harness, `PATCH /v1/organizations/${id}`, {
      body: { name: 'X', [field]: value },
    })
    expect(status).toBe(422)
    const param = `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
    expect(body.error.errors).toEqual([{ param, code: 'unknown_field', message: expect.any(String) }])
    expect((await harness.client.organizations.get(id)).name).toBe('Guarded')
  })

  it('197 of a user cannot make an administrator of them', async () => {
    const { client, organization_id } = harness
    const { id } = await client.users.create({ organization_id, email: 'mallory@acme.example' })
    for (const field of ['is_admin', 'role', 'roles', 'state', 'source', 'organization_id', 'email_verified']) {
      const { status, body } = await api(harness, `PATCH /v1/users/${id}`, { body: { [field]: true } })
      expect([status, body.error.errors[0].param]).toEqual([422, `/${field}`])
    }
  })
})

describe('A12 free data:', () => {
  it('an organization is found by its external id, in the path and in the list', async () => {
    const { organizations } = harness.client
    const made = await organizations.create({ name: 'Known', external_id: 'crm/47 11' })
    expect(await organizations.getByExternalId('crm/47 11')).toEqual(made)
    expect((await organizations.list({ external_id: 'crm/47 11' })).data).toEqual([made])
    await expect(organizations.getByExternalId('nobody')).rejects.toMatchObject({ code: 'resource_missing' })
  })
  it('a user is found by their external id', async () => {
    const { client, organization_id } = harness
    const made = await client.users.create({ organization_id, email: 'ext@acme.example', external_id: 'u-1' })
    expect((await client.users.list({ external_id: 'u-1' })).data).toEqual([made])
  })
  it('51 keys of metadata are refused, at once and one after the other', async () => {
    const keys = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`key-${from + index}`, 'x']))
    const { organizations } = harness.client
    await expect(organizations.create({ name: 'Many', metadata: keys(0, 51) })).rejects.toMatchObject({ status: 422 })
    const { id } = await organizations.create({ name: 'Many', metadata: keys(0, 50) })
    await expect(organizations.update(id, { metadata: keys(50, 51) })).rejects.toMatchObject({ status: 422 })
  })
})

describe('A13 expand[]', () => {
  it('shows the organization of a connection beside its id, in one and in a list', async () => {
    const { client, connection_id, organization_id } = harness
    const organization = await client.organizations.get(organization_id)
    expect((await client.connections.get(connection_id, { expand: ['organization'] })).organization).toEqual(
      organization,
    )
    const [first] = (await client.connections.list({ expand: ['organization'] })).data
    expect(first?.organization).toEqual(organization)
    expect(await client.connections.get(connection_id)).not.toHaveProperty('organization')
  })
  it('is shown in full to whoever has the plain one', async () => {
    const route = `GET /v1/connections/${harness.connection_id}`
    const headers = { 'if-none-match': (await api(harness, route)).headers.get('etag') ?? '' }
    expect((await api(harness, route, { headers })).status).toBe(304)
    expect((await api(harness, `${route}?expand[]=organization`, { headers })).status).toBe(200)
  })
  it.each([['nonsense'], ['credentials'], ['organization.domains'], ['__proto__']])(
    'of %s is refused',
    async (name) => {
      const answer = await api(harness, `GET /v1/connections/${harness.connection_id}?expand[]=${name}`)
      expect([answer.status, answer.code, answer.body.error.param]).toEqual([400, 'query_invalid', '/expand[]'])
    },
  )
  it('of a resource that has nothing to expand is refused', async () => {
    const { status, code } = await api(harness, 'GET /v1/organizations?expand[]=organization')
    expect([status, code]).toEqual([400, 'query_invalid'])
  })
  it('190 of what the key may not read is refused', async () => {
    const { secret } = await harness.client.apiKeys.create({ name: 'Narrow', scopes: ['connections:read'] })
    const route = `GET /v1/connections/${harness.connection_id}?expand[]=organization`
    const { status, body } = await api(harness, route, { key: secret })
    expect([status, body.error.code, body.error.param]).toEqual([403, 'scope_missing', '/expand[]'])
  })
})
