import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, redeem, token } from '../../test/code.ts'
import { adaOid, apiCid, contoso, daemonCid, tid } from '../../test/contoso.ts'
import { ask, guid, namesOf, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

describe('Microsoft Graph', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  const bearer = (text: unknown) => ({ authorization: `Bearer ${text}` })
  /** Ada's token, after an administrator has consented to these permissions. */
  const tokenFor = async (scope: string, person?: { name: string; password: string }) => {
    await emulator.admin('POST', `/tenants/${tid}/applications/7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48/consents`, {
      scope,
    })
    return (await redeem(emulator, await codeFor(emulator, { scope }, person))).json
  }
  const appToken = async () =>
    (
      await token(emulator, {
        grant_type: 'client_credentials',
        client_id: daemonCid,
        scope: 'https://graph.microsoft.com/.default',
      })
    ).json.access_token
  const get = (path: string, accessToken: unknown, headers: Record<string, string> = {}) =>
    ask(`${emulator.url}${path}`, { headers: { ...bearer(accessToken), ...headers } })
  const post = (path: string, accessToken: unknown, body: unknown) =>
    ask(`${emulator.url}${path}`, {
      method: 'POST',
      headers: { ...bearer(accessToken), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const errorCode = (answer: { json: Record<string, unknown> }) => {
    const { error } = answer.json
    return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  }
  const list = (answer: { json: Record<string, unknown> }): Record<string, unknown>[] =>
    Array.isArray(answer.json.value) ? answer.json.value : []

  describe('userinfo', () => {
    it('returns at most six claims in their order, with the sub of the ID token', async () => {
      const tokens = await tokenFor('openid profile email')
      const answer = await get('/oidc/userinfo', tokens.access_token)
      expect(namesOf(answer.json)).toEqual(['sub', 'name', 'family_name', 'given_name', 'picture', 'email'])
      expect(answer.json).toEqual({
        sub: unverified(tokens.id_token).payload.sub,
        name: 'Ada Muster',
        family_name: 'Muster',
        given_name: 'Ada',
        picture: `${emulator.url}/v1.0/me/photo/$value`,
        email: 'ada@contoso.example',
      })
    })

    it('accepts POST, and returns only granted claims', async () => {
      const { access_token: accessToken } = await tokenFor('openid')
      const answer = await ask(`${emulator.url}/oidc/userinfo`, { method: 'POST', headers: bearer(accessToken) })
      expect(namesOf(answer.json)).toEqual(['sub'])
    })

    it('leaves out claims without a value in the directory', async () => {
      const tokens = await tokenFor('openid profile email', { name: 'ben@contoso.example', password: 'ben-password' })
      expect(namesOf((await get('/oidc/userinfo', tokens.access_token)).json)).toEqual(['sub', 'name', 'picture'])
    })

    it('needs the scope openid and a token of a person', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      expect((await get('/oidc/userinfo', accessToken)).status).toBe(403)
      expect((await get('/oidc/userinfo', await appToken())).status).toBe(400)
    })
  })

  /** Tokens that Graph must refuse. */
  const wrongTokens: { name: string; make: () => Promise<unknown> }[] = [
    { name: 'no token', make: async () => '' },
    { name: 'a token that is not a JWT', make: async () => 'opaque' },
    { name: 'an ID token', make: async () => (await tokenFor('openid')).id_token },
    {
      name: 'a token for an API',
      make: async () => {
        await emulator.admin('POST', `/tenants/${tid}/applications/7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48/consents`, {
          resourceAppId: apiCid,
          scope: 'access_as_user',
        })
        const code = await codeFor(emulator, { scope: `api://${apiCid}/access_as_user` })
        return (await redeem(emulator, code)).json.access_token
      },
    },
    {
      name: 'a token with another nonce',
      make: async () => {
        const [header = '', ...rest] = String((await tokenFor('openid User.Read')).access_token).split('.')
        const changed = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), nonce: 'x' }
        return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.')
      },
    },
    {
      name: 'a token of a disabled user',
      make: async () => {
        const { access_token: accessToken } = await tokenFor('openid User.Read')
        await emulator.admin('PATCH', `/tenants/${tid}/users/${adaOid}`, { accountEnabled: false })
        return accessToken
      },
    },
    {
      name: 'an expired token',
      make: async () => {
        const { access_token: accessToken } = await tokenFor('openid User.Read')
        await emulator.admin('POST', '/clock', { advance_seconds: 2 * 3600 })
        return accessToken
      },
    },
  ]
  it.each(wrongTokens)('refuses $name with 401 and a challenge', async ({ make }) => {
    const answer = await get('/v1.0/me', await make(), { 'client-request-id': 'c0ffee00-1111-4222-8333-444455556666' })
    expect(answer.status).toBe(401)
    expect(answer.json).toEqual({
      error: {
        code: 'InvalidAuthenticationToken',
        message: expect.any(String),
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          'request-id': expect.stringMatching(guid),
          'client-request-id': 'c0ffee00-1111-4222-8333-444455556666',
        },
      },
    })
    expect(answer.headers.get('www-authenticate')).toContain('authorization_uri="')
  })

  describe('a profile', () => {
    it('of the caller has the default properties in their order', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      const answer = await get('/v1.0/me', accessToken)
      expect(namesOf(answer.json)).toEqual([
        '@odata.context',
        'businessPhones',
        'displayName',
        'givenName',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
        'id',
      ])
      expect(answer.json).toMatchObject({ id: adaOid, displayName: 'Ada Muster', mail: 'ada@contoso.example' })
    })

    it('has the selected properties, and never the password', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      const answer = await get('/v1.0/me?$select=id,accountEnabled,userType,password', accessToken)
      expect(answer.json).toEqual({
        '@odata.context': `${emulator.url}/v1.0/$metadata#users(id,accountEnabled,userType,password)/$entity`,
        id: adaOid,
        accountEnabled: true,
        userType: 'Member',
      })
    })

    it('of other users needs a permission for all', async () => {
      const own = (await tokenFor('User.Read')).access_token
      expect((await get(`/v1.0/users/${adaOid}`, own)).status).toBe(200)
      const refused = await get('/v1.0/users/ben@contoso.example', own)
      expect([refused.status, errorCode(refused)]).toEqual([403, 'Authorization_RequestDenied'])
      const all = (await tokenFor('User.Read User.Read.All')).access_token
      expect((await get('/v1.0/users/ben@contoso.example', all)).json.displayName).toBe('Ben Okafor')
      expect((await get(`/v1.0/users/${adaOid}`, await appToken())).status).toBe(200)
    })

    it('of the caller needs User.Read: openid is not enough', async () => {
      expect((await get('/v1.0/me', (await tokenFor('openid profile email')).access_token)).status).toBe(403)
    })

    it('that does not exist is 404, and a program has no me', async () => {
      const missing = await get('/v1.0/users/nobody@contoso.example', await appToken())
      expect([missing.status, errorCode(missing)]).toEqual([404, 'Request_ResourceNotFound'])
      expect((await get('/v1.0/me', await appToken())).status).toBe(400)
    })
  })

  describe('memberships', () => {
    const groups = (answer: { json: Record<string, unknown> }) => list(answer).map((one) => one.displayName)

    it('include nested groups', async () => {
      const accessToken = await appToken()
      const answer = await get('/v1.0/users/ben@contoso.example/transitiveMemberOf', accessToken)
      expect(groups(answer)).toEqual(['Engineering', 'Staff'])
      expect(list(answer)[0]).toMatchObject({ '@odata.type': '#microsoft.graph.group', securityEnabled: true })
      expect(list(answer)[0]).not.toHaveProperty('members')
    })

    it('have null for everything except the id without a permission for groups', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      for (const one of list(await get('/v1.0/me/transitiveMemberOf', accessToken))) {
        expect(one).toMatchObject({ id: expect.stringMatching(guid), displayName: null })
      }
    })

    it('come in pages, each with a link to the next', async () => {
      for (let index = 0; index < 7; index += 1) {
        await emulator.admin('POST', `/tenants/${tid}/groups`, {
          displayName: `g${index}`,
          members: ['ada@contoso.example'],
        })
      }
      const { access_token: accessToken } = await tokenFor('User.Read GroupMember.Read.All')
      const found: unknown[] = []
      let path: string | undefined = '/v1.0/me/transitiveMemberOf?$select=id,displayName&$top=4'
      const sizes: number[] = []
      while (path !== undefined) {
        const answer = await get(path, accessToken)
        sizes.push(list(answer).length)
        found.push(...list(answer).map(({ id }) => id))
        const next: unknown = answer.json['@odata.nextLink']
        if (typeof next === 'string') expect(next).toMatch(/\$top=4.*\$skiptoken=/)
        path = typeof next === 'string' ? next.slice(emulator.url.length) : undefined
      }
      // Seven, "Staff", and the directory role.
      expect(sizes).toEqual([4, 4, 1])
      expect(new Set(found).size).toBe(9)
    })

    it('with the cast to groups need the header and the count', async () => {
      const accessToken = await appToken()
      const path = `/v1.0/users/${adaOid}/transitiveMemberOf/microsoft.graph.group`
      expect((await get(path, accessToken)).status).toBe(400)
      const answer = await get(`${path}?$count=true&$select=id`, accessToken, { consistencylevel: 'eventual' })
      expect(answer.json).toEqual({
        '@odata.context': `${emulator.url}/v1.0/$metadata#groups`,
        '@odata.count': 1,
        value: [{ '@odata.type': '#microsoft.graph.group', id: expect.stringMatching(guid) }],
      })
    })

    it.each(['0', '1000', 'x'])('refuse a page size of %s', async (top) => {
      expect((await get(`/v1.0/users/${adaOid}/transitiveMemberOf?$top=${top}`, await appToken())).status).toBe(400)
    })

    it('by getMemberObjects are ids of groups and roles, without pages', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      const answer = await post('/v1.0/me/getMemberObjects', accessToken, { securityEnabledOnly: false })
      expect(answer.json['@odata.context']).toBe(`${emulator.url}/v1.0/$metadata#Collection(Edm.String)`)
      expect(answer.json.value).toHaveLength(2)
      expect(
        (await post('/v1.0/me/getMemberObjects', accessToken, { securityEnabledOnly: true })).json.value,
      ).toHaveLength(1)
      expect((await post('/v1.0/me/getMemberObjects', accessToken, {})).status).toBe(400)
    })

    it('by getMemberGroups are ids of security groups or of all groups', async () => {
      await emulator.admin('POST', `/tenants/${tid}/groups`, {
        displayName: 'Mail only',
        securityEnabled: false,
        members: ['ada@contoso.example'],
      })
      const accessToken = await appToken()
      const ids = async (securityEnabledOnly: boolean) =>
        (await post(`/v1.0/users/${adaOid}/getMemberGroups`, accessToken, { securityEnabledOnly })).json.value
      expect(await ids(true)).toHaveLength(1)
      expect(await ids(false)).toHaveLength(2)
    })

    it('of other users need a permission for all', async () => {
      const { access_token: accessToken } = await tokenFor('User.Read')
      const answer = await post('/v1.0/users/ben@contoso.example/getMemberObjects', accessToken, {
        securityEnabledOnly: false,
      })
      expect([answer.status, errorCode(answer)]).toEqual([403, 'Authorization_RequestDenied'])
    })
  })
})
