import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  engineers,
  password,
  script_id,
  secret,
  startAccessHarness,
  tenant_id,
} from '../../../test/access-harness.ts'
import { authorizeAddress, redirect_uri, until } from '../../../test/harness.ts'
import { openWindow } from '../../testing/window.ts'
import { newcomersPerMinute } from './token-user.ts'

let harness: AccessHarness
beforeAll(async () => {
  harness = await startAccessHarness()
  await harness.client.roles.create({ slug: 'admin', name: 'Admin', position: 0 })
  await harness.client.roles.create({ slug: 'editor', name: 'Editor', position: 1, claim_values: ['Contoso.Editors'] })
})
afterAll(() => harness.close())

const noPolicy: NonNullable<Parameters<AccessHarness['client']['organizations']['update']>[1]['policy']> = {
  provisioning: 'just_in_time',
  match_by: [],
  default_role: null,
  default_roles: [],
  default_groups: [],
  require_group: false,
  outside_domains: 'allow',
}
beforeEach(async () => {
  const { client, organization_id, resource } = harness
  await client.organizations.update(organization_id, { policy: noPolicy })
  await client.apiResources.update(resource.id, { require_group: false, admin_group: null, debug: false })
})

const policy = (change: object) =>
  harness.client.organizations.update(harness.organization_id, { policy: { ...noPolicy, ...change } })
const update = (change: object) => harness.client.apiResources.update(harness.resource.id, change)

/** The status, and the code of a refusal. */
const outcome = async (token: string): Promise<string> => {
  const answer = await harness.verify(token)
  return answer.status === 200 ? 'allowed' : ((await answer.json()) as { error: { code: string } }).error.code
}
const header = async (token: string, name: string) => (await harness.verify(token)).headers.get(`gatehouse-${name}`)

describe('the rules of the organization', () => {
  it('keep strangers out where only people with an invitation are admitted', async () => {
    await policy({ provisioning: 'invited_only' })
    const before = harness.counts()
    expect(await outcome(await harness.personToken('eve@contoso.example'))).toBe('invitation_missing')
    expect(harness.counts()).toEqual(before)
  })
  it('link a known user by a name in a verified domain', async () => {
    const { client, organization_id } = harness
    await client.domains.create(organization_id, { domain: 'contoso.example' })
    const [domain] = (await client.domains.list(organization_id)).data.filter((one) => one.domain === 'contoso.example')
    await client.domains.verify(organization_id, domain?.id ?? '')
    const known = await client.users.create({ organization_id, preferred_username: 'ben@contoso.example' })
    await policy({ provisioning: 'known_only', match_by: ['preferred_username'] })
    expect(await header(await harness.personToken('ben@contoso.example'), 'user-id')).toBe(known.id)
    expect(await outcome(await harness.personToken('eve@contoso.example'))).toBe('user_unknown')
  })
  it('keep people out whose email and user name are in no domain of the organization', async () => {
    await harness.emulator.admin('PATCH', `/tenants/${tenant_id}/users/eve@contoso.example`, {
      mail: 'eve@other.example',
    } as never)
    const { client, organization_id } = harness
    for (const { id, domain } of (await client.domains.list(organization_id)).data) {
      if (domain === 'contoso.example') await client.domains.delete(organization_id, id)
    }
    await policy({ outside_domains: 'refuse' })
    expect(await outcome(await harness.personToken('eve@contoso.example'))).toBe('email_domain_refused')
  })
  it('keep people without a group out, where the API or the organization asks for one', async () => {
    const token = await harness.personToken('ben@contoso.example')
    await update({ require_group: true })
    expect(await outcome(token)).toBe('group_required')
    await update({ require_group: false })
    await policy({ require_group: true })
    expect([await outcome(token), await outcome(await harness.personToken())]).toEqual(['group_required', 'allowed'])
  })
  it('give default roles and groups', async () => {
    await policy({ default_roles: ['editor'], default_groups: ['everyone'] })
    const token = await harness.personToken('ben@contoso.example')
    expect([await header(token, 'roles'), await header(token, 'groups')]).toEqual(['editor', 'everyone'])
  })
})

