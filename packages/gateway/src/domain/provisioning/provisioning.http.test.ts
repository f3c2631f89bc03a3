/** Group F of the security cases: who somebody is, whether they may in, and what they may. */
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { Organization } from '@gatehouse-sso/sdk/contract/organizations'
import type { User } from '@gatehouse-sso/sdk/contract/users'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  browser,
  type Harness,
  payloadOf,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { refusal } from '../../../test/refusal.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

let scenes = 0
interface Scene {
  readonly organization: Organization
  readonly domain: string
  readonly change: { organization: string }
  readonly connection_id: `conn_${string}`
}
/** An organization with one connection, so that nobody there is known yet. */
async function scene(policy: Partial<ConnectionPolicy> = {}, mapping: Record<string, string[]> = {}): Promise<Scene> {
  scenes += 1
  const domain = `org${scenes}.example`
  const organization = await harness.client.organizations.create({
    name: `Organization ${scenes}`,
    domains: [{ domain, verified: true }],
  })
  const { id } = await addConnection({ ...harness, organization_id: organization.id }, { policy, mapping })
  return { organization, domain, change: { organization: organization.id }, connection_id: id }
}
const claims = (change: Record<string, unknown>): void => {
  harness.provider.behaviour = { claims: { sub: 'ada', email_verified: true, name: 'Ada', ...change } }
}
interface Signed {
  readonly claims: Record<string, unknown>
  readonly access_token: string
}
async function signedIn(change: { organization: string }, person = browser()): Promise<Signed> {
  const { searchParams } = await signIn(harness, person, change)
  const response = await redeem(harness, String(searchParams.get('code')))
  const { id_token, access_token } = (await response.json()) as Record<string, string>
  return { claims: payloadOf(String(id_token)), access_token: String(access_token) }
}
const userinfo = (access_token: string): Promise<Response> =>
  fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })
const usersOf = async ({ organization }: Scene): Promise<readonly User[]> =>
  (await harness.client.users.list({ organization_id: organization.id })).data
const invite = ({ organization }: Scene, email: string, more: object = {}): Promise<User> =>
  harness.client.users.create({ organization_id: organization.id, email, ...more })

describe('an unknown person', () => {
  it('101 is refused where only known users may in, and nothing is made', async () => {
    const at = await scene({ provisioning: 'known_only' })
    claims({ email: `ada@${at.domain}` })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record).toMatchObject({ error_code: 'user_unknown', email: `[redacted]@${at.domain}` })
    expect(await usersOf(at)).toEqual([])
  })

  it('101 is told which value is missing when known users cannot be found without it', async () => {
    const at = await scene({ provisioning: 'known_only', match_by: ['identifier'] }, { identifier: ['employee_id'] })
    const record = await refusal(harness, { change: at.change, behaviour: { claims: { sub: 'ada' } } })
    expect(record.error).toMatchObject({ code: 'mapping_incomplete', expected: 'identifier' })
  })

  it('100 with a new sub is a new user, whatever the email was', async () => {
    const at = await scene()
    claims({ sub: 'first', email: `ada@${at.domain}` })
    const first = await signedIn(at.change)
    claims({ sub: 'second', email: `ada@${at.domain}` })
    const second = await signedIn(at.change)
    expect(second.claims.sub).not.toBe(first.claims.sub)
    expect(await usersOf(at)).toHaveLength(2)
  })

  it('100 with the sub of a user in other letters is a new user', async () => {
    const at = await scene()
    claims({ sub: 'ada' })
    const first = await signedIn(at.change)
    claims({ sub: 'Ada' })
    expect((await signedIn(at.change)).claims.sub).not.toBe(first.claims.sub)
  })

  it('102 gets nothing from claims that nobody mapped', async () => {
    const at = await scene()
    claims({ role: 'admin', roles: ['admin'], is_admin: true, org_id: 'org_x', state: 'active', groups: 'admin' })
    await signedIn(at.change)
    const [user] = await usersOf(at)
    expect(user).toMatchObject({ role: 'member', roles: ['member'], is_admin: false, source: 'jit' })
    const { claims: token } = await signedIn(at.change)
    expect(token).toMatchObject({ org_id: at.organization.id, role: 'member', is_admin: false })
  })

  it('102 gets no role by a name that is no role', async () => {
    const at = await scene({}, { roles: ['roles'] })
    claims({ roles: ['owner', '__proto__', 'constructor', 'MEMBER', ' member'] })
    expect((await signedIn(at.change)).claims).toMatchObject({ role: 'member', roles: ['member'] })
  })
})

