import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  api_id,
  engineers,
  forged,
  other_tenant_id,
  script_id,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../../test/access-harness.ts'

let harness: AccessHarness
beforeAll(async () => {
  harness = await startAccessHarness()
})
afterAll(() => harness.close())

const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error: { code: string } }).error.code
const update = (change: object) => harness.client.apiResources.update(harness.resource.id, change)

describe('a call with a token of a customer', () => {
  it('is allowed, and the API learns who calls', async () => {
    const { client, organization_id } = harness
    await client.roles.create({ slug: 'editor', name: 'Editor' })
    await client.groups.create({ organization_id, idp_id: engineers, name: 'Engineers', roles: ['editor'] })
    const answer = await harness.verify(await harness.personToken())
    expect(answer.status).toBe(200)
    const [user] = (await client.users.list({ organization_id })).data
    expect(user).toMatchObject({ source: 'access_token', kind: 'person', state: 'active', last_sign_in_at: null })
    expect(Object.fromEntries([...answer.headers].filter(([name]) => name.startsWith('gatehouse-')))).toEqual({
      'gatehouse-user-id': user?.id,
      'gatehouse-user-kind': 'person',
      'gatehouse-organization-id': organization_id,
      'gatehouse-tenant-id': tenant_id,
      'gatehouse-subject': user?.identifier,
      'gatehouse-identifier': user?.identifier,
      'gatehouse-client-id': script_id,
      'gatehouse-scopes': 'access_as_user',
      'gatehouse-app-roles': '',
      'gatehouse-email': 'ada@contoso.example',
      'gatehouse-email-verified': 'false',
      'gatehouse-name': 'ada Muster',
      'gatehouse-username': 'ada@contoso.example',
      'gatehouse-role': 'editor',
      'gatehouse-roles': 'editor',
      'gatehouse-groups': engineers,
      'gatehouse-groups-omitted': '',
      'gatehouse-is-admin': 'false',
    })
  })

  it('167 is answered for this caller alone, also when it is refused', async () => {
    for (const token of [await harness.personToken(), 'x', null]) {
      const { headers } = await harness.verify(token)
      expect([headers.get('cache-control'), headers.get('vary')]).toEqual(['no-store', 'Authorization, Cookie'])
    }
  })

  it('164 is judged by its token alone, whatever address it says that it came to', async () => {
    const forwarded = {
      'x-forwarded-uri': '/public',
      'x-forwarded-host': 'x',
      'x-forwarded-proto': 'https',
      'x-original-url': '/',
    }
    expect((await harness.verify(null, forwarded)).status).toBe(401)
    expect((await harness.verify(await harness.personToken(), forwarded)).status).toBe(200)
  })

  it('makes one user, however many calls come at once', async () => {
    const token = await harness.personToken('ben@contoso.example')
    const before = harness.counts()
    const answers = await Promise.all(Array.from({ length: 8 }, () => harness.verify(token)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(answers.map(({ headers }) => headers.get('gatehouse-user-id'))).size).toBe(1)
    const after = harness.counts()
    expect([after.users - before.users, after.identities - before.identities]).toEqual([1, 1])
  })

  it.each(['GET', 'POST', 'DELETE', 'OPTIONS'])(
    '166 is judged by its token whatever its method is: %s',
    async (method) => {
      const address = `${new URL(harness.url).origin}/v1/access/verify/${harness.resource.id}/orders/7?x=1`
      const body = method === 'POST' ? 'some body' : null
      const none = await fetch(address, { method, body, headers: { 'user-agent': 'kube-probe/1.30' } })
      expect(none.status).toBe(401)
      const authorization = `Bearer ${await harness.personToken()}`
      expect((await fetch(address, { method, body, headers: { authorization } })).status).toBe(200)
    },
  )

  it('is refused while its user is suspended', async () => {
    const token = await harness.personToken('eve@contoso.example')
    const id = (await harness.verify(token)).headers.get('gatehouse-user-id') ?? ''
    await harness.client.users.suspend(id)
    const refused = await harness.verify(token)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'user_suspended'])
    await harness.client.users.reactivate(id)
    expect((await harness.verify(token)).status).toBe(200)
  })

  it('follows the API resource at once', async () => {
    const token = await harness.personToken()
    await update({ enabled: false })
    expect(await codeOf(await harness.verify(token))).toBe('api_resource_disabled')
    await update({ enabled: true, required_scopes: ['orders.write'] })
    const refused = await harness.verify(token)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'access_scope_missing'])
    expect(refused.headers.get('www-authenticate')).toContain(`error="insufficient_scope"`)
    expect(refused.headers.get('www-authenticate')).toContain(`scope="api://${api_id}/orders.write"`)
    await update({ required_scopes: ['access_as_user'] })
    expect((await harness.verify(token)).status).toBe(200)
  })
})

