/** The policy of an organization: what everybody of it has, and whom it admits. */
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { OrganizationPolicy } from '@gatehouse-sso/sdk/contract/organization-policy'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  databases,
  type Harness,
  payloadOf,
  redeem,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

describe.each(databases)('the policy of an organization on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    for (const slug of ['writer', 'reader', 'guest']) await harness.client.roles.create({ slug, name: slug })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  let scenes = 0
  interface Scene {
    readonly organization: string
    readonly domain: string
  }
  async function scene(
    policy: Partial<OrganizationPolicy>,
    connection: Partial<ConnectionPolicy> = {},
  ): Promise<Scene> {
    const domain = `policy${++scenes}.example`
    const domains = [{ domain, verified: true }]
    const { id } = await harness.client.organizations.create({ name: domain, domains, policy })
    await harness.client.groups.create({ organization_id: id, idp_id: 'everyone', roles: ['reader'] })
    const mapping = { groups: ['groups'], roles: ['roles'] }
    await addConnection({ ...harness, organization_id: id }, { policy: connection, mapping })
    return { organization: id, domain }
  }
  /** @returns the claims of the application, or the code of the refusal */
  async function signsIn({ organization }: Scene, claims: object): Promise<Record<string, unknown>> {
    harness.provider.behaviour = { claims: { sub: 'ada', ...claims } }
    const code = (await signIn(harness, browser(), { organization })).searchParams.get('code')
    if (code === null) return { refused: (await latest(organization)).error_code }
    const { id_token } = (await (await redeem(harness, code)).json()) as Record<string, string>
    return payloadOf(String(id_token))
  }
  async function latest(organization: string): Promise<SignInWithTrace> {
    const [{ id } = { id: '' }] = (await harness.client.signIns.list({ organization_id: organization, limit: 1 })).data
    const read = () => harness.client.signIns.get(id)
    return until(read, ({ decision, error }) => decision !== null || error !== null)
  }

  const roles: readonly [string, Partial<OrganizationPolicy>, Partial<ConnectionPolicy>, object, string[]][] = [
    ['the default role of the environment', {}, {}, {}, ['member']],
    ['the default role of the organization', { default_role: 'guest' }, {}, {}, ['guest']],
    ['that of the connection before it', { default_role: 'guest' }, { default_role: 'reader' }, {}, ['reader']],
    ['no default role beside another', { default_role: 'guest' }, {}, { roles: ['writer'] }, ['writer']],
    ['the roles that everybody has', { default_roles: ['writer'] }, {}, {}, ['writer']],
    ['those besides their own', { default_roles: ['reader'] }, {}, { roles: ['writer'] }, ['writer', 'reader']],
    ['the roles of the groups in which everybody is', { default_groups: ['everyone'] }, {}, {}, ['reader']],
  ]
  it.each(roles)('gives %s', async (_, policy, connection, claims, expected) => {
    expect((await signsIn(await scene(policy, connection), claims)).roles).toEqual(expected)
  })

  it('says why a person has a role, and puts default groups into the token', async () => {
    const at = await scene({ default_roles: ['writer'], default_groups: ['everyone', 'staff'] })
    expect((await signsIn(at, { groups: ['sales', 'staff'] })).groups).toEqual(['sales', 'staff', 'everyone'])
    expect((await latest(at.organization)).decision?.roles).toEqual([
      { role: 'reader', because: 'group', from: '[redacted]' },
      { role: 'writer', because: 'organization', from: null },
    ])
  })

  it('takes a role away at the next sign-in after everybody lost it', async () => {
    const at = await scene({ default_roles: ['writer'] })
    await signsIn(at, {})
    await harness.client.organizations.update(at.organization, { policy: { default_roles: [] } })
    expect((await signsIn(at, {})).roles).toEqual(['member'])
  })

  const groups: readonly [string, Partial<OrganizationPolicy>, object, object][] = [
    ['a person in a group', { require_group: true }, { groups: ['sales'] }, { groups: ['sales'] }],
    ['a person in a group by one text', { require_group: true }, { groups: 'sales' }, { groups: ['sales'] }],
    ['a person in a known group', { require_group: 'known' }, { groups: ['everyone'] }, { groups: ['everyone'] }],
    ['a person in unknown groups only', { require_group: 'known' }, { groups: ['xyz'] }, { refused: 'group_required' }],
    ['a person in no known group', { require_group: 'known' }, {}, { refused: 'group_required' }],
    ['a person in no group', { require_group: true }, {}, { refused: 'group_required' }],
    ['a person with an empty list', { require_group: true }, { groups: [] }, { refused: 'group_required' }],
    [
      'a person in default groups only',
      { require_group: true, default_groups: ['everyone'] },
      {},
      { refused: 'group_required' },
    ],
    [
      'a new person whose groups could not be read',
      { require_group: true },
      { groups: Array.from({ length: 2001 }, (_, at) => String(at)) },
      { refused: 'groups_incomplete' },
    ],
  ]
  it.each(groups)('with require_group decides about %s', async (_, policy, claims, expected) => {
    expect(await signsIn(await scene(policy), claims)).toMatchObject(expected)
  })

  const emails: readonly [string, (domain: string) => object, object][] = [
    ['an email of its domain', (domain) => ({ email: `ada@${domain}` }), { role: 'member' }],
    ['one in capitals', (domain) => ({ email: `Ada@${domain.toUpperCase()}` }), { role: 'member' }],
    ['one of a sub-domain', (domain) => ({ email: `ada@mail.${domain}` }), { refused: 'email_domain_refused' }],
    [
      'one of a domain that ends the same',
      (domain) => ({ email: `ada@x${domain}` }),
      { refused: 'email_domain_refused' },
    ],
    ['a foreign one', () => ({ email: 'ada@fabrikam.example' }), { refused: 'email_domain_refused' }],
    ['none', () => ({}), { refused: 'email_domain_refused' }],
    [
      'one of its domain that the provider denies',
      (domain) => ({ email: `ada@${domain}`, email_verified: false }),
      { refused: 'email_domain_refused' },
    ],
  ]
  it.each(emails)('that refuses outside domains decides about %s', async (_, claims, expected) => {
    const at = await scene({ outside_domains: 'refuse' })
    expect(await signsIn(at, claims(at.domain))).toMatchObject(expected)
  })

  it('refuses a known person whose address moved outside, and creates nothing', async () => {
    const at = await scene({ outside_domains: 'refuse' })
    await signsIn(at, { email: `ada@${at.domain}` })
    const answer = await signsIn(at, { email: 'ada@fabrikam.example' })
    expect(answer).toEqual({ refused: 'email_domain_refused' })
    const record = await latest(at.organization)
    expect(JSON.stringify(record.error)).not.toContain(at.domain)
    const users = (await harness.client.users.list({ organization_id: at.organization })).data
    expect(users.map(({ email }) => email)).toEqual([`ada@${at.domain}`])
  })

  it('keeps what a change leaves out, and refuses a role that does not exist', async () => {
    const at = await scene({ default_role: 'guest', default_groups: ['everyone'] })
    const changed = await harness.client.organizations.update(at.organization, { policy: { require_group: true } })
    expect(changed.policy).toEqual({
      ...{ default_role: 'guest', default_roles: [], default_groups: ['everyone'] },
      ...{ require_group: true, outside_domains: 'allow' },
      ...{ provisioning: 'just_in_time', match_by: ['email'], match_case: 'exact' },
      session: { idle_minutes: null, lifetime_minutes: null, is_shared: true, logout_page_url: null },
    })
    const wrong = { default_role: 'nobody', default_roles: ['writer', 'nothing'] }
    await expect(harness.client.organizations.update(at.organization, { policy: wrong })).rejects.toMatchObject({
      errors: [{ param: '/policy/default_role' }, { param: '/policy/default_roles/1' }],
    })
  })
})