describe('95 a known person', () => {
  it('stays the same user when the email changes to that of another, and merges with nobody', async () => {
    const at = await scene()
    claims({ sub: 'victim', email: `victim@${at.domain}` })
    const victim = await signedIn(at.change)
    claims({ sub: 'mallory', email: `mallory@${at.domain}` })
    const mallory = await signedIn(at.change)
    claims({ sub: 'mallory', email: `victim@${at.domain}` })
    const changed = await signedIn(at.change)
    expect(changed.claims.sub).toBe(mallory.claims.sub)
    expect(changed.claims.sub).not.toBe(victim.claims.sub)
    expect(await usersOf(at)).toHaveLength(2)
  })
})

describe('a user that was made before', () => {
  it('is linked by a verified email, with the reason, once', async () => {
    const at = await scene({ provisioning: 'known_only' })
    const user = await invite(at, `Ada@${at.domain}`)
    claims({ email: `ada@${at.domain.toUpperCase()}` })
    expect((await signedIn(at.change)).claims.sub).toBe(user.id)
    const [identity] = (await harness.client.users.identities(user.id)).data
    expect(identity).toMatchObject({ subject: 'ada', linked_because: expect.stringContaining('same email') })
    claims({ sub: 'somebody-else', email: `ada@${at.domain}` })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('user_linked_otherwise')
  })

  it.each([
    ['60 that the provider does not vouch for', { email_verified: false }],
    ['60 that the provider says nothing of', { email_verified: undefined }],
    ['60 that the provider vouches for in other words', { email_verified: 'yes' }],
  ])('is not linked by an email %s', async (_, change) => {
    const at = await scene({ provisioning: 'known_only' })
    await invite(at, `ada@${at.domain}`)
    claims({ email: `ada@${at.domain}`, ...change })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('user_unknown')
  })

  it.each(['ada@elsewhere.example', 'ada@org.example', 'ada@sub.DOMAIN', 'ada@DOMAIN.evil.example', 'ada@xDOMAIN'])(
    '60 is not linked by an email outside the verified domains: %s',
    async (address) => {
      const at = await scene({ provisioning: 'known_only' })
      const email = address.replace('DOMAIN', at.domain)
      await invite(at, email)
      claims({ email })
      const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
      expect(record.error_code).toBe('user_unknown')
    },
  )

  it('60 is not linked by the email of another claim, and a new user has it unverified', async () => {
    const at = await scene({}, { email: ['preferred_username'] })
    const user = await invite(at, `ada@${at.domain}`)
    claims({ email: `mallory@${at.domain}`, preferred_username: `ada@${at.domain}` })
    const signed = await signedIn(at.change)
    expect(signed.claims).toMatchObject({ email: `ada@${at.domain}`, email_verified: false })
    expect(signed.claims.sub).not.toBe(user.id)
  })

  it('96 of another organization is never linked', async () => {
    const theirs = await scene()
    const ours = await scene()
    const user = await invite(theirs, `ada@${ours.domain}`)
    claims({ email: `ada@${ours.domain}` })
    expect((await signedIn(ours.change)).claims.sub).not.toBe(user.id)
  })

  it('is refused when two match', async () => {
    const at = await scene({ match_by: ['preferred_username'], match_case: 'insensitive' })
    await invite(at, `a@${at.domain}`, { preferred_username: 'ada' })
    await invite(at, `b@${at.domain}`, { preferred_username: 'Ada' })
    claims({ preferred_username: 'ada' })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('link_ambiguous')
  })

  it('is not linked by rules that the connection has not', async () => {
    const at = await scene({ match_by: [], provisioning: 'known_only' })
    await invite(at, `ada@${at.domain}`, { preferred_username: 'ada', external_id: 'ada' })
    claims({ email: `ada@${at.domain}`, preferred_username: 'ada' })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('user_unknown')
  })

  it('105 is refused while suspended, also when it has never signed in', async () => {
    const at = await scene()
    const user = await invite(at, `ada@${at.domain}`)
    await harness.client.users.suspend(user.id)
    claims({ email: `ada@${at.domain}` })
    const record = await refusal(harness, { change: at.change, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('user_suspended')
  })
})

describe('105 a suspended user', () => {
  it('is out at once, everywhere, and in again only after being reactivated', async () => {
    const at = await scene()
    claims({})
    const person = browser()
    const signed = await signedIn(at.change, person)
    const unredeemed = String((await signIn(harness, browser(), at.change)).searchParams.get('code'))
    expect((await userinfo(signed.access_token)).status).toBe(200)
    await harness.client.users.suspend(signed.claims.sub as `user_${string}`)

    const answer = await userinfo(signed.access_token)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(await answer.json()).toMatchObject({ error: 'invalid_token' })
    const late = await redeem(harness, unredeemed)
    expect([late.status, ((await late.json()) as { error: string }).error]).toEqual([400, 'invalid_grant'])
    const record = await refusal(harness, { change: at.change, person, behaviour: harness.provider.behaviour })
    expect(record.error_code).toBe('user_suspended')

    await harness.client.users.reactivate(signed.claims.sub as `user_${string}`)
    expect((await userinfo(signed.access_token)).status).toBe(401)
    expect((await signedIn(at.change)).claims.sub).toBe(signed.claims.sub)
  })
})

describe('roles', () => {
  const groupOf = (at: Scene, idp_id: string, roles: string[]) =>
    harness.client.groups.create({ organization_id: at.organization.id, idp_id, roles })
  beforeAll(async () => {
    await harness.client.roles.create({ slug: 'admin', name: 'Admin', position: 1 })
  })

  it('104 are lost with the group, and so are the sessions that had them', async () => {
    const at = await scene()
    await groupOf(at, 'Admins', ['admin'])
    claims({ groups: ['Admins'] })
    const elsewhere = browser()
    const before = await signedIn(at.change, elsewhere)
    expect(before.claims).toMatchObject({ role: 'admin', roles: ['admin'] })
    claims({ groups: [] })
    const after = await signedIn(at.change)
    expect(after.claims).toMatchObject({ sub: before.claims.sub, role: 'member', roles: ['member'] })
    expect((await userinfo(before.access_token)).status).toBe(401)
    expect((await userinfo(after.access_token)).status).toBe(200)
    // The other browser has to sign in again: its session was opened with the higher role.
    const again = await elsewhere.get(authorizeAddress(harness, { ...at.change, prompt: 'none' }))
    expect(answerOf(again).error).toBe('login_required')
  })

  it('104 that go up end no session', async () => {
    const at = await scene()
    await groupOf(at, 'Admins', ['admin'])
    claims({ groups: [] })
    const before = await signedIn(at.change)
    claims({ groups: ['Admins'] })
    expect((await signedIn(at.change)).claims).toMatchObject({
      sub: before.claims.sub,
      role: 'admin',
      roles: ['admin'],
    })
    expect((await userinfo(before.access_token)).status).toBe(200)
  })

  it.each(['admins', 'ADMINS', ' Admins', 'Admins ', 'Adm\u0131ns'])(
    '61 are not given by the group %j',
    async (group) => {
      const at = await scene()
      await groupOf(at, 'Admins', ['admin'])
      claims({ groups: [group] })
      expect((await signedIn(at.change)).claims).toMatchObject({ role: 'member', groups: [group] })
    },
  )

  it('96 are not given by a group of another organization', async () => {
    const theirs = await scene()
    await groupOf(theirs, 'Admins', ['admin'])
    const ours = await scene()
    claims({ groups: ['Admins'] })
    expect((await signedIn(ours.change)).claims.role).toBe('member')
  })

  it('103 come from data, never from code', async () => {
    const at = await scene(
      {},
      { roles: ['$' + '{process.exit(1)}', 'constructor.constructor', '__proto__.x'], name: ['name.length'] },
    )
    claims({})
    expect((await signedIn(at.change)).claims).toMatchObject({ role: 'member' })
    expect((await signedIn(at.change)).claims.name).toBeUndefined()
  })
})
