/** D26 D27 Staff: invited, bound to one identity, entering by an admin link, ended; and their cookie, which proves nothing elsewhere. */
import { staffRoles } from '@gatehouse-sso/core/staff-roles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import {
  type Browser,
  browser,
  codeOnPage,
  databases,
  type Harness,
  locationOf,
  reach,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { ownPage } from '../../../test/setup-browser.ts'
import { enterAs, enterWithRole, type StaffBrowser } from '../../../test/staff-browser.ts'
import { createAdminLink } from './admin-link.ts'
import { enterAsStaff, openStaffInvitation } from './sign-in.ts'

describe.each(databases)('staff on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    await harness.installation.staff.updateSettings({ organization_id: harness.organization_id })
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.clock.ahead = 0
    harness.provider.reset()
  })

  let count = 0
  const newEmail = (): string => {
    count += 1
    return `member${count}@acme.example`
  }
  const staff = () => harness.installation.staff

  /** Goes to the identity provider by a door of the console, and comes back as this person. */
  async function signsIn(person: Browser, door: string, claims: Record<string, unknown>): Promise<Response> {
    harness.provider.behaviour = { claims: { email_verified: true, ...claims } }
    const page = await (await person.post(reach(harness, door), {}, ownPage)).text()
    const away = /url=([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    return person.get(reach(harness, harness.provider.answer(away).href))
  }
  const signInDoor = (to = '') => `${harness.url}/console/sign_in${to && `?to=${encodeURIComponent(to)}`}`
  const sessionOf = async (person: Browser) => {
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return api(harness, 'GET /v1/console', { key: null, headers: { cookie, ...ownPage } })
  }
  const eventsOf = async (object_id: string) =>
    (await harness.client.events.list({ object_id, limit: 100 })).data.map(({ type }) => type)

  describe('an invitation', () => {
    it('binds the identity that proves its address, and the identity counts from then on', async () => {
      const email = newEmail()
      const { url, ...member } = await staff().invite({ email, role: 'support' })
      expect(member).toMatchObject({ state: 'invited', is_bound: false, role: 'support' })
      // A program that scans mail opens the link as often as it likes.
      for (const method of ['GET', 'GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(200)
      const person = browser()
      const back = await signsIn(person, url, { sub: member.id, email, name: 'Grace' })
      expect([back.status, locationOf(back)]).toEqual([303, `${harness.url}/console`])
      const { body } = await sessionOf(person)
      expect(body).toMatchObject({ staff: { id: member.id, name: 'Grace', state: 'active', is_bound: true } })
      expect(body).toMatchObject({ started_by: 'sign_in', environments: [{ is_default: true }] })
      // The same account with another address comes back, and the address with another account does not.
      const again = browser()
      await signsIn(again, signInDoor(), { sub: member.id, email: 'moved@elsewhere.example' })
      expect((await sessionOf(again)).body.staff.id).toBe(member.id)
      const other = await signsIn(browser(), signInDoor(), { sub: 'another', email })
      expect([other.status, await codeOnPage(other)]).toEqual([403, 'staff_unknown'])
      expect(await codeOnPage(await browser().get(url))).toBe('staff_invitation_invalid')
      expect(await eventsOf(member.id)).toEqual([
        ...['staff.session_started', 'staff.session_started', 'staff.bound', 'staff.invited'],
      ])
    })

    const strangers = [
      ['another address', { email: 'eve@elsewhere.example' }],
      ['the address, which nobody vouches for', { email_verified: false }],
      ['no address', { email: undefined }],
    ] as const
    it.each(strangers)('lets nobody in with %s', async (_, claims) => {
      const email = newEmail()
      const { url, id } = await staff().invite({ email, role: 'viewer' })
      const person = browser()
      const back = await signsIn(person, url, { sub: `stranger-${id}`, email, ...claims })
      expect([back.status, await codeOnPage(back)]).toEqual([403, 'staff_unknown'])
      expect((await sessionOf(person)).code).toBe('staff_session_missing')
      expect(await staff().get(id)).toMatchObject({ state: 'invited', is_bound: false })
    })

    it('is over after a week, and another link comes with a new one', async () => {
      const { id, url } = await staff().invite({ email: newEmail(), role: 'viewer' })
      const renewed = await staff().resend(id)
      expect(await codeOnPage(await browser().get(url))).toBe('staff_invitation_invalid')
      expect((await browser().get(renewed.url)).status).toBe(200)
      harness.clock.ahead = 8 * 24 * 60 * 60_000
      expect(await codeOnPage(await browser().get(renewed.url))).toBe('staff_invitation_invalid')
    })

    it('is one for each address, whatever its letters, and not for somebody who is bound', async () => {
      const email = newEmail()
      const invite = (address: string) => staff().invite({ email: address, role: 'viewer' })
      const { id, url } = await invite(email)
      await expect(invite(email.toUpperCase())).rejects.toMatchObject({ code: 'already_exists' })
      const results = await Promise.allSettled([1, 2, 3].map(() => invite(`x${email}`)))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      await signsIn(browser(), url, { sub: id, email })
      await expect(staff().resend(id)).rejects.toMatchObject({ code: 'state_conflict' })
    })

    it('of one person is not taken by two at once', async () => {
      const email = newEmail()
      const { id, url } = await staff().invite({ email, role: 'viewer' })
      const { token_hash } = await openStaffInvitation(harness.gateway.work.ports, url.slice(url.lastIndexOf('/') + 1))
      const invited = { staff_id: id, token_hash: String(token_hash) }
      const returns_to = { kind: 'console', invited, connection_id: harness.connection_id, to: '/console' } as const
      const enter = (subject: string) => {
        const person = { returns_to, authority: 'https://login.example', subject, email_keys: [email], name: null }
        return enterAsStaff(harness.gateway.work, returns_to, { ...person, refusal: null })
      }
      const results = await Promise.allSettled(['a', 'b', 'c'].map((sub) => enter(`${id}-${sub}`)))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of results) if (result.status === 'rejected') expect(result.reason.code).toBe('staff_unknown')
    })
  })

  /** Makes and suspends users of the owner organization, as owners may. */
  const newUser = async (email: string): Promise<string> => {
    const owner = await enterWithRole(harness, 'owner')
    const body = { organization_id: harness.organization_id, email }
    return (await owner.call('POST /v1/users', { body })).body.id
  }
  const suspend = async (user_id: string) => {
    const owner = await enterWithRole(harness, 'owner')
    expect((await owner.call(`POST /v1/users/${user_id}/suspend`, { body: {} })).status).toBe(200)
  }

  it('who are suspended later are out at the next request', async () => {
    const email = newEmail()
    const { id, url } = await staff().invite({ email, role: 'viewer' })
    const person = browser()
    await signsIn(person, url, { sub: id, email })
    // The same account signs in to an application, which makes the user.
    harness.provider.behaviour = { claims: { sub: id, email, email_verified: true } }
    await signIn(harness)
    const [user] = (await harness.client.users.list({ organization_id: harness.organization_id, email })).data
    expect((await sessionOf(person)).status).toBe(200)
    await suspend(String(user?.id))
    expect((await sessionOf(person)).code).toBe('staff_session_missing')
    const back = await signsIn(browser(), signInDoor(), { sub: id, email: 'moved@elsewhere.example' })
    expect(await codeOnPage(back)).toBe('staff_unknown')
  })

  it('who are suspended in their organization do not come in', async () => {
    const email = newEmail()
    const { id, url } = await staff().invite({ email, role: 'viewer' })
    await suspend(await newUser(email))
    const back = await signsIn(browser(), url, { sub: id, email })
    expect([back.status, await codeOnPage(back)]).toEqual([403, 'staff_unknown'])
  })

  describe('the organization of the staff', () => {
    const changes: readonly (readonly [string, (at: Harness, user_id: string) => readonly [string, object?]])[] = [
      ['its connection', (at) => [`PATCH /v1/connections/${at.connection_id}`, { name: 'Other' }]],
      ['a credential of it', (at) => [`POST /v1/connections/${at.connection_id}/credentials`, { type: 'certificate' }]],
      ['whether it is on', (at) => [`POST /v1/connections/${at.connection_id}/deactivate`, {}]],
      ['another connection', (at) => ['POST /v1/connections', { organization_id: at.organization_id, type: 'oidc' }]],
      ['a setup link', (at) => ['POST /v1/setup_links', { organization_id: at.organization_id }]],
      ['itself', (at) => [`DELETE /v1/organizations/${at.organization_id}`]],
      ['its domains', (at) => [`POST /v1/organizations/${at.organization_id}/domains`, { domain: 'evil.example' }]],
      ['a user', (_, user_id) => [`POST /v1/users/${user_id}/suspend`, {}]],
    ]
    it.each(changes)('is changed by owners only: %s', async (_, call) => {
      const [route, body] = call(harness, await newUser(newEmail()))
      const request = body ? { body } : {}
      const admin = await enterWithRole(harness, 'admin')
      for (const answer of [await admin.call(route, request), await api(harness, route, request)]) {
        expect([answer.status, answer.code]).toEqual([403, 'staff_role_too_weak'])
      }
    })
  })

  it('whose link was replaced while they were away stay out', async () => {
    const email = newEmail()
    const { id, url } = await staff().invite({ email, role: 'viewer' })
    harness.provider.behaviour = { claims: { sub: id, email, email_verified: true } }
    const person = browser()
    const page = await (await person.post(url, {}, ownPage)).text()
    const away = /url=([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    await staff().resend(id)
    const back = await person.get(reach(harness, harness.provider.answer(away).href))
    expect(await codeOnPage(back)).toBe('staff_unknown')
  })

  it('who come back leave the test of the connection as it was', async () => {
    const before = (await harness.client.connections.get(harness.connection_id)).last_test
    await signsIn(browser(), signInDoor(), { sub: 'nobody', email: 'nobody@acme.example' })
    expect((await harness.client.connections.get(harness.connection_id)).last_test).toEqual(before)
  })

  describe('an admin link', () => {
    it('enters as an owner, also after the one that it made before was demoted', async () => {
      await enterWithRole(harness, 'owner')
      const first = await enterAs(harness)
      const { id } = (await first.call('GET /v1/console')).body.staff
      await staff().update(id, { role: 'viewer' })
      expect((await (await enterAs(harness)).call('GET /v1/console')).body.staff.role).toBe('owner')
    })

    it('opens the console once, without single sign-on, and is in no log', async () => {
      const { url } = await createAdminLink(harness.gateway.work, null)
      for (const method of ['GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(200)
      const person = browser()
      // A form of another site gets the page.
      expect((await person.post(url, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
      expect(locationOf(await person.post(url, {}, ownPage))).toBe(`${harness.url}/console`)
      expect((await sessionOf(person)).body).toMatchObject({ started_by: 'admin_link', staff: { role: 'owner' } })
      expect(await codeOnPage(await browser().post(url, {}, ownPage))).toBe('admin_link_invalid')
      expect(harness.log_lines.join()).not.toContain(url.slice(-43))
    })

    it('is used by one of two browsers at once', async () => {
      const { url } = await createAdminLink(harness.gateway.work, null)
      const answers = await Promise.all([1, 2, 3].map(() => browser().post(url, {}, ownPage)))
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
    })

    it('is over after an hour', async () => {
      const { url } = await createAdminLink(harness.gateway.work, null)
      harness.clock.ahead = 60 * 60_000 + 1
      expect(await codeOnPage(await browser().get(url))).toBe('admin_link_invalid')
    })

    it('enters as a staff member who is named, and as nobody else', async () => {
      const email = newEmail()
      const { id } = await staff().invite({ email, role: 'developer' })
      const entered = await enterAs(harness, email.toUpperCase())
      expect((await entered.call('GET /v1/console')).body.staff).toMatchObject({
        id,
        role: 'developer',
        is_bound: false,
      })
      await expect(createAdminLink(harness.gateway.work, 'nobody@acme.example')).rejects.toMatchObject({
        code: 'resource_missing',
      })
      expect(await eventsOf(id)).toEqual(['staff.session_started', 'staff.admin_link_created', 'staff.invited'])
    })
  })

  describe('196 roles', () => {
    it('are not raised above the own one, nor taken from somebody stronger', async () => {
      const admin = await enterWithRole(harness, 'admin')
      const { id: owner } = await staff().invite({ email: newEmail(), role: 'owner' })
      const { id: viewer } = await staff().invite({ email: newEmail(), role: 'viewer' })
      const tries: readonly (readonly [string, object?])[] = [
        ['POST /v1/staff', { email: newEmail(), role: 'owner' }],
        [`PATCH /v1/staff/${viewer}`, { role: 'owner' }],
        [`PATCH /v1/staff/${owner}`, { role: 'viewer' }],
        [`POST /v1/staff/${owner}/resend`, {}],
        [`DELETE /v1/staff/${owner}`],
        ['PATCH /v1/staff_settings', { organization_id: null }],
      ]
      for (const [route, body] of tries) {
        const { status, code } = await admin.call(route, body ? { body } : {})
        expect([route, status, code]).toEqual([route, 403, 'staff_role_too_weak'])
      }
      expect((await admin.call(`PATCH /v1/staff/${viewer}`, { body: { role: 'admin' } })).status).toBe(200)
    })

    it('count from the next request', async () => {
      const member = await enterWithRole(harness, 'developer')
      const { body } = await member.call('GET /v1/console')
      const create = () => member.call('POST /v1/organizations', { body: { name: `O ${Math.random()}` } })
      expect((await create()).status).toBe(201)
      await staff().update(body.staff.id, { role: 'viewer' })
      expect(await create()).toMatchObject({ status: 403, code: 'scope_missing' })
      await staff().delete(body.staff.id)
      expect(await create()).toMatchObject({ status: 401, code: 'staff_session_missing' })
    })

    it('of a last owner stays, also where two owners go at once', async () => {
      // Every owner who has entered so far gives way to two new ones.
      const owners = [await enterWithRole(harness, 'owner'), await enterWithRole(harness, 'owner')]
      const ids = await Promise.all(owners.map(async (one) => (await one.call('GET /v1/console')).body.staff.id))
      for await (const { id, role } of staff().list()) {
        if (role === 'owner' && !ids.includes(id)) await staff().delete(id)
      }
      const [a, b] = owners as [StaffBrowser, StaffBrowser]
      const answers = await Promise.all([
        a.call(`DELETE /v1/staff/${ids[1]}`),
        b.call(`PATCH /v1/staff/${ids[0]}`, { body: { role: 'admin' } }),
      ])
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
      const left: string[] = []
      for await (const { id, role } of staff().list()) if (role === 'owner') left.push(id)
      expect(left).toHaveLength(1)
      await expect(staff().delete(left[0] ?? '')).rejects.toMatchObject({ code: 'staff_last_owner' })
      await expect(staff().update(left[0] ?? '', { role: 'viewer' })).rejects.toMatchObject({
        code: 'staff_last_owner',
      })
    })
  })

  describe('180 the cookie', () => {
    const pages = [
      ['of another site', { 'sec-fetch-site': 'cross-site' }],
      ['of a sibling site', { 'sec-fetch-site': 'same-site' }],
      [
        'by another origin, from a browser that names no site',
        { 'sec-fetch-site': '', origin: 'https://evil.example' },
      ],
      ['without any origin', { 'sec-fetch-site': '' }],
    ] as const
    it.each(pages)('is nothing in a request %s', async (_, headers) => {
      const { person } = await enterWithRole(harness, 'owner')
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
      const answer = await api(harness, 'POST /v1/organizations', {
        ...{ key: null, body: { name: 'Forged' } },
        headers: { cookie, ...sent },
      })
      expect([answer.status, answer.code]).toEqual([403, 'cross_site_request'])
    })

    it('is never accepted by /oauth, and names no person there', async () => {
      const { person } = await enterWithRole(harness, 'owner')
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const userinfo = await fetch(`${harness.url}/oauth/userinfo`, { headers: { cookie } })
      expect(userinfo.status).toBe(401)
      const { client_id, redirect_uri } = harness.application
      const address = new URL(`${harness.url}/oauth/authorize`)
      address.search = String(
        new URLSearchParams({
          ...{ client_id, redirect_uri, response_type: 'code', scope: 'openid', prompt: 'none', state: 's' },
          ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
        }),
      )
      expect(locationOf(await person.get(address.href))).toContain('error=login_required')
    })

    it('names its environment by a header, and a key only its own', async () => {
      const owner = await enterWithRole(harness, 'owner')
      await harness.installation.environments.create({ name: 'Other', slug: 'other', kind: 'live' })
      const at = (slug: string) => owner.call('GET /v1/organizations', { headers: { 'gatehouse-environment': slug } })
      expect((await at('other')).body.data).toEqual([])
      expect((await at(harness.environment_id)).body.data.length).toBeGreaterThan(0)
      expect(await at('missing')).toMatchObject({ status: 404, code: 'resource_missing' })
      const headers = { 'gatehouse-environment': 'other' }
      expect(await api(harness, 'GET /v1/organizations', { headers })).toMatchObject({ status: 404 })
    })

    it('stands beside that of a setup session, which keeps its reach', async () => {
      const { person } = await enterWithRole(harness, 'owner')
      const other = await harness.client.organizations.create({ name: 'A customer' })
      const { url } = await harness.client.setupLinks.create({ organization_id: other.id })
      await person.post(reach(harness, url), {}, ownPage)
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, ...ownPage }
      expect((await api(harness, 'GET /v1/setup', { key: null, headers })).status).toBe(200)
      expect((await api(harness, 'GET /v1/console', { key: null, headers })).status).toBe(200)
      const list = (more: object) => api(harness, 'GET /v1/events', { key: null, headers: { ...headers, ...more } })
      expect((await list({})).code).toBe('setup_intent_missing')
      expect((await list({ 'gatehouse-environment': 'test' })).status).toBe(200)
    })

    it('is over after twelve hours, and the sessions can be listed and ended', async () => {
      const member = await enterWithRole(harness, 'admin')
      const { id } = (await member.call('GET /v1/console')).body.staff
      const other = await enterAs(harness, (await staff().get(id)).email)
      const sessions = await staff().listSessions(id)
      expect(sessions.data).toMatchObject([{ started_by: 'admin_link' }, { started_by: 'admin_link' }])
      await staff().endSession(id, String(sessions.data[0]?.id))
      expect((await other.call('GET /v1/console')).code).toBe('staff_session_missing')
      harness.clock.ahead = 12 * 60 * 60_000 + 1
      expect((await member.call('GET /v1/console')).code).toBe('staff_session_missing')
    })
  })

  describe('the console', () => {
    it('leads somebody who is not signed in to the door, and back to where they were', async () => {
      const email = newEmail()
      const { id, url } = await staff().invite({ email, role: 'viewer' })
      await signsIn(browser(), url, { sub: id, email })
      const person = browser()
      const door = locationOf(await person.get(`${harness.url}/console/test/sign-ins?state=failed`))
      const back = await signsIn(person, door, { sub: id, email })
      expect(locationOf(back)).toBe(`${harness.url}/console/test/sign-ins?state=failed`)
      expect((await person.get(locationOf(back))).status).not.toBe(303)
    })

    it.each(['https://evil.example', '//evil.example', '/console/../x', '/console\\evil', '/oauth/authorize'])(
      'leads to itself and not to %s',
      async (to) => {
        const email = newEmail()
        const { id, url } = await staff().invite({ email, role: 'viewer' })
        await signsIn(browser(), url, { sub: id, email })
        const back = await signsIn(browser(), signInDoor(to), { sub: id, email })
        expect(locationOf(back)).toBe(`${harness.url}/console`)
      },
    )

    it('187 is never framed, and names no source but its own', async () => {
      const { person } = await enterWithRole(harness, staffRoles[4])
      const { headers } = await person.get(`${harness.url}/console`)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
    })

    it('needs an active connection of its organization', async () => {
      const { id } = await harness.client.organizations.create({ name: 'Without a connection' })
      await expect(staff().updateSettings({ organization_id: id })).rejects.toMatchObject({ code: 'values_invalid' })
    })

    it('says which command opens it, before single sign-on of staff is set up', async () => {
      await staff().updateSettings({ organization_id: null })
      const page = await (await browser().get(`${harness.url}/console/sign_in`)).text()
      expect(page).toContain('gatehouse admin-link')
      await staff().updateSettings({ organization_id: harness.organization_id })
    })
  })
})
