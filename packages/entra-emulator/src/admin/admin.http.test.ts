import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, signIn } from '../../test/browser.ts'
import { codeFor, redeem } from '../../test/code.ts'
import { adaOid, authorizeUrl, cid, contoso, secret, tid } from '../../test/contoso.ts'
import { type Answer, ask, guid, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { adminRouteList } from './admin.ts'

describe('the admin API', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(`${emulator.admin_url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  describe('answers', () => {
    const own = (): string => new URL(emulator.url).host
    const cases: { name: string; headers: () => Record<string, string>; status: number }[] = [
      { name: 'a program', headers: () => ({}), status: 200 },
      { name: 'a person who types the URL', headers: () => ({ 'sec-fetch-site': 'none' }), status: 200 },
      { name: 'another name of this machine', headers: () => ({ host: 'localhost:1234' }), status: 200 },
      { name: 'IPv6 loopback', headers: () => ({ host: '[::1]:1234' }), status: 200 },
      { name: 'a page of another origin', headers: () => ({ origin: 'https://evil.example' }), status: 403 },
      { name: 'a page of its own', headers: () => ({ origin: `http://${own()}` }), status: 403 },
      { name: 'a sandboxed page', headers: () => ({ origin: 'null' }), status: 403 },
      { name: 'a request that another site caused', headers: () => ({ 'sec-fetch-site': 'cross-site' }), status: 403 },
      { name: 'a request that another port caused', headers: () => ({ 'sec-fetch-site': 'same-site' }), status: 403 },
      { name: 'a foreign host name that points here', headers: () => ({ host: 'rebound.evil.example' }), status: 403 },
      { name: 'a host name that begins with its own', headers: () => ({ host: `${own()}.evil.example` }), status: 403 },
      {
        name: 'a host name with localhost inside',
        headers: () => ({ host: 'localhost.evil.example:80' }),
        status: 403,
      },
    ]
    it.each(cases)('$name: $status', async ({ headers, status }) => {
      // fetch does not let a test choose Host, so the test uses node:http.
      const { request } = await import('node:http')
      const { hostname, port } = new URL(emulator.admin_url)
      const answered = await new Promise<number>((resolve, reject) => {
        const call = request({ hostname, port, path: '/_admin/clock', headers: headers() }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
        call.on('error', reject)
        call.end()
      })
      expect(answered).toBe(status)
    })

    it('a form, which any page could send, with 415', async () => {
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
        expect((await send('POST', '/clock', 'advance_seconds=5', { 'content-type': type })).status).toBe(415)
      }
    })
  })

  it('lists its routes', async () => {
    const { json } = await send('GET', '')
    expect(json.routes).toHaveLength(adminRouteList.length)
    expect(json.routes).toContainEqual({ method: 'POST', path: '/_admin/reset', says: expect.any(String) })
  })

  const kinds: { list: string; body: Record<string, unknown>; id: string; patch: Record<string, unknown> }[] = [
    {
      list: 'users',
      body: { userPrincipalName: 'new@contoso.example' },
      id: 'new@contoso.example',
      patch: { displayName: 'New' },
    },
    {
      list: 'groups',
      body: { displayName: 'New group', members: ['Staff'] },
      id: 'New%20group',
      patch: { mailEnabled: true },
    },
    {
      list: 'applications',
      body: { displayName: 'New app' },
      id: 'New%20app',
      patch: { web: { redirectUris: ['https://n.example/'] } },
    },
    {
      list: 'servicePrincipals',
      body: { appId: cid.replace('7', '8') },
      id: cid.replace('7', '8'),
      patch: { enabled: false },
    },
  ]
  it.each(kinds)('adds, reads, merges and deletes $list', async ({ list, body, id, patch }) => {
    const base = `/tenants/contoso.example/${list}`
    const before = await send('GET', base)
    const added = await send('POST', base, body)
    expect(added.status).toBe(200)
    expect((await send('GET', `${base}/${id}`)).json).toEqual(added.json)
    const changed = await send('PATCH', `${base}/${id}`, patch)
    expect(changed.json).toMatchObject(patch)
    expect(Object.keys(changed.json)).toEqual(Object.keys(added.json))
    expect((await send('DELETE', `${base}/${id}`)).status).toBe(204)
    expect((await send('GET', `${base}/${id}`)).status).toBe(404)
    expect((await send('GET', base)).json).toEqual(before.json)
  })

  it('adds, reads, merges and deletes tenants', async () => {
    const added = await send('POST', '/tenants', {
      displayName: 'Tailspin',
      users: [{ userPrincipalName: 'a@tailspin.example' }],
    })
    expect(added.json).toMatchObject({ domains: ['tailspin.example'], id: expect.stringMatching(guid) })
    expect((await send('POST', '/tenants', { displayName: 'Tailspin' })).status).toBe(409)
    const path = '/tenants/tailspin.example'
    expect((await send('PATCH', path, { region: 'NA' })).json).toMatchObject({ region: 'NA', displayName: 'Tailspin' })
    expect((await ask(`${emulator.url}/tailspin.example/v2.0/.well-known/openid-configuration`)).status).toBe(200)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await ask(`${emulator.url}/tailspin.example/v2.0/.well-known/openid-configuration`)).status).toBe(400)
  })

  it('merges deeply, and keeps omitted members', async () => {
    await send('PATCH', `/tenants/${tid}/applications/${cid}`, { web: { logoutUrl: 'https://app.example/out' } })
    expect((await send('GET', `/tenants/${tid}/applications/${cid}`)).json.web).toMatchObject({
      logoutUrl: 'https://app.example/out',
      redirectUris: expect.arrayContaining(['https://app.example/callback']),
    })
  })

  it('removes a deleted user from groups, assignments and consents', async () => {
    const application = `/tenants/${tid}/applications/${cid}`
    await send('POST', `${application}/appRoleAssignments`, { principalId: 'ada@contoso.example' })
    await send('POST', `${application}/consents`, { principalId: 'ada@contoso.example', scope: 'User.Read' })
    await send('DELETE', `/tenants/${tid}/users/ada@contoso.example`)
    expect(JSON.stringify((await send('GET', '/directory')).json)).not.toContain(adaOid)
  })

  it('returns the directory in a form that can be restored', async () => {
    const { json } = await send('GET', '/directory')
    await send('PUT', '/directory', { tenants: [{ displayName: 'Only' }] })
    expect(emulator.tenants().map(({ displayName }) => displayName)).toEqual(['Only'])
    expect((await send('PUT', '/directory', json)).json).toEqual(json)
  })

  const wrong: { name: string; method: string; path: string; body: unknown; says: string; status?: number }[] = [
    {
      name: 'a user without a name',
      method: 'POST',
      path: `/tenants/${tid}/users`,
      body: {},
      says: 'users[6].userPrincipalName: missing',
    },
    {
      name: 'a user twice',
      method: 'POST',
      path: `/tenants/${tid}/users`,
      body: { userPrincipalName: 'ada@contoso.example' },
      says: 'appears twice',
    },
    {
      name: 'a misspelt property',
      method: 'PATCH',
      path: `/tenants/${tid}/users/ada@contoso.example`,
      body: { displayname: 'x' },
      says: 'users[0].displayname: unknown member. Did you mean "displayName"?',
    },
    {
      name: 'a wrong value',
      method: 'PATCH',
      path: `/tenants/${tid}/applications/${cid}`,
      body: { web: { redirectUris: ['http://a.example/'] } },
      says: 'applications[0].web.redirectUris[0]: must be https',
    },
    {
      name: 'another id',
      method: 'PATCH',
      path: `/tenants/${tid}/users/ada@contoso.example`,
      body: { id: tid },
      says: 'id: cannot be changed',
    },
    {
      name: 'another tenant id',
      method: 'PATCH',
      path: `/tenants/${tid}`,
      body: { id: adaOid },
      says: 'id: cannot be changed',
    },
    {
      name: 'the domain of another tenant',
      method: 'PATCH',
      path: `/tenants/${tid}`,
      body: { domains: ['fabrikam.example'] },
      says: 'appears twice',
    },
    {
      name: 'a body that is not an object',
      method: 'POST',
      path: `/tenants/${tid}/users`,
      body: [],
      says: 'The body must be a JSON object.',
    },
    {
      name: 'an unknown tenant',
      method: 'GET',
      path: '/tenants/nowhere.example',
      body: undefined,
      says: 'There is no tenant "nowhere.example".',
      status: 404,
    },
    {
      name: 'an unknown secret',
      method: 'DELETE',
      path: `/tenants/${tid}/applications/${cid}/passwordCredentials/${tid}`,
      body: undefined,
      says: 'There is no secret',
      status: 404,
    },
    {
      name: 'an unknown fault',
      method: 'POST',
      path: '/faults',
      body: { name: 'flood' },
      says: 'name: There is no fault "flood". GET /_admin/faults lists all.',
    },
    {
      name: 'a misspelt fault',
      method: 'POST',
      path: '/faults',
      body: { name: 'wrong_nonse' },
      says: 'name: There is no fault "wrong_nonse". Did you mean "wrong-nonce"? GET /_admin/faults lists all.',
    },
    {
      name: 'a misspelt fault to switch off',
      method: 'DELETE',
      path: '/faults/jwks-slwo',
      body: undefined,
      says: 'There is no fault "jwks-slwo". Did you mean "jwks-slow"? GET /_admin/faults lists all.',
      status: 404,
    },
    {
      name: 'a fault that acts 0 times',
      method: 'POST',
      path: '/faults',
      body: { name: 'expired', times: 0 },
      says: 'times: must be a whole number from 1',
    },
    {
      name: 'a fault of an unknown tenant',
      method: 'POST',
      path: '/faults',
      body: { name: 'expired', tenant: 'x' },
      says: 'tenant: there is no tenant "x"',
    },
    {
      name: 'a fault with a misspelt member',
      method: 'POST',
      path: '/faults',
      body: { name: 'expired', tenent: 'x' },
      says: 'tenent: unknown member. Did you mean "tenant"?',
    },
    {
      name: 'a clock change without seconds',
      method: 'POST',
      path: '/clock',
      body: {},
      says: 'advance_seconds: missing',
    },
    {
      name: 'a clock change with text',
      method: 'POST',
      path: '/clock',
      body: { advance_seconds: '5' },
      says: 'advance_seconds: must be a number, is a string',
    },
    {
      name: 'an unknown key',
      method: 'POST',
      path: '/keys/sign-with',
      body: { key: 'mine' },
      says: 'key: must be one of "tenant", "foreign", "consumer"',
    },
    { name: 'broken JSON', method: 'POST', path: '/clock', body: '{', says: 'JSON' },
  ]
  it.each(wrong)('refuses $name and changes nothing', async ({ method, path, body, says, status }) => {
    const before = JSON.stringify(emulator.tenants())
    const answer = await send(method, path, body)
    expect(answer.status).toBe(status ?? 400)
    expect(answer.json).toEqual({ error: { code: expect.any(String), message: expect.stringContaining(says) } })
    expect(JSON.stringify(emulator.tenants())).toBe(before)
  })

  it('moves the clock and sets it back', async () => {
    const { json } = await send('POST', '/clock', { advance_seconds: 86_400 })
    expect(json).toMatchObject({ ahead_seconds: 86_400 })
    expect(Date.parse(String(json.now))).toBeGreaterThan(Date.now() + 86_000_000)
    expect((await send('POST', '/clock/reset')).json).toMatchObject({ ahead_seconds: 0 })
  })

  describe('keys', () => {
    const signedBy = async () => unverified((await redeem(emulator, await codeFor(emulator))).json.id_token).header.kid
    const published = async (): Promise<{ kid: string; kind: string; signs: boolean }[]> => {
      const { json } = await send('GET', '/keys')
      return Array.isArray(json.published) ? json.published : []
    }

    it('rotate, and the new key signs at once', async () => {
      const before = (await published())[0]?.kid
      const { json } = await send('POST', '/keys/rotate')
      const after = (await published())[0]?.kid
      expect(after).not.toBe(before)
      expect(json).toMatchObject({ signing_with: 'tenant' })
      expect(await signedBy()).toBe(after)
      const set = await ask(`${emulator.url}/${tid}/discovery/v2.0/keys`)
      expect(set.text).toContain(String(after))
    })

    it.each(['foreign', 'consumer'])('sign with the %s key on request, until reset', async (key) => {
      await send('POST', '/keys/sign-with', { key })
      expect(await signedBy()).toBe((await published()).find(({ kind }) => kind === key)?.kid)
      await send('POST', '/reset')
      expect(await signedBy()).toBe((await published())[0]?.kid)
    })
  })

  it('logs requests without their secrets', async () => {
    await send('DELETE', '/requests')
    const correlationId = 'c0ffee00-1111-4222-8333-444455556666'
    const code = await codeFor(emulator, { state: 'visible-state' })
    await redeem(
      emulator,
      code,
      { code_verifier: 'hidden-verifier' },
      { headers: { 'client-request-id': correlationId } },
    )
    await ask(`${emulator.url}/${tid}/oauth2/v2.0/logout?logout_hint=x`)
    const { json, text } = await send('GET', '/requests')
    expect(json.value).toMatchObject([
      {
        endpoint: 'authorize',
        method: 'GET',
        path: `/${tid}/oauth2/v2.0/authorize`,
        parameters: { state: 'visible-state' },
      },
      {
        endpoint: 'token',
        method: 'POST',
        correlation_id: correlationId,
        client_authentication: 'client_secret_post',
        parameters: {
          grant_type: 'authorization_code',
          client_id: cid,
          client_secret: '(not kept)',
          code: '(not kept)',
        },
      },
      { endpoint: 'logout' },
    ])
    for (const hidden of [secret, code, 'hidden-verifier']) expect(text).not.toContain(hidden)
  })

  it('lists the signed-in accounts without the cookie', async () => {
    const browser = openBrowser(emulator.url)
    await signIn(browser, authorizeUrl(emulator.url), 'ada@contoso.example', 'ada-password')
    const { json } = await send('GET', '/sessions')
    expect(json.value).toEqual([
      {
        accounts: [
          {
            sid: expect.stringMatching(guid),
            tenant_id: tid,
            user_id: adaOid,
            auth_time: expect.any(Number),
            signed_in_at: expect.any(Number),
            applications: [{ app_id: cid, tenant_id: tid }],
          },
        ],
        expires_at: expect.any(Number),
      },
    ])
  })

  it('resets everything to the fixture', async () => {
    const before = JSON.stringify(emulator.tenants())
    await send('DELETE', `/tenants/${tid}/users/ada@contoso.example`)
    await send('POST', '/clock', { advance_seconds: 5 })
    await send('POST', '/faults', { name: 'expired' })
    await send('POST', '/reset')
    expect(JSON.stringify(emulator.tenants())).toBe(before)
    expect((await send('GET', '/clock')).json).toMatchObject({ ahead_seconds: 0 })
    expect((await send('GET', '/faults')).json).toMatchObject({ active: [] })
  })

  it('can be called by the process that started it, without a connection', async () => {
    expect(await emulator.admin('GET', '/clock')).toMatchObject({ ahead_seconds: 0 })
    await expect(emulator.admin('GET', '/tenants/nowhere')).rejects.toThrow('There is no tenant')
  })
})
