/** The provisioning `pass_through`: the profile travels in sessions and grants, and the user row has none. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  databases,
  type Harness,
  payloadOf,
  redeem,
  refresh,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

describe.each(databases)('pass_through on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    await harness.client.roles.create({ slug: 'admin', name: 'Admin', position: 1 })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  const ada = {
    ...{ sub: 'ada', email: 'ada@own.example', email_verified: true, name: 'Ada Muster', given_name: 'Ada' },
    ...{ family_name: 'Muster', preferred_username: 'ada', department: 'Research' },
  }
  let scenes = 0
  async function scene(): Promise<string> {
    scenes += 1
    const { id } = await harness.client.organizations.create({
      name: `Organization ${scenes}`,
      domains: [{ domain: `own${scenes}.example`, verified: true }],
      policy: { provisioning: 'pass_through' },
    })
    const mapping = { groups: ['groups'], custom_attributes: { department: ['department'] } }
    await addConnection({ ...harness, organization_id: id }, { mapping })
    await harness.client.groups.create({ organization_id: id, idp_id: 'Admins', roles: ['admin'] })
    return id
  }
  async function signsIn(
    organization: string,
    claims: object = {},
    person = browser(),
    scope = 'openid profile email',
  ) {
    harness.provider.behaviour = { claims: { ...ada, email: `ada@own${scenes}.example`, ...claims } }
    const { searchParams } = await signIn(harness, person, { organization, scope, prompt: 'login' })
    const response = await redeem(harness, String(searchParams.get('code')))
    const tokens = (await response.json()) as { id_token: string; access_token: string; refresh_token?: string }
    return { ...tokens, claims: payloadOf(tokens.id_token) }
  }
  const userinfo = async (access_token: string): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${access_token}` }
    return (await (await fetch(`${harness.url}/oauth/userinfo`, { headers })).json()) as Record<string, unknown>
  }
  const codeOfSession = async (organization: string, person: Browser): Promise<string> =>
    String(answerOf(await person.get(authorizeAddress(harness, { organization, prompt: 'none' }))).code)

  it('gives the whole profile to the application, and keeps none of it with the user', async () => {
    const organization = await scene()
    const person = browser()
    const { claims, access_token } = await signsIn(organization, { groups: ['Admins'] }, person)
    const profile = {
      name: 'Ada Muster',
      given_name: 'Ada',
      preferred_username: 'ada',
      role: 'admin',
      groups: ['Admins'],
    }
    expect(claims).toMatchObject({ ...profile, email: `ada@own${scenes}.example`, email_verified: true })
    expect(await userinfo(access_token)).toMatchObject({ ...profile, custom_attributes: { department: 'Research' } })
    const [user] = (await harness.client.users.list({ organization_id: organization })).data
    expect(user).toMatchObject({
      ...{ id: claims.sub, state: 'active', source: 'jit', email: null, email_verified: false, name: null },
      ...{ given_name: null, family_name: null, preferred_username: null, identifier: null, custom_attributes: {} },
      ...{ role: null, roles: [], role_reasons: [], groups: [], is_admin: false },
    })
    const [identity] = (await harness.client.users.identities(String(claims.sub))).data
    expect(identity).toMatchObject({ subject: 'ada', identifier: null })
    expect(
      JSON.stringify((await harness.client.events.list({ organization_id: organization, limit: 100 })).data),
    ).not.toMatch(/Muster|Research|ada@own/)
    // A second application is answered from the session.
    const again = await redeem(harness, await codeOfSession(organization, person))
    expect(payloadOf(((await again.json()) as { id_token: string }).id_token)).toMatchObject({
      sub: claims.sub,
      ...profile,
    })
  })

  it('gives the same profile when tokens are refreshed and introspected', async () => {
    const organization = await scene()
    const { refresh_token } = await signsIn(organization, {}, browser(), 'openid email offline_access')
    const response = await refresh(harness, String(refresh_token))
    const { id_token, access_token } = (await response.json()) as Record<string, string>
    expect(payloadOf(String(id_token))).toMatchObject({ email: `ada@own${scenes}.example` })
    const { client_id, client_secret } = harness.application
    const introspected = await fetch(`${harness.url}/oauth/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
      body: new URLSearchParams({ token: String(access_token) }),
    })
    expect(await introspected.json()).toMatchObject({ active: true, username: 'ada', role: 'member' })
  })

  it('104 ends the sessions that had a role which is gone', async () => {
    const organization = await scene()
    const elsewhere = browser()
    const before = await signsIn(organization, { groups: ['Admins'] }, elsewhere)
    const same = await signsIn(organization, { groups: ['Admins'] })
    expect(await userinfo(before.access_token)).toMatchObject({ role: 'admin' })
    const after = await signsIn(organization)
    expect(after.claims).toMatchObject({ sub: before.claims.sub, role: 'member' })
    for (const { access_token } of [before, same]) {
      expect(await userinfo(access_token)).toMatchObject({ error: 'invalid_token' })
    }
    const asked = await elsewhere.get(authorizeAddress(harness, { organization, prompt: 'none' }))
    expect(answerOf(asked).error).toBe('login_required')
  })

  it('follows the person: another sign-in in the same session brings the new profile', async () => {
    const organization = await scene()
    const person = browser()
    const before = await signsIn(organization, {}, person)
    const after = await signsIn(organization, { name: 'Ada Neu' }, person)
    expect(after.claims.sid).toBe(before.claims.sid)
    const again = await redeem(harness, await codeOfSession(organization, person))
    const { id_token } = (await again.json()) as { id_token: string }
    expect(payloadOf(id_token)).toMatchObject({ sid: before.claims.sid, name: 'Ada Neu' })
  })

  it('knows the person of a session by the login hint', async () => {
    const organization = await scene()
    const person = browser()
    await signsIn(organization, {}, person)
    const hinted = async (login_hint: string) =>
      answerOf(await person.get(authorizeAddress(harness, { organization, prompt: 'none', login_hint }))).error
    expect(await hinted(`Ada@own${scenes}.example`)).toBeUndefined()
    expect(await hinted('bob@own.example')).toBe('login_required')
  })

  it('empties the row of a user who was there before', async () => {
    const organization = await scene()
    await harness.client.organizations.update(organization, { policy: { provisioning: 'just_in_time' } })
    const { claims } = await signsIn(organization)
    expect((await harness.client.users.get(String(claims.sub))).name).toBe('Ada Muster')
    await harness.client.organizations.update(organization, { policy: { provisioning: 'pass_through' } })
    expect((await signsIn(organization)).claims).toMatchObject({ sub: claims.sub, name: 'Ada Muster' })
    expect(await harness.client.users.get(String(claims.sub))).toMatchObject({ name: null, email: null, role: null })
  })

  it('is refused together with roles that stay from earlier sign-ins', async () => {
    const organization = await scene()
    const [connection] = (await harness.client.connections.list({ organization_id: organization })).data
    const id = String(connection?.id)
    const invalid = (param: string) =>
      expect.objectContaining({ code: 'values_invalid', errors: [expect.objectContaining({ param })] })
    const additive = { role_sync: 'additive' } as const
    await expect(harness.client.connections.update(id, { policy: additive })).rejects.toEqual(
      invalid('/policy/role_sync'),
    )
    const another = { organization_id: organization, type: 'oidc', policy: additive } as const
    await expect(harness.client.connections.create(another)).rejects.toEqual(invalid('/policy/role_sync'))
    await harness.client.connections.update(id, { policy: { ...additive, provisioning: 'just_in_time' } })
    const passing = { policy: { provisioning: 'pass_through' } } as const
    await harness.client.organizations.update(organization, passing)
    await harness.client.organizations.update(organization, { policy: { provisioning: 'just_in_time' } })
    await harness.client.connections.update(id, { policy: { provisioning: null } })
    await expect(harness.client.organizations.update(organization, passing)).rejects.toEqual(
      invalid('/policy/provisioning'),
    )
  })

  it('refuses a known person whose groups are incomplete, because there are no roles to keep', async () => {
    const tooMany = Array.from({ length: 2_001 }, (_, at) => String(at))
    const organization = await scene()
    const { claims } = await signsIn(organization, { groups: ['Admins'] })
    harness.provider.behaviour = { claims: { ...ada, email: `ada@own${scenes}.example`, groups: tooMany } }
    const { searchParams } = await signIn(harness, browser(), { organization, prompt: 'login' })
    expect(searchParams.get('code')).toBeNull()
    const [record] = (await harness.client.signIns.list({ organization_id: organization, limit: 1 })).data
    expect(record).toMatchObject({ state: 'failed', error_code: 'groups_incomplete' })
    expect(await harness.client.users.get(String(claims.sub))).toMatchObject({ state: 'active', roles: [] })
  })

  it('still refuses a suspended person', async () => {
    const organization = await scene()
    const { claims, access_token } = await signsIn(organization)
    await harness.client.users.suspend(String(claims.sub))
    expect(await userinfo(access_token)).toMatchObject({ error: 'invalid_token' })
    harness.provider.behaviour = { claims: ada }
    expect((await signIn(harness, browser(), { organization })).searchParams.get('code')).toBeNull()
  })
})