describe('groups', () => {
  it('that nothing names are remembered', async () => {
    const { client, organization_id } = harness
    await harness.verify(await harness.personToken())
    const seen = await until(
      async () => (await client.groups.list({ organization_id, source: 'sign_in' })).data,
      (groups) => groups.length > 0,
    )
    expect(seen.map(({ idp_id }) => idp_id)).toEqual([engineers])
  })
  it('make administrators', async () => {
    const token = await harness.personToken()
    expect(await header(token, 'is-admin')).toBe('false')
    await update({ admin_group: engineers })
    expect(await header(token, 'is-admin')).toBe('true')
  })
  it('count by name and without case where the API says so', async () => {
    const { client, organization_id } = harness
    await client.groups.create({ organization_id, idp_id: 'boss', name: engineers.toUpperCase(), roles: ['admin'] })
    const token = await harness.personToken()
    expect(await header(token, 'role')).not.toBe('admin')
    await update({ match_group_names: true })
    expect(await header(token, 'role')).toBe('admin')
    await update({ match_group_names: false })
  })
  it.each(['group-overage', 'has-groups'])('that do not fit into the token refuse it: %s', async (fault) => {
    await harness.provoke(fault)
    expect(await outcome(await harness.personToken())).toBe('access_groups_overage')
  })
  it('make administrators by a claim with a value of its own', async () => {
    const claims = { is_admin: { claim: 'family_name', value: 'Muster' } }
    await update({ claims })
    expect(await header(await harness.personToken(), 'is-admin')).toBe('true')
    await update({ claims: { is_admin: { claim: 'family_name', value: 'muster' } } })
    expect(await header(await harness.personToken(), 'is-admin')).toBe('false')
    await update({ match_case: 'insensitive' })
    expect(await header(await harness.personToken(), 'is-admin')).toBe('true')
    await update({ match_case: 'exact', claims: { is_admin: null } })
  })
})

describe('a call', () => {
  it('writes nothing where nothing changed', async () => {
    const { client } = harness
    const token = await harness.personToken()
    const id = (await header(token, 'user-id')) ?? ''
    const before = await client.users.get(id)
    await harness.verify(token)
    expect(await client.users.get(id)).toEqual(before)
    expect((await client.events.list({ object_id: id })).data.map(({ type }) => type)).toContain('user.created')
  })
  it('with a token of a key that is only for this API is allowed once the API resource says so', async () => {
    await harness.register({ customSigningKey: true })
    const token = await harness.personToken()
    expect(await outcome(token)).toBe('access_token_key_unknown')
    await update({ application_keys: true })
    expect(await outcome(token)).toBe('allowed')
    await harness.register({ customSigningKey: false })
    await update({ application_keys: false })
  })
  it('leaves a line in the log where the API is debugged, without the token', async () => {
    const token = await harness.personToken('ada@contoso.example', { scope: 'User.Read' })
    const lines = async () => {
      const from = harness.log_lines.length
      await harness.verify(token)
      return harness.log_lines.slice(from).filter((line) => line.includes('access refused'))
    }
    expect(await lines()).toEqual([])
    await update({ debug: true })
    const [line = '', ...others] = await lines()
    expect(others).toEqual([])
    expect(JSON.parse(line)).toMatchObject({
      api_resource_id: harness.resource.id,
      code: 'access_token_for_graph',
      step: 'not_graph',
      client_id: script_id,
      tenant_id,
    })
    for (const part of token.split('.')) expect(line).not.toContain(part)
    expect(line).not.toContain('ada')
  })
  it('makes no more new users of one tenant than fit into a minute', async () => {
    const counts = harness.gateway.work.ports.minute_counts
    const key = `newcomers ${harness.resource.id} ${tenant_id}`
    while (counts.of(key) < newcomersPerMinute) counts.add(key)
    const before = harness.counts()
    const eve = await harness.personToken('eve@contoso.example')
    const answer = await harness.verify(eve)
    expect([answer.status, harness.counts()]).toEqual([429, before])
    expect(await outcome(await harness.personToken())).toBe('allowed')
    harness.clock.ahead += 61_000
    expect(await outcome(eve)).toBe('allowed')
    harness.clock.ahead = 0
  })
})

describe('the same person', () => {
  it('is the same user by single sign-on, and a token does not overwrite what the sign-in wrote', async () => {
    const { client, emulator, organization_id } = harness
    const connection = await client.connections.create({
      organization_id,
      type: 'entra_oidc',
      settings: { tenant_id, client_id: script_id, cloud: 'custom', authority_host: emulator.url },
      policy: { userinfo: 'never' },
    })
    await client.credentials.create(connection.id, {
      type: 'client_secret',
      client_secret: secret,
    })
    await client.connections.activate(connection.id)
    const token = await harness.personToken()
    const by_token = await header(token, 'user-id')
    await emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${script_id}`, {
      web: { redirectUris: ['http://localhost/callback', connection.redirect_uri] },
    } as never)
    const window = openWindow(({ href }) => href.startsWith(redirect_uri))
    const page = await window.open(
      authorizeAddress(harness, { connection: connection.id, login_hint: 'ada@contoso.example' }),
    )
    const back = page.status === 0 ? page.url : (await window.submit(page, 'password', { password })).url
    expect(back.searchParams.has('code')).toBe(true)
    const [signed_in] = (await client.signIns.list({ state: 'succeeded' })).data
    expect(signed_in?.user_id).toBe(by_token)

    const before = await client.users.get(by_token ?? '')
    expect(before.last_sign_in_at).not.toBeNull()
    expect(await outcome(token)).toBe('allowed')
    expect(await client.users.get(by_token ?? '')).toEqual(before)
  })
})
