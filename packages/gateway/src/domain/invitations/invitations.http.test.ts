/** Invitations: made, mailed, opened, accepted by the right person alone, and over. */
import type { Invitation } from '@gatehouse-sso/sdk/contract/invitations'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  type Browser,
  browser,
  codeOnPage,
  databases,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'
import { type MailReceiver, startMailReceiver } from '../../../test/mail-receiver.ts'
import { sendInvitation } from './mail.ts'

const login = 'https://app.example/login'

describe.each(databases)('invitations on %s', (_, database) => {
  let harness: Harness
  let mail: MailReceiver
  beforeAll(async () => {
    mail = await startMailReceiver()
    const variables = { GATEHOUSE_SMTP_URL: mail.url, GATEHOUSE_MAIL_FROM: 'Vendor <sso@vendor.example>' }
    harness = await startHarness({ database_url: await database(), variables })
    await harness.client.applications.update(harness.application.client_id, { initiate_login_uri: login })
  })
  afterAll(async () => {
    await harness.close()
    await mail.close()
  })
  beforeEach(() => {
    harness.provider.reset()
    mail.refusal = null
    harness.clock.ahead = 0
  })

  let scenes = 0
  interface Scene {
    readonly organization_id: `org_${string}`
    readonly connection_id: `conn_${string}`
    readonly email: string
  }
  async function scene(): Promise<Scene> {
    scenes += 1
    const domain = `invited${scenes}.example`
    const { id } = await harness.client.organizations.create({
      name: `Organization ${scenes} <i>`,
      domains: [{ domain, verified: true }],
      policy: { provisioning: 'invited_only' },
    })
    const connection = await addConnection({ ...harness, organization_id: id })
    return { organization_id: id, connection_id: connection.id, email: `ada@${domain}` }
  }
  const invite = ({ organization_id, email }: Scene, more = {}) =>
    harness.client.invitations.create({
      ...{ organization_id, email, application_id: harness.application.client_id, send_email: false },
      ...more,
    })
  /** @returns the id of the user, or nothing */
  async function signsIn({ organization_id, email }: Scene, person: Browser, claims = {}): Promise<string | undefined> {
    harness.provider.behaviour = { claims: { sub: 'ada', email, email_verified: true, ...claims } }
    const code = (await signIn(harness, person, { organization: organization_id })).searchParams.get('code')
    if (code === null) return undefined
    const { id_token } = (await (await redeem(harness, code)).json()) as { id_token: string }
    return String(payloadOf(id_token).sub)
  }
  const stateOf = async ({ id }: Pick<Invitation, 'id'>) => (await harness.client.invitations.get(id)).state
  const eventsOf = async (object_id: string) =>
    (await harness.client.events.list({ object_id, limit: 100 })).data.map(({ type }) => type)

  it('make a user by the sign-in that matches, and only then', async () => {
    const at = await scene()
    const { url, ...invitation } = await invite(at)
    expect(invitation).toMatchObject({ email: at.email, state: 'pending', accepted_by: null, sent_at: null })
    // A program that scans mail opens the link as often as it likes.
    for (const method of ['GET', 'GET', 'HEAD']) await fetch(url, { method })
    const person = browser()
    const page = await (await person.get(url)).text()
    expect(page).toContain(at.email)
    expect(page).not.toContain('<i>')
    expect(await stateOf(invitation)).toBe('pending')

    // A form of another site gets the page, and chooses nothing for this browser.
    for (const headers of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await person.post(url, {}, headers)).status).toBe(200)
    }
    expect(person.cookies.has('gatehouse-remembered')).toBe(false)
    const location = new URL(locationOf(await person.post(url, {}, { origin: harness.url })))
    expect(`${location.origin}${location.pathname}`).toBe(login)
    expect(Object.fromEntries(location.searchParams)).toEqual({
      ...{ iss: harness.url, login_hint: at.email, organization: at.organization_id },
    })
    expect(await stateOf(invitation)).toBe('pending')

    const user_id = await signsIn(at, person)
    expect(await harness.client.users.get(String(user_id))).toMatchObject({ source: 'invite', state: 'active' })
    expect(await harness.client.invitations.get(invitation.id)).toMatchObject({
      ...{ state: 'accepted', accepted_by: user_id },
    })
    expect(await eventsOf(invitation.id)).toEqual(['invitation.accepted', 'invitation.created'])
    expect(await codeOnPage(await person.get(url))).toBe('invitation_over')
  })

  it('lead a browser to the organization, although its application hands nothing on', async () => {
    const at = await scene()
    const { url } = await invite(at, { connection_id: at.connection_id })
    const person = browser()
    await person.post(url, {}, { origin: harness.url })
    const address = new URL(`${harness.url}/oauth/authorize`)
    address.search = String(
      new URLSearchParams({
        ...{ client_id: harness.application.client_id, response_type: 'code', scope: 'openid', state: 's' },
        redirect_uri: harness.application.redirect_uri,
        ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
      }),
    )
    const upstream = new URL(locationOf(await person.get(address.href)))
    expect([upstream.origin, upstream.searchParams.get('login_hint')]).toEqual([harness.provider.url, at.email])
  })

  const strangers = [
    ['another address', { email: 'eve@elsewhere.example' }],
    ['the address, which nobody vouches for', { email_verified: false }],
    ['no address', { email: undefined }],
  ] as const
  it.each(strangers)('let nobody in with %s', async (_, claims) => {
    const at = await scene()
    const invitation = await invite(at)
    expect(await signsIn(at, browser(), claims)).toBeUndefined()
    expect(await stateOf(invitation)).toBe('pending')
  })

  it('are accepted by one of two people at the same moment', async () => {
    const at = await scene()
    await invite(at)
    harness.provider.behaviour = { claims: { email: at.email, email_verified: true, sub: 'one' } }
    const results = await Promise.all(
      [1, 2].map(() => signIn(harness, browser(), { organization: at.organization_id })),
    )
    expect(results.filter(({ searchParams }) => searchParams.has('code'))).toHaveLength(2)
    expect((await harness.client.users.list({ organization_id: at.organization_id })).data).toHaveLength(1)
    expect(await signsIn(at, browser(), { sub: 'two' })).toBeUndefined()
  })

  describe('are refused', () => {
    const cases: readonly (readonly [string, (at: Scene) => object, string])[] = [
      [
        'of an application that is not there',
        () => ({ application_id: 'app_00000000000000000000000000' }),
        'values_invalid',
      ],
      ['at a connection of another organization', () => ({ connection_id: harness.connection_id }), 'values_invalid'],
      ['with consent and without a connection', () => ({ asks_consent: true }), 'values_invalid'],
      [
        'with consent at a provider that knows none',
        ({ connection_id }) => ({ connection_id, asks_consent: true }),
        'values_invalid',
      ],
      ['for an address with invisible characters', () => ({ email: 'a\u200bda@acme.example' }), 'values_invalid'],
    ]
    it.each(cases)('%s', async (_, more, code) => {
      const at = await scene()
      await expect(invite(at, more(at))).rejects.toMatchObject({ code })
      const { data } = await harness.client.invitations.list({ organization_id: at.organization_id })
      expect(data).toEqual([])
    })
    it('a second time for one address, whatever its letters', async () => {
      const at = await scene()
      await invite(at)
      await expect(invite(at, { email: at.email.toUpperCase() })).rejects.toMatchObject({ code: 'already_exists' })
      const other = await scene()
      expect((await invite({ ...other, email: at.email })).state).toBe('pending')
    })
    it('for a person who signs in already', async () => {
      const at = await scene()
      await invite(at)
      expect(await signsIn(at, browser())).toBeDefined()
      await expect(invite(at)).rejects.toMatchObject({ code: 'already_exists' })
    })
    it('again, when another one for the address is open', async () => {
      const at = await scene()
      const first = await invite(at, { expires_in_days: 1 })
      harness.clock.ahead += 25 * 60 * 60_000
      await invite(at)
      await expect(harness.client.invitations.resend(first.id)).rejects.toMatchObject({ code: 'already_exists' })
    })
    it('at the sign-in through another connection than the one that they name', async () => {
      const at = await scene()
      const other = await addConnection({ ...harness, organization_id: at.organization_id }, { name: 'Other' })
      const invitation = await invite(at, { connection_id: other.id })
      harness.provider.behaviour = { claims: { sub: 'ada', email: at.email, email_verified: true } }
      const through = async (connection: string) =>
        (await signIn(harness, browser(), { organization: undefined, connection })).searchParams.has('code')
      expect(await through(at.connection_id)).toBe(false)
      expect(await stateOf(invitation)).toBe('pending')
      expect(await through(other.id)).toBe(true)
    })
    it('for an application in which nobody can begin', async () => {
      const { id } = await harness.client.applications.create({
        name: 'No start',
        redirect_uris: ['https://no.example/callback'],
      })
      await expect(invite(await scene(), { application_id: id })).rejects.toMatchObject({ code: 'values_invalid' })
    })
  })

  it.each(['nothing', '0'.repeat(69)])('have no page for the link %s', async (token) => {
    expect(await codeOnPage(await browser().get(`${harness.url}/invitation/${token}`))).toBe('invitation_invalid')
  })

  it('are over when they expire, and back with another link when they are resent', async () => {
    const at = await scene()
    const first = await invite(at, { expires_in_days: 1 })
    harness.clock.ahead += 25 * 60 * 60_000
    expect(await stateOf(first)).toBe('expired')
    expect(await codeOnPage(await browser().get(first.url))).toBe('invitation_over')
    const later = Math.floor((Date.now() + harness.clock.ahead) / 1000)
    const times = { iat: later, exp: later + 3600 }
    expect(await signsIn(at, browser(), times)).toBeUndefined()
    const second = await harness.client.invitations.resend(first.id, { send_email: false })
    expect(await codeOnPage(await browser().get(first.url))).toBe('invitation_invalid')
    expect((await browser().get(second.url)).status).toBe(200)
    expect(await signsIn(at, browser(), times)).toBeDefined()
    await expect(harness.client.invitations.resend(first.id)).rejects.toMatchObject({ code: 'state_conflict' })
    await expect(harness.client.invitations.revoke(first.id)).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('are over when they are revoked', async () => {
    const at = await scene()
    const { id, url } = await invite(at)
    expect(await harness.client.invitations.revoke(id)).toMatchObject({ state: 'revoked' })
    expect(await codeOnPage(await browser().get(url))).toBe('invitation_over')
    expect(await codeOnPage(await browser().post(url, {}, { origin: harness.url }))).toBe('invitation_over')
    expect(await signsIn(at, browser())).toBeUndefined()
    expect((await invite(at)).state).toBe('pending')
  })

  describe('by mail', () => {
    const bodyOf = (message: string): string =>
      message
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

    it.each([
      ['de', 'Ihre Einladung zu', 'Öffnen Sie den Link', 'Einladung annehmen'],
      ['en', 'Your invitation to', 'Open the link', 'Accept the invitation'],
    ] as const)('P25 speak the language that was asked for: %s', async (language, subject, ...texts) => {
      const at = await scene()
      const { id } = await invite(at, { send_email: true, language })
      await until(
        () => harness.client.invitations.get(id),
        ({ sent_at }) => sent_at !== null,
      )
      const [message = ''] = mail.messages.filter((text) => text.includes(at.email))
      const body = Buffer.from(bodyOf(message), 'latin1').toString()
      expect(message).toContain(`Subject: ${subject}`)
      for (const text of texts) expect(body).toContain(text)
      await harness.client.invitations.resend(id, { send_email: true, language: 'de' })
      const again = () => mail.messages.filter((text) => text.includes(at.email))
      const [, second = ''] = await until(
        async () => again(),
        (messages) => messages.length > 1,
      )
      expect(second).toContain('Subject: Ihre Einladung zu')
    })

    it('arrive with the link, once', async () => {
      const at = await scene()
      const { url, ...invitation } = await invite(at, { send_email: undefined })
      const [message = ''] = await until(
        async () => mail.messages.filter((text) => text.includes(at.email)),
        (messages) => messages.length > 0,
      )
      expect(message).toMatch(/^From: Vendor <sso@vendor\.example>/m)
      expect(message).toMatch(new RegExp(`^To: ${at.email}`, 'm'))
      expect(bodyOf(message)).toContain(url)
      expect(bodyOf(message)).toContain('Organization')
      const sent = await until(
        () => harness.client.invitations.get(invitation.id),
        ({ sent_at }) => sent_at !== null,
      )
      expect(sent.state).toBe('pending')
      expect(await eventsOf(invitation.id)).toEqual(['invitation.sent', 'invitation.created'])
      expect(mail.messages.filter((text) => text.includes(at.email))).toHaveLength(1)
      // The link stands in no row, and in no line of the log.
      expect(harness.log_lines.join('')).not.toContain(String(url.split('/').at(-1)).slice(26))
    })

    it('that the server refuses are tried again, and then an event says so', async () => {
      mail.refusal = '550 no such person'
      const at = await scene()
      const { id, url } = await invite(at)
      const { work } = harness.gateway
      const record = await work.ports.stores.in((await environmentOf()).id).invitations.get(id)
      const payload = {
        ...{ environment_id: record?.environment_id, invitation_id: id, token_hash: record?.token_hash },
        url_sealed: work.ports.keys.seal(url, `invitations.url:${id}`),
      }
      const attempt = (is_last: boolean) => sendInvitation(work, payload, { attempt: 1, is_last })
      await expect(attempt(false)).rejects.toMatchObject({ code: 'mail_refused', evidence: { received: '550' } })
      expect(await eventsOf(id)).toEqual(['invitation.created'])
      await expect(attempt(true)).rejects.toMatchObject({ code: 'mail_refused' })
      expect(await eventsOf(id)).toEqual(['invitation.mail_failed', 'invitation.created'])
      // Another link makes the mail of the first one worthless.
      mail.refusal = null
      await harness.client.invitations.resend(id, { send_email: false })
      const before = mail.messages.length
      await attempt(true)
      expect(mail.messages.length).toBe(before)
    })
    const environmentOf = async () => {
      const environment = await harness.gateway.work.ports.stores.environments.default()
      if (!environment) throw new Error('there is no default environment')
      return environment
    }
  })
})

it('an invitation by mail needs a mail server', async () => {
  const harness = await startHarness()
  await harness.client.applications.update(harness.application.client_id, { initiate_login_uri: login })
  const body = {
    ...{ organization_id: harness.organization_id, application_id: harness.application.client_id },
    email: 'ada@acme.example',
  }
  await expect(harness.client.invitations.create({ ...body, send_email: true })).rejects.toMatchObject({
    code: 'mail_not_configured',
  })
  expect((await harness.client.invitations.create(body)).url).toContain('/invitation/')
  await harness.close()
})
