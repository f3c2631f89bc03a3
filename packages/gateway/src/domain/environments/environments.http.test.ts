/** Row 107 of the security cases: two environments of one gateway, and everything of one shown to the other. */
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addEnvironment,
  answerOf,
  authorizeAddress,
  browser,
  codeOnPage,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { tokenRequests } from '../../../test/refusal.ts'
import { consoleDoors } from './console-doors.ts'

let production: Harness
let staging: Harness
beforeAll(async () => {
  production = await startHarness()
  staging = await addEnvironment(production, 'staging')
})
afterAll(() => production.close())
beforeEach(() => production.provider.reset())

const ways = () =>
  [
    ['staging in production', staging, production],
    ['production in staging', production, staging],
  ] as const
/** The address of one environment's request, at the other. */
const elsewhere = (from: Harness, to: Harness, change: Record<string, string | undefined> = {}): string =>
  authorizeAddress({ ...from, url: to.url }, change)
const codeOf = async (harness: Harness, person = browser()): Promise<string> =>
  String((await signIn(harness, person)).searchParams.get('code'))
const tokensOf = async (harness: Harness): Promise<Record<string, string>> =>
  (await (await redeem(harness, await codeOf(harness))).json()) as Record<string, string>

describe('an environment', () => {
  it('works beside the other, with an issuer and keys of its own', async () => {
    for (const harness of [production, staging]) {
      const { id_token = '' } = await tokensOf(harness)
      expect(payloadOf(id_token)).toMatchObject({ iss: harness.url, org_id: harness.organization_id })
    }
    const keysOf = async ({ url }: Harness): Promise<string> => await (await fetch(`${url}/oauth/jwks`)).text()
    expect(await keysOf(production)).not.toBe(await keysOf(staging))
    const documents = await Promise.all(
      [production, staging].map(async ({ url }) => (await fetch(`${url}/.well-known/openid-configuration`)).json()),
    )
    expect(documents).toMatchObject([{ issuer: production.url }, { issuer: staging.url }])
  })

  it.each(consoleDoors)('cannot be called like a page of the console: %s', async (slug) => {
    const created = production.installation.environments.create({ name: 'Door', slug, kind: 'test' })
    await expect(created).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ param: '/slug', code: 'reserved', message: `is a page of the console itself, at /console/${slug}` }],
      hint: 'Choose another slug than sign_in, signed_in, join, enter.',
    })
  })

  it('may be called almost like one', async () => {
    const created = await production.installation.environments.create({ name: 'Join', slug: 'join_us', kind: 'test' })
    expect(created.slug).toBe('join_us')
  })

  it('suggests a name of its own for the registration, which its connections show', async () => {
    const { data } = await production.installation.environments.list()
    const names = { default: 'https://api.example.com/prod', staging: 'https://api.example.com' }
    for (const { id, is_default } of data) {
      const suggested_application_name = is_default ? names.default : names.staging
      await production.installation.environments.update(id, { suggested_application_name })
    }
    const shown = ({ client, connection_id }: Harness) => client.connections.get(connection_id)
    expect(await shown(production)).toMatchObject({ suggested_application_name: names.default })
    expect(await shown(staging)).toMatchObject({ suggested_application_name: names.staging })
  })

  it('makes another user of the same person', async () => {
    const [here, there] = await Promise.all([tokensOf(production), tokensOf(staging)])
    expect(payloadOf(String(here?.id_token)).sub).not.toBe(payloadOf(String(there?.id_token)).sub)
  })

  it('that does not exist is not there', async () => {
    for (const slug of ['nowhere', '%2e%2e%2f', 'Staging', 'staging%00', '__proto__']) {
      const response = await fetch(`${production.url}/env/${slug}/oauth/jwks`)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
    }
  })
})

