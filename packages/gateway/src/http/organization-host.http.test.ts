/** Host names and paths of organizations: they only select, and lead to the address of the gateway. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorizeAddress, browser, type Harness, locationOf, startHarness } from '../../test/harness.ts'

let harness: Harness
let staging: { id: string }
beforeAll(async () => {
  harness = await startHarness()
  await harness.client.organizations.update(harness.organization_id, { slug: 'acme', host: 'acme.sso.example' })
  staging = await harness.installation.environments.create({ name: 'Staging', slug: 'staging', kind: 'test' })
  const key = await harness.installation.environments.createApiKey(staging.id, { name: 'k' })
  const { Gatehouse } = await import('@gatehouse-sso/sdk')
  const there = new Gatehouse({ base_url: harness.url, api_key: key.secret })
  const { id } = await there.organizations.create({ name: 'Acme', slug: 'acme', host: 'acme.staging.example' })
  staging = { id }
})
afterAll(() => harness.close())

/** Sends a request with a `Host` of its own. */
function at(host: string, path: string, method = 'GET', body = ''): Promise<{ status: number; location: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host, ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }
    const sent = request(`${harness.url}/`, { method, path, headers }, (response) => {
      response.resume()
      resolve({ status: Number(response.statusCode), location: String(response.headers.location ?? '') })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

describe('the host of an organization', () => {
  const cases: readonly (readonly [string, string, string, string, number, () => string])[] = [
    [
      'an authorization request',
      'acme.sso.example',
      'GET',
      '/oauth/authorize?client_id=a%20b',
      303,
      () => `/o/${harness.organization_id}/oauth/authorize?client_id=a%20b`,
    ],
    [
      'one in capitals, with a port',
      'ACME.sso.example:8443',
      'GET',
      '/oauth/authorize',
      303,
      () => `/o/${harness.organization_id}/oauth/authorize`,
    ],
    [
      'one of another environment',
      'acme.staging.example',
      'GET',
      '/oauth/authorize?x=1',
      303,
      () => `/env/staging/o/${staging.id}/oauth/authorize?x=1`,
    ],
    [
      'a form',
      'acme.sso.example',
      'POST',
      '/oauth/authorize',
      307,
      () => `/o/${harness.organization_id}/oauth/authorize`,
    ],
    [
      'a response at a registered path',
      'acme.sso.example',
      'GET',
      '/oauth/complete/?code=c&state=s',
      303,
      () => '/oauth/complete/?code=c&state=s',
    ],
    ['the API', 'acme.sso.example', 'GET', '/v1/users', 303, () => '/v1/users'],
    [
      'an address that looks like another host',
      'acme.sso.example',
      'GET',
      '//evil.example/x',
      303,
      () => '//evil.example/x',
    ],
  ]
  it.each(cases)('leads %s on', async (_, host, method, path, status, to) => {
    expect(await at(host, path, method)).toEqual({ status, location: `${harness.url}${to()}` })
  })

  it.each(['nobody.sso.example', 'sso.example', 'acme.sso.example.evil.example', '127.0.0.1', 'localhost', '[::1]'])(
    'is not %s, which is served as ever',
    async (host) => {
      expect((await at(host, '/livez')).status).toBe(200)
    },
  )

  it('leads nowhere once it is taken away, and to another organization once that has it', async () => {
    const host = 'moving.sso.example'
    const [one, two] = [
      await harness.client.organizations.create({ name: 'One', host }),
      await harness.client.organizations.create({ name: 'Two' }),
    ]
    expect((await at(host, '/oauth/authorize')).location).toContain(one.id)
    await harness.client.organizations.update(one.id, { host: null })
    expect((await at(host, '/livez')).status).toBe(200)
    await harness.client.organizations.update(two.id, { host })
    expect((await at(host, '/oauth/authorize')).location).toContain(two.id)
  })

  const refused: readonly (readonly [string, object, number])[] = [
    ['a host that another organization has', { host: 'acme.sso.example' }, 409],
    ['a host of another environment', { host: 'acme.staging.example' }, 409],
    ['a slug that another organization has', { slug: 'acme' }, 409],
    ['a host in capitals', { host: 'Acme.sso.example' }, 422],
    ['a host with a port', { host: 'a.example:443' }, 422],
    ['an address as host', { host: '127.0.0.1' }, 422],
    ['the id of an organization as slug', { slug: 'org_00000000000000000000000000' }, 422],
    ['a slug with capitals', { slug: 'Acme' }, 422],
  ]
  it.each(refused)('is not %s', async (_, names, status) => {
    await expect(harness.client.organizations.create({ name: 'Refused', ...names })).rejects.toMatchObject({ status })
  })
})

describe('the path of an organization', () => {
  it.each([
    ['its slug', () => 'acme'],
    ['its id', () => harness.organization_id],
  ])('with %s leads to its identity provider', async (_, name) => {
    const query = new URL(authorizeAddress(harness, { organization: undefined })).search
    const person = browser()
    const first = await person.get(`${harness.url}/o/${name()}/oauth/authorize${query}`)
    expect(first.status).toBe(303)
    expect(locationOf(await person.get(locationOf(first)))).toContain(harness.provider.url)
  })
  it('takes a form, too', async () => {
    const fields = Object.fromEntries(new URL(authorizeAddress(harness, { organization: undefined })).searchParams)
    const person = browser()
    await person.get(authorizeAddress(harness))
    const response = await person.post(`${harness.url}/o/acme/oauth/authorize`, fields)
    expect(locationOf(response)).toContain(`${harness.provider.url}/authorize`)
  })
  const pushed: readonly (readonly [string, Readonly<Record<string, string | undefined>>, RegExp])[] = [
    ['that names the organization leads on', {}, /^http.*\/authorize\?/],
    ['that names a connection leads on', { organization: undefined, connection: '' }, /^http.*\/authorize\?/],
    ['that names none is refused', { organization: undefined }, /request_uri_without_organization/],
  ]
  it.each(pushed)('with a pushed request %s', async (_, change, expected) => {
    const named = change.connection === undefined ? change : { ...change, connection: harness.connection_id }
    const request = new URL(authorizeAddress(harness, named)).searchParams
    const { client_id, client_secret } = harness.application
    const headers = { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` }
    const answer = await fetch(`${harness.url}/oauth/par`, { method: 'POST', headers, body: request })
    const { request_uri } = (await answer.json()) as { request_uri: string }
    const query = new URLSearchParams({ client_id, request_uri })
    const response = await browser().get(`${harness.url}/o/acme/oauth/authorize?${query}`)
    expect(response.headers.get('location') ?? (await response.text())).toMatch(expected)
  })
  it('of nobody says so', async () => {
    const query = new URL(authorizeAddress(harness, { organization: undefined })).search
    const person = browser()
    const response = await person.get(locationOf(await person.get(`${harness.url}/o/nobody/oauth/authorize${query}`)))
    expect(locationOf(response)).toContain('organization_unknown')
  })
})