describe('a token of a program', () => {
  it('is allowed only if the API says so, and makes a service', async () => {
    const token = await harness.programToken()
    expect(await codeOf(await harness.verify(token))).toBe('access_app_only_refused')
    await update({ allow_app_only: true, required_app_roles: ['Orders.Write'] })
    const answer = await harness.verify(token)
    expect(answer.headers.get('gatehouse-app-roles')).toBe('Orders.Write')
    const user = await harness.client.users.get(answer.headers.get('gatehouse-user-id') ?? '')
    expect(user).toMatchObject({ kind: 'service', source: 'access_token', email: null })
  })
  it('without the role is refused', async () => {
    await update({ allowed_clients: [script_id, stranger_id] })
    const token = await harness.programToken({ client_id: stranger_id })
    expect(await codeOf(await harness.verify(token))).toBe('access_app_role_missing')
    await update({ allowed_clients: [script_id], allow_app_only: false, required_app_roles: [] })
  })
})

type Hostile = [name: string, code: string, status: number, token: () => Promise<string> | string]

const fault = (name: string) => async () => {
  await harness.provoke(name)
  return harness.personToken()
}
const changed = (change: object, header?: object) => async () => forged(await harness.personToken(), change, header)
const cut = (text: string) => async () => `${(await harness.personToken()).slice(0, -text.length)}${text}`

describe('a hostile token', () => {
  it.each<Hostile>([
    ['that is no token', 'access_token_malformed', 401, () => 'x'],
    ['of 1 MiB in the header', 'access_token_malformed', 401, () => `${'a'.repeat(9_000)}.b.c`],
    ['with alg none', 'access_token_malformed', 401, fault('alg-none')],
    ['with alg none and a signature', 'access_token_algorithm', 401, changed({}, { alg: 'none' })],
    ['with HS256 by the public key', 'access_token_algorithm', 401, fault('alg-hs256')],
    ['with a key that is not published', 'access_token_key_unknown', 401, fault('unknown-kid')],
    ['with the key of another cloud', 'access_token_key_unknown', 401, fault('foreign-key')],
    ['with the key of personal accounts', 'access_token_key_unknown', 401, fault('consumer-key')],
    ['with one bit of its signature changed', 'access_token_signature', 401, fault('bad-signature')],
    ['signed by somebody else', 'access_token_signature', 401, changed({})],
    ['with claims that somebody changed', 'access_token_signature', 401, changed({ scp: 'access_as_user admin' })],
    ['with a kid like a path', 'access_token_key_unknown', 401, changed({}, { kid: '../../etc/passwd' })],
    ['with a crit header', 'access_token_malformed', 401, changed({}, { crit: ['b64'], b64: false })],
    ['that was cut', 'access_token_malformed', 401, cut('!')],
    ['that has expired', 'access_token_expired', 401, fault('expired')],
    ['that is not valid yet', 'access_token_not_yet_valid', 401, fault('not-yet-valid')],
    ['without exp', 'access_token_claim_missing', 401, fault('missing-expiry')],
    ['162 without oid', 'access_token_claim_missing', 401, fault('missing-oid')],
    ['for another application', 'access_token_audience', 401, fault('wrong-audience')],
    ['of the issuer of another tenant', 'access_token_issuer', 401, fault('wrong-issuer')],
    ['with the template as its issuer', 'access_token_issuer', 401, fault('issuer-placeholder')],
    ['with the tid of another tenant', 'access_tenant_unknown', 403, fault('wrong-tenant')],
    [
      'of a tenant that may not call',
      'access_tenant_unknown',
      403,
      () => harness.personToken('ada@fabrikam.example', { tenant: other_tenant_id }),
    ],
    [
      '161 for Microsoft Graph',
      'access_token_for_graph',
      401,
      () => harness.personToken('ada@contoso.example', { scope: 'User.Read' }),
    ],
    [
      '162 of a client that is not on the list',
      'access_client_refused',
      403,
      () => harness.personToken('ada@contoso.example', { client_id: stranger_id }),
    ],
  ])('%s is refused with %s', async (_, code, status, make) => {
    const before = harness.counts()
    const token = await make()
    const answer = await harness.verify(token)
    const text = await answer.text()
    expect([(JSON.parse(text) as { error: { code: string } }).error.code, answer.status]).toEqual([code, status])
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="gatehouse", authorization_uri="http/)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('gatehouse-'))).toEqual([])
    expect(text).not.toContain(token.length > 20 ? token.slice(-20) : 'nothing')
    expect(harness.counts()).toEqual(before)
  })

  it('says in words what to do', async () => {
    const message = async (token: string): Promise<string> =>
      ((await (await harness.verify(token)).json()) as { error: { hint: string } }).error.hint
    expect(await message(await harness.personToken('ada@contoso.example', { scope: 'User.Read' }))).toContain(
      `api://${api_id}/access_as_user`,
    )
    const stranger = await harness.personToken('ada@contoso.example', { client_id: stranger_id })
    expect(await message(stranger)).toContain(`Client ${stranger_id} is not on the list`)
  })
})