describe('107 what belongs to one environment means nothing in the other', () => {
  it('a client id', async () => {
    for (const [, from, to] of ways()) {
      const response = await browser().get(elsewhere(from, to))
      expect([response.status, await codeOnPage(response)]).toEqual([400, 'client_unknown'])
      const logout = await browser().get(`${to.url}/oauth/logout?client_id=${from.application.client_id}`)
      expect(await logout.text()).not.toContain('Web')
    }
  })

  it('an organization or a connection', async () => {
    for (const [, from, to] of ways()) {
      const organization = answerOf(await browser().get(authorizeAddress(to, { organization: from.organization_id })))
      expect(organization.error_description).toContain('organization_unknown')
      const change = { organization: undefined, connection: from.connection_id }
      const connection = answerOf(await browser().get(authorizeAddress(to, change)))
      expect(connection.error_description).toContain('connection_unknown')
    }
    expect(production.provider.requests).toEqual([])
  })

  it('a state, at the callback of the other with either connection', async () => {
    for (const [, from, to] of ways()) {
      for (const connection of [from.connection_id, to.connection_id]) {
        const person = browser()
        await signIn(to, person)
        const back = await goUpstream(from, person)
        const before = from.counts()
        const sent = tokenRequests(from)
        const response = await person.get(`${to.url}/sso/oidc/callback/${connection}${back.search}`)
        expect([response.status, await codeOnPage(response)]).toEqual([400, 'state_unknown'])
        expect(tokenRequests(from)).toBe(sent)
        expect(from.counts()).toEqual(before)
        // The sign-in was not harmed by it.
        expect(answerOf(await person.get(back.href)).code).toBeTruthy()
      }
    }
  })

  it('the page of a refused sign-in', async () => {
    const person = browser()
    await person.get(authorizeAddress(staging))
    const back = await goUpstream(production, person, {}, { code: '', error: 'access_denied' })
    const address = locationOf(await person.get(back.href))
    const there = await person.get(address.replace(production.url, staging.url))
    expect([there.status, await codeOnPage(there)]).toEqual([404, 'error_page_elsewhere'])
    expect(await codeOnPage(await person.get(address))).toBe('upstream_cancelled')
  })

  it('a code, with the credentials of either application', async () => {
    for (const [, from, to] of ways()) {
      const code = await codeOf(from)
      const theirs = await redeem({ ...from, url: to.url }, code)
      expect([theirs.status, ((await theirs.json()) as { error: string }).error]).toEqual([401, 'invalid_client'])
      const ours = await redeem(to, code)
      expect([ours.status, ((await ours.json()) as { error: string }).error]).toEqual([400, 'invalid_grant'])
      // A request in another environment does not consume the code.
      expect((await redeem(from, code)).status).toBe(200)
    }
  })

  it('an access token, and an ID token in its place', async () => {
    for (const [, from, to] of ways()) {
      const { access_token, id_token } = await tokensOf(from)
      for (const token of [access_token, id_token]) {
        const headers = { authorization: `Bearer ${token}` }
        expect((await fetch(`${to.url}/oauth/userinfo`, { headers })).status).toBe(401)
      }
      const headers = { authorization: `Bearer ${access_token}` }
      expect((await fetch(`${from.url}/oauth/userinfo`, { headers })).status).toBe(200)
    }
  })

  it('a session, by its own cookie and by one that is renamed', async () => {
    const person = browser()
    await signIn(production, person)
    const session = String(person.cookies.get('gatehouse-session'))
    expect([...person.cookies.keys()].sort()).toEqual(['gatehouse-browser', 'gatehouse-session'])
    for (const name of ['gatehouse-session', 'gatehouse-session-staging']) {
      person.cookies.set(name, session)
      const response = await person.get(authorizeAddress(staging, { prompt: 'none' }))
      expect(answerOf(response).error).toBe('login_required')
    }
    const response = await person.get(authorizeAddress(production, { prompt: 'none' }))
    expect(answerOf(response).code).toBeTruthy()
  })

  it('the mark of a browser', async () => {
    const person = browser()
    await person.get(authorizeAddress(production))
    const back = await goUpstream(staging, person)
    const production_key = String(person.cookies.get('gatehouse-browser'))
    expect(person.cookies.get('gatehouse-browser-staging')).not.toBe(production_key)
    person.cookies.set('gatehouse-browser-staging', production_key)
    const response = await person.get(back.href)
    expect(new URL(locationOf(response)).origin).toBe(production.provider.url)
  })

  it('an ID token as hint for signing out', async () => {
    for (const [, from, to] of ways()) {
      const { id_token = '' } = await tokensOf(from)
      const person = browser()
      await signIn(to, person)
      const parameters = new URLSearchParams({
        id_token_hint: id_token,
        post_logout_redirect_uri: 'https://app.example/signed-out',
      })
      const response = await person.get(`${to.url}/oauth/logout?${parameters}`)
      expect([response.status, response.headers.get('location')]).toEqual([200, null])
      expect(await response.text()).toContain('Sign out?')
    }
  })

  it('an API key, for anything that has an id', async () => {
    const { client } = staging
    const record = (await production.client.signIns.list({ limit: 1 })).data[0]
    const user = (await production.client.users.list({ limit: 1 })).data[0]
    const calls: Promise<unknown>[] = [
      client.organizations.get(production.organization_id),
      client.organizations.update(production.organization_id, { name: 'Taken' }),
      client.organizations.delete(production.organization_id),
      client.domains.create(production.organization_id, { domain: 'x.example', verified: true }),
      client.connections.get(production.connection_id),
      client.connections.update(production.connection_id, { name: 'Taken' }),
      client.connections.deactivate(production.connection_id),
      client.connections.delete(production.connection_id),
      client.credentials.create(production.connection_id, { type: 'client_secret', client_secret: 'x' }),
      client.applications.get(production.application.client_id),
      client.applications.update(production.application.client_id, { state: 'inactive' }),
      client.applications.createSecret(production.application.client_id),
      client.applications.delete(production.application.client_id),
      client.users.get(user?.id as Id<'user'>),
      client.users.suspend(user?.id as Id<'user'>),
      client.users.identities(user?.id as Id<'user'>).page(),
      client.signIns.get(record?.id as Id<'signin'>),
    ]
    const answers = await Promise.allSettled(calls)
    for (const [index, answer] of answers.entries()) {
      const nothing = answer.status === 'fulfilled' ? answer.value : (answer.reason as { status: number }).status
      expect([index, nothing === 404 || isEmptyList(nothing)]).toEqual([index, true])
    }
    expect((await signIn(production)).searchParams.get('code')).toBeTruthy()
  })

  it('an API key, for making something that points there', async () => {
    const organization_id = production.organization_id
    const settings = { discovery_url: production.provider.discovery_url, client_id: 'gateway' }
    const calls = [
      staging.client.connections.create({ organization_id, type: 'oidc', settings }),
      staging.client.users.create({ organization_id, email: 'a@b.example' }),
      staging.client.groups.create({ organization_id, idp_id: 'x' }),
    ]
    for (const answer of await Promise.allSettled(calls)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { status: 422 } })
    }
  })

  it('the domain of an organization', async () => {
    const { client } = staging
    await client.organizations.create({ name: 'Same', domains: [{ domain: 'both.example', verified: true }] })
    await production.client.organizations.create({
      name: 'Same',
      domains: [{ domain: 'both.example', verified: true }],
    })
    const response = await browser().get(
      authorizeAddress(production, { organization: undefined, login_hint: 'a@nobody.example' }),
    )
    expect(new URL(locationOf(response)).pathname).toBe('/signin')
  })
})

const isEmptyList = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data) && value.data.length === 0
