/** Setup links: who may do what with them, and what happens when somebody tries something else. */
import { dayMs } from '@gatehouse-sso/core/time'
import { operations } from '@gatehouse-sso/sdk/contract'
import { type SetupLinkWithAddress, setupLinkStates } from '@gatehouse-sso/sdk/contract/setup-links'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import {
  addConnection,
  addEnvironment,
  browser,
  databases,
  type Harness,
  locationOf,
  reach,
  startHarness,
} from '../../../test/harness.ts'
import { openSetup, ownPage, startSetup } from '../../../test/setup-browser.ts'
import { routeOf } from '../../../test/tour.ts'

describe.each(databases)('on %s', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  }, 60_000)
  afterAll(() => harness.close())

  const newLink = (body: Partial<Parameters<Harness['client']['setupLinks']['create']>[0]> = {}) =>
    harness.client.setupLinks.create({ organization_id: harness.organization_id, ...body })
  const openPage = (link: SetupLinkWithAddress, init: RequestInit = {}) =>
    fetch(reach(harness, link.url), { redirect: 'manual', ...init })

  describe('P1 a link', () => {
    it('is not used up by the programs that open it first', async () => {
      const link = await newLink()
      for (const method of ['GET', 'GET', 'HEAD', 'GET']) {
        const page = await openPage(link, { method })
        expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null])
      }
      expect(await harness.client.setupLinks.get(link.id)).toMatchObject({ state: 'open', uses: [] })
      const { call } = await openSetup(harness, link)
      expect((await call('GET /v1/setup')).status).toBe(200)
    })

    it('P2 says who invites whom, until when, and what is needed', async () => {
      await harness.client.branding.update({ name: 'Acme Planner', support_email: 'sso@acmeplanner.example' })
      const html = await (await openPage(await newLink())).text()
      for (const text of ['Acme Planner invites Acme', 'Cloud Application Administrator', '10\u00a0minutes']) {
        expect(html).toContain(text)
      }
      expect(html).toContain('mailto:sso@acmeplanner.example')
    })

    it('P25 speaks German to a browser that prefers it, and on request', async () => {
      const link = await newLink()
      const german = await openPage(link, { headers: { 'accept-language': 'de-CH,en;q=0.5' } })
      expect(await german.text()).toContain('Single Sign-on einzurichten')
      expect(await (await fetch(`${reach(harness, link.url)}?language=de`)).text()).toContain('<html lang="de">')
    })

    it('P23 leaves the address when it is started, and is stored as a hash', async () => {
      const link = await newLink()
      const person = browser()
      const response = await person.post(reach(harness, link.url), {}, ownPage)
      expect([response.status, new URL(locationOf(response)).pathname.endsWith('/setup')]).toEqual([303, true])
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(response.headers.getSetCookie().join()).toMatch(/gatehouse-setup=[^;]+; Path=\/; HttpOnly; SameSite=Lax/)
      const stored = await harness.gateway.work.ports.stores.in(harness.environment_id).setup_links.get(link.id)
      const token = link.url.split('/').at(-1) ?? ''
      expect(JSON.stringify(stored)).not.toContain(token.slice(26))
      expect(harness.log_lines.join()).not.toContain(token.slice(26))
    })

    it('lists the browsers that started it', async () => {
      const { link } = await startSetup(harness)
      await openSetup(harness, link)
      const { state, uses } = await harness.client.setupLinks.get(link.id)
      expect([state, uses.length, uses[0]?.address]).toEqual(['started', 2, '127.0.0.1'])
    })

    it('keeps at most 20 browsers, of which the oldest gives way', async () => {
      const first = await startSetup(harness)
      for (let count = 0; count < 20; count += 1) await openSetup(harness, first.link)
      expect((await first.call('GET /v1/setup')).code).toBe('setup_session_missing')
      expect((await harness.client.setupLinks.get(first.link.id)).uses.length).toBe(20)
    })

    it('is started 60 times in an hour at most', async () => {
      const link = await newLink()
      const statuses: number[] = []
      for (let count = 0; count < 61; count += 1) {
        statuses.push((await openPage(link, { method: 'POST', headers: ownPage })).status)
      }
      expect(new Set(statuses.slice(0, 60))).toEqual(new Set([303]))
      expect(statuses[60]).toBe(429)
    })

    it('P3 goes on in another browser', async () => {
      const { link, call } = await startSetup(harness)
      await call('PATCH /v1/setup', { body: { step: 'values', done_actions: ['register.name'] } })
      const other = await openSetup(harness, link)
      expect((await other.call('GET /v1/setup')).body).toMatchObject({
        step: 'values',
        done_actions: ['register.name'],
      })
    })

    it('keeps what two browsers change at the same moment', async () => {
      const { link, call } = await startSetup(harness)
      const other = await openSetup(harness, link)
      const answers = await Promise.all([
        call('PATCH /v1/setup', { body: { step: 'claims' } }),
        other.call('PATCH /v1/setup', { body: { done_actions: ['register.name'] } }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect((await call('GET /v1/setup')).body).toMatchObject({ step: 'claims', done_actions: ['register.name'] })
    })

    it('makes one draft for browsers that choose at the same moment', async () => {
      const { id: organization_id } = await harness.client.organizations.create({ name: 'Contoso' })
      const { call } = await startSetup(harness, { organization_id })
      const choices = Array.from({ length: 12 }, () => call('POST /v1/setup/choose', { body: { type: 'oidc' } }))
      expect((await Promise.all(choices)).map(({ status }) => status)).toContain(200)
      const { data } = await harness.client.connections.list({ organization_id })
      expect(data.map(({ type, state }) => [type, state])).toEqual([['oidc', 'draft']])
    })
  })

  describe('a link that is over', () => {
    const dead: readonly (readonly [string, () => Promise<string>, number, string])[] = [
      ['expired', expired, 410, 'has expired'],
      ['revoked', revoked, 410, 'was revoked'],
      ['completed', completed, 410, 'is complete'],
      ['with another secret', async () => `${(await newLink()).url.slice(0, -4)}AAAA`, 404, 'is not valid'],
      ['of nothing', async () => `${harness.url}/setup/${'0'.repeat(69)}`, 404, 'is not valid'],
      ['that is cut off', async () => (await newLink()).url.slice(0, -1), 404, 'is not valid'],
    ]

    async function expired(): Promise<string> {
      const link = await newLink({ expires_in_days: 1 })
      harness.clock.ahead += dayMs + 1
      return link.url
    }
    async function revoked(): Promise<string> {
      const link = await newLink()
      await harness.client.setupLinks.revoke(link.id)
      return link.url
    }
    async function completed(): Promise<string> {
      const { link, call } = await startSetup(harness, { activation: 'vendor', needs_test: false })
      expect((await call('POST /v1/setup/complete', { body: {} })).status).toBe(200)
      return link.url
    }

    it.each(dead)('is a page: %s', async (_, make, status, words) => {
      const address = reach(harness, await make())
      for (const method of ['GET', 'POST']) {
        const page = await fetch(address, { method, headers: ownPage, redirect: 'manual' })
        expect([page.status, page.headers.get('set-cookie')]).toEqual([status, null])
        const html = await page.text()
        expect(html).toContain(words)
        expect(html).toContain('sso@acmeplanner.example')
      }
    })

    it('is listed by its state, as the others are by theirs', async () => {
      for (const make of [expired, revoked, completed, newLink, () => startSetup(harness)]) await make()
      const all = await harness.client.setupLinks.list().toArray()
      expect(new Set(all.map(({ state }) => state))).toEqual(new Set(setupLinkStates))
      for (const state of setupLinkStates) {
        const listed = await harness.client.setupLinks.list({ state }).toArray()
        expect([state, listed.map(({ id }) => id)]).toEqual([
          ...[state, all.filter((link) => link.state === state).map(({ id }) => id)],
        ])
      }
    })

    it('ends the sessions that it began, at their next request', async () => {
      const { link, call } = await startSetup(harness)
      await harness.client.setupLinks.revoke(link.id)
      const answer = await call('GET /v1/setup')
      expect([answer.status, answer.code]).toEqual([410, 'setup_link_revoked'])
    })

    it('is not revoked after it was completed', async () => {
      const { link, call } = await startSetup(harness, { activation: 'vendor', needs_test: false })
      await call('POST /v1/setup/complete', { body: {} })
      await expect(harness.client.setupLinks.revoke(link.id)).rejects.toMatchObject({ code: 'state_conflict' })
    })
  })

  describe('a setup session', () => {
    it('may call what the contract names for it, and nothing else', async () => {
      const { call } = await startSetup(harness, { intents: ['sso', 'domains', 'manage'] })
      const outside = operations.filter(({ setup }) => setup === null)
      expect(outside.length).toBeGreaterThan(70)
      for (const operation of outside) {
        const answer = await call(routeOf(operation, {}), operation.method === 'GET' ? {} : { body: {} })
        const isOfConsole = operation.id.startsWith('console.')
        const refused = isOfConsole ? [401, 'staff_session_missing'] : [403, 'setup_intent_missing']
        expect([operation.id, answer.status, answer.code]).toEqual([operation.id, ...refused])
      }
    })

    it('may not call what its intents do not name', async () => {
      const { call } = await startSetup(harness, { intents: ['domains'] })
      const inside = operations.filter(({ setup }) => setup !== null && !setup.intents.includes('domains'))
      expect(inside.length).toBeGreaterThan(10)
      for (const operation of inside) {
        const answer = await call(routeOf(operation, {}), operation.method === 'GET' ? {} : { body: {} })
        expect([operation.id, answer.status, answer.code]).toEqual([operation.id, 403, 'setup_intent_missing'])
      }
    })

    it('reaches no other organization, connection, group or sign-in', async () => {
      const other = await harness.client.organizations.create({ name: 'Other' })
      const connection = await harness.client.connections.create({ organization_id: other.id, type: 'oidc' })
      const group = await harness.client.groups.create({ organization_id: other.id, idp_id: `g-${other.id}` })
      const { call } = await startSetup(harness, { intents: ['sso', 'domains', 'manage'] })
      const routes: readonly (readonly [string, object?])[] = [
        [`GET /v1/connections/${connection.id}`],
        [`PATCH /v1/connections/${connection.id}`, { mapping: {} }],
        [`POST /v1/connections/${connection.id}/test`, {}],
        [`GET /v1/connections/${connection.id}/credentials`],
        [`POST /v1/connections/${connection.id}/credentials`, { type: 'certificate' }],
        [`GET /v1/organizations/${other.id}/domains`],
        [`POST /v1/organizations/${other.id}/domains`, { domain: 'other.example' }],
        [`PATCH /v1/groups/${group.id}`, { name: 'Mine' }],
        [`DELETE /v1/groups/${group.id}`],
        ['POST /v1/groups', { organization_id: other.id, idp_id: 'mine' }],
      ]
      for (const [route, body] of routes) {
        const answer = await call(route, body ? { body } : {})
        expect([route, answer.status, answer.code]).toEqual([route, 404, 'resource_missing'])
      }
      const listed = await call(`GET /v1/groups?organization_id=${other.id}`)
      expect(JSON.stringify(listed.body)).not.toContain(other.id)
    })

    it('changes no field that the contract keeps from it', async () => {
      await harness.client.roles.create({ slug: 'owner', name: 'Owner' }).catch(() => undefined)
      const { call } = await startSetup(harness, { intents: ['sso', 'domains', 'manage'] })
      const { connection } = (await call('GET /v1/setup')).body
      const cases: readonly (readonly [string, object, string])[] = [
        [`PATCH /v1/connections/${connection.id}`, { policy: { default_role: 'owner' } }, '/policy/default_role'],
        [`PATCH /v1/connections/${connection.id}`, { policy: { upstream_logout: false } }, '/policy/upstream_logout'],
        [`PATCH /v1/connections/${connection.id}`, { name: 'Mine' }, '/name'],
        [
          `PATCH /v1/connections/${connection.id}`,
          { settings: { redirect_uri: 'https://evil.example/' } },
          '/settings/redirect_uri',
        ],
        [
          `POST /v1/organizations/${harness.organization_id}/domains`,
          { domain: 'mine.example', verified: true },
          '/verified',
        ],
        ['POST /v1/groups', { organization_id: harness.organization_id, idp_id: 'g', roles: ['owner'] }, '/roles/0'],
      ]
      for (const [route, body, param] of cases) {
        const answer = await call(route, { body })
        expect([route, answer.status, answer.body.error.errors?.map((each: { param: string }) => each.param)]).toEqual([
          route,
          422,
          expect.arrayContaining([param]),
        ])
      }
    })

    it('changes the logout page of a draft, and of a connection that is on with manage only', async () => {
      const page = { policy: { logout_page_url: 'https://contoso.example/bye' } }
      const { id: organization_id } = await harness.client.organizations.create({ name: 'With a logout page' })
      const there = { ...harness, organization_id }
      const draft = await harness.client.connections.create({ organization_id, type: 'oidc' })
      const { call } = await startSetup(there, { intents: ['sso'], connection_id: draft.id })
      expect((await call(`PATCH /v1/connections/${draft.id}`, { body: page })).status).toBe(200)
      const on = await addConnection(there)
      for (const [intent, status] of [
        ['sso', 403],
        ['manage', 200],
      ] as const) {
        const link = await startSetup(there, { intents: [intent], connection_id: on.id })
        expect([intent, (await link.call(`PATCH /v1/connections/${on.id}`, { body: page })).status]).toEqual([
          intent,
          status,
        ])
      }
    })

    it('gives a role that is marked for customers', async () => {
      const slug = `viewer-${crypto.randomUUID().slice(0, 8)}`
      await harness.client.roles.create({ slug, name: 'Viewer', assignable_by_customer: true })
      const { call } = await startSetup(harness, { intents: ['manage'] })
      expect((await call('GET /v1/setup')).body.roles).toContainEqual({ slug, name: 'Viewer', description: null })
      const body = { organization_id: harness.organization_id, idp_id: `group-${slug}`, roles: [slug] }
      expect((await call('POST /v1/groups', { body })).status).toBe(201)
    })

    it('gets a short answer to many settings that there are not', async () => {
      const { call } = await startSetup(harness)
      const { connection } = (await call('GET /v1/setup')).body
      const settings = Object.fromEntries(Array.from({ length: 20_000 }, (_, count) => [`k${count}`, '']))
      for (const route of ['POST /v1/setup/check_values', `PATCH /v1/connections/${connection.id}`]) {
        const { status, body } = await call(route, { body: { settings } })
        expect([status, JSON.stringify(body).length < 1_000]).toEqual([422, true])
      }
    })

    it('expands nothing', async () => {
      const { call } = await startSetup(harness)
      const { connection } = (await call('GET /v1/setup')).body
      const answer = await call(`GET /v1/connections/${connection.id}?expand[]=organization`)
      expect([answer.status, answer.code]).toEqual([400, 'query_invalid'])
    })

    it.each([
      ['another site', { 'sec-fetch-site': 'cross-site' }],
      ['a sister site', { 'sec-fetch-site': 'same-site' }],
      ['another origin, by an old browser', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ])('is not used by %s', async (_, headers) => {
      const { person } = await startSetup(harness)
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
      const answer = await api(harness, 'PATCH /v1/setup', {
        key: null,
        headers: { cookie, ...sent },
        body: { step: 'values' },
      })
      expect([answer.status, answer.code]).toEqual([403, 'cross_site_request'])
    })

    it('is not started by a form of another site', async () => {
      const link = await newLink()
      const page = await openPage(link, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
      expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null])
      expect((await harness.client.setupLinks.get(link.id)).state).toBe('open')
    })

    it.each([
      ['no cookie', undefined],
      ['a cookie that is no handle', 'gatehouse-setup=hello'],
      ['a handle of nothing', `gatehouse-setup=${'0'.repeat(69)}`],
    ])('needs a cookie: %s', async (_, cookie) => {
      const headers = { ...ownPage, ...(cookie === undefined ? {} : { cookie }) }
      const answer = await api(harness, 'GET /v1/setup', { key: null, headers })
      expect([answer.status, answer.code]).toEqual([401, 'setup_session_missing'])
    })

    it('ends after a day, and when its browser leaves', async () => {
      const { call } = await startSetup(harness)
      expect((await call('POST /v1/setup/leave', { body: {} })).status).toBe(204)
      expect((await call('GET /v1/setup')).code).toBe('setup_session_missing')
      const later = await startSetup(harness)
      harness.clock.ahead += dayMs + 1
      expect((await later.call('GET /v1/setup')).code).toBe('setup_session_missing')
    })

    it('of one environment reaches nothing of another one', async () => {
      const elsewhere = await addEnvironment(harness, `e${crypto.randomUUID().slice(0, 8)}`)
      const { call } = await startSetup(harness)
      const answer = await call(`GET /v1/connections/${elsewhere.connection_id}`)
      expect([answer.status, answer.code]).toEqual([404, 'resource_missing'])
      expect(
        (await fetch(reach(elsewhere, (await newLink()).url.replace('/setup/', '/env/nothing/setup/')))).status,
      ).toBe(404)
    })

    it('carries a repeated request out once', async () => {
      const { call } = await startSetup(harness)
      const headers = { 'idempotency-key': 'once' }
      const first = await call('POST /v1/setup/share_step', { body: { step: 'domains' }, headers })
      const again = await call('POST /v1/setup/share_step', { body: { step: 'domains' }, headers })
      expect([first.status, again.code]).toEqual([201, 'idempotency_secret_shown'])
    })
  })

  describe('P4 a link for a colleague', () => {
    it('works on one step, of the same connection', async () => {
      const { call } = await startSetup(harness)
      const { body: link } = await call('POST /v1/setup/share_step', { body: { step: 'domains' } })
      const colleague = await openSetup(harness, link)
      const { body } = await colleague.call('GET /v1/setup')
      expect(body).toMatchObject({ only_step: 'domains', intents: ['domains'], step: 'domains' })
      expect((await colleague.call('POST /v1/setup/share_step', { body: { step: 'domains' } })).status).toBe(409)
    })

    it('ends with the link from which it was shared', async () => {
      const { call, link } = await startSetup(harness)
      const shared = await openSetup(
        harness,
        (await call('POST /v1/setup/share_step', { body: { step: 'register' } })).body,
      )
      await harness.client.setupLinks.revoke(link.id)
      expect((await shared.call('GET /v1/setup')).code).toBe('setup_link_revoked')
    })

    it('is one of ten at most', async () => {
      const { call } = await startSetup(harness)
      const share = () => call('POST /v1/setup/share_step', { body: { step: 'domains' } })
      for (let count = 0; count < 10; count += 1) expect((await share()).status).toBe(201)
      expect((await share()).code).toBe('limit_reached')
    })
  })

  describe('the address to lead back to', () => {
    it.each([
      ['of an application', 'https://app.example/settings', true],
      ['of another origin', 'https://evil.example/settings', false],
      ['that begins like one of an application', 'https://app.example.evil.example/', false],
    ])('%s', async (_, return_url, allowed) => {
      const made = newLink({ return_url })
      if (allowed) expect((await made).return_url).toBe(return_url)
      else await expect(made).rejects.toMatchObject({ errors: [{ param: '/return_url' }] })
    })
  })
})