describe('a v1.0 token', () => {
  it('is refused with the setting of the manifest, and accepted where the API resource says so', async () => {
    await harness.register({
      api: { requestedAccessTokenVersion: 1, oauth2PermissionScopes: [{ value: 'access_as_user' }] },
    })
    const token = await harness.personToken()
    const refused = await harness.verify(token)
    const { error } = (await refused.json()) as { error: { code: string; hint: string } }
    expect([refused.status, error.code]).toEqual([401, 'access_token_version'])
    expect(error.hint).toContain('requestedAccessTokenVersion')
    await update({ accepts_v1: true })
    const answer = await harness.verify(token)
    expect([answer.status, answer.headers.get('gatehouse-username')]).toEqual([200, 'ada@contoso.example'])
    await update({ accepts_v1: false })
    await harness.register({
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{ value: 'access_as_user' }] },
    })
  })
})

describe('refused calls from one address', () => {
  it('are counted, and only those: over the limit nothing is judged any more', async () => {
    const limited = await startAccessHarness({}, { variables: { GATEHOUSE_RATE_LIMIT_API: '20' } })
    const token = await limited.personToken()
    for (let calls = 0; calls < 25; calls += 1) expect((await limited.verify(token)).status).toBe(200)
    const codes: number[] = []
    for (let calls = 0; calls < 22; calls += 1) codes.push((await limited.verify('x')).status)
    expect(codes).toEqual([...Array(20).fill(401), 429, 429])
    const answer = await limited.verify(token)
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
    await limited.close()
  })
  it('164 are counted by the address of the connection, whatever a caller forwards', async () => {
    const limited = await startAccessHarness({}, { variables: { GATEHOUSE_RATE_LIMIT_API: '20' } })
    const codes: number[] = []
    for (let calls = 0; calls < 22; calls += 1) {
      const forwarded = {
        'x-forwarded-for': `203.0.113.${calls}`,
        'x-real-ip': `203.0.113.${calls}`,
        forwarded: 'for=x',
      }
      codes.push((await limited.verify('x', forwarded)).status)
    }
    expect(codes).toEqual([...Array(20).fill(401), 429, 429])
    await limited.close()
  })
})

describe('a request', () => {
  it('without a token gets a challenge with the scope, and without an error or a tenant', async () => {
    const answer = await harness.verify(null)
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'access_token_missing'])
    const challenge = answer.headers.get('www-authenticate')
    expect(challenge).toBe(
      `Bearer realm="gatehouse", authorization_uri="${harness.emulator.url}/organizations/oauth2/v2.0/authorize", scope="api://${api_id}/access_as_user"`,
    )
    expect(challenge).not.toContain(tenant_id)
  })
  it('without a token learns no scope of an API that is not enabled', async () => {
    await update({ enabled: false })
    expect((await harness.verify(null)).headers.get('www-authenticate')).not.toContain('scope')
    await update({ enabled: true })
  })
  it.each([
    '',
    '?resource=res_01jd2x3y4z5a6b7c8d9e0f1g34',
    '?resource=app_01jd2x3y4z5a6b7c8d9e0f1g34',
    '?resource=x&resource=y',
  ])('for no API resource is refused: %s', async (query) => {
    const address = `${new URL(harness.url).origin}/v1/access/verify${query}`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${await harness.personToken()}` } })
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'api_resource_missing'])
  })
  it('that lacks an authentication context gets a claims challenge', async () => {
    await update({ required_acr: 'c1' })
    const answer = await harness.verify(await harness.personToken())
    const challenge = answer.headers.get('www-authenticate') ?? ''
    expect(answer.status).toBe(401)
    expect(challenge).toContain('error="insufficient_claims"')
    const claims = /claims="([^"]+)"/.exec(challenge)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
      access_token: { acrs: { essential: true, value: 'c1' } },
    })
    await update({ required_acr: null })
  })
})
