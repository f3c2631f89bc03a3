/** The end of a setup by mail, and the way back of the administrators whom a link names. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Browser,
  browser,
  databases,
  type Harness,
  locationOf,
  reach,
  startHarness,
  until,
} from '../../../test/harness.ts'
import { type MailReceiver, startMailReceiver } from '../../../test/mail-receiver.ts'
import { openSetup, ownPage, type SetupBrowser, startSetup } from '../../../test/setup-browser.ts'

describe.each(databases)('on %s', (_, newDatabase) => {
  let harness: Harness
  let mail: MailReceiver
  beforeAll(async () => {
    mail = await startMailReceiver()
    const variables = { GATEHOUSE_SMTP_URL: mail.url, GATEHOUSE_MAIL_FROM: 'Vendor <sso@vendor.example>' }
    harness = await startHarness({ database_url: await newDatabase(), variables })
    await harness.client.branding.update({ name: 'Acme Planner', support_email: 'sso@acmeplanner.example' })
  }, 60_000)
  afterAll(async () => {
    await harness.close()
    await mail.close()
  })
  beforeEach(() => {
    harness.provider.behaviour = { claims: {} }
  })

  let count = 0
  /** An organization with a verified domain, and a setup of it that was completed. */
  async function completed(change: { readonly language?: 'de'; readonly users?: boolean } = {}): Promise<{
    readonly setup: SetupBrowser
    readonly email: string
    readonly organization_id: string
  }> {
    count += 1
    const domain = `admin${count}.example`
    const { id: organization_id } = await harness.client.organizations.create({
      name: `Contoso ${count}`,
      domains: [{ domain, verified: true }],
    })
    const discovery_url = `${harness.provider.url}/.well-known/openid-configuration`
    const settings = { discovery_url, client_id: 'gateway' }
    const connection = await harness.client.connections.create({ organization_id, type: 'oidc', settings })
    await harness.client.credentials.create(connection.id, {
      type: 'client_secret',
      client_secret: 'upstream-secret-value',
    })
    if (change.users) await harness.client.users.create({ organization_id, email: `eve@${domain}` })
    const email = `ada@${domain}`
    const setup = await startSetup(harness, { organization_id, admin_emails: [email], needs_test: false })
    if (change.language) await setup.call('PATCH /v1/setup', { body: { language: change.language } })
    const { status } = await setup.call('POST /v1/setup/complete', { body: {} })
    expect(status).toBe(200)
    return { setup, email, organization_id }
  }

  /** A message as it is read: headers unfolded, lines joined. */
  const read = (message: string) => {
    const unfolded = message.replace(/\r\n[ \t]+/g, ' ')
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
    const text = message.replace(/=\r\n/g, '').replaceAll('=3D', '=')
    return { to: header('To'), subject: header('Subject'), text }
  }
  const received = (fits: (mail: ReturnType<typeof read>) => boolean) =>
    until(
      async () => mail.messages.map(read).find(fits),
      (found) => found !== undefined,
    )
  const mailTo = (address: string) => received(({ to }) => to.includes(address))
  const returnOf = (text: string) => reach(harness, /https?:\S+\/setup\/return\/\w+/.exec(text)?.[0] ?? '')

  /** Goes to the identity provider and comes back as this person. @returns where the browser ends */
  async function comesBack(address: string, person: Browser, claims: Record<string, unknown>): Promise<Response> {
    harness.provider.behaviour = { claims: { email_verified: true, ...claims } }
    const page = await (await person.post(address, {}, ownPage)).text()
    const away = /url=([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    return person.get(reach(harness, harness.provider.answer(away).href))
  }
  const manages = async (person: Browser) => {
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${harness.url}/v1/setup`, { headers: { cookie, ...ownPage } })
    return (await response.json()) as { intents?: string[]; person?: string; error?: { code: string } }
  }

  describe('P19 everyone is told', () => {
    it('that the connection is on, with the way back', async () => {
      const { email } = await completed()
      const receipt = await mailTo(email)
      expect(receipt?.subject).toBe('Single sign-on to Acme Planner is on')
      expect(receipt?.text).toMatch(/\/setup\/return\/\w{26}/)
      const vendor = await received(({ subject }) => subject === `Contoso ${count} has turned on single sign-on`)
      expect(vendor?.to).toContain('sso@acmeplanner.example')
    })

    it('that it waits for the vendor', async () => {
      const { email } = await completed({ users: true })
      expect((await mailTo(email))?.subject).toBe('Your setup is complete, and waits for Acme Planner')
    })

    it('P25 in the language of the administrator', async () => {
      const { email } = await completed({ language: 'de' })
      expect((await mailTo(email))?.subject).toBe('Single Sign-on bei Acme Planner ist eingeschaltet')
    })

    it('and the portal says who gets a mail', async () => {
      const { setup } = await completed()
      expect((await setup.call('GET /v1/setup')).body.activation.mails).toEqual({ vendor: true, administrators: true })
    })
  })

  describe('P20 the way back', () => {
    it('is a page that changes nothing, and a sign-in that opens the portal', async () => {
      const { email, organization_id } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      const person = browser()
      expect((await person.get(address)).status).toBe(200)
      const back = await comesBack(address, person, { sub: 'ada', email, name: 'Ada Muster' })
      expect([back.status, new URL(locationOf(back)).pathname.endsWith('/setup/manage')]).toEqual([303, true])
      expect(await manages(person)).toMatchObject({ intents: ['manage', 'domains'], person: 'Ada Muster' })
      expect((await harness.client.users.list({ organization_id })).data).toEqual([])
    })

    it('switches nothing on that waits for the vendor', async () => {
      const { email, organization_id } = await completed({ users: true })
      const address = returnOf(String((await mailTo(email))?.text))
      const person = browser()
      await comesBack(address, person, { sub: 'ada', email })
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, ...ownPage, 'content-type': 'application/json' }
      const done = await fetch(`${harness.url}/v1/setup/complete`, { method: 'POST', headers, body: '{}' })
      expect(((await done.json()) as { activation?: object }).activation).toMatchObject({
        by: 'vendor',
        because: 'users',
      })
      const { data } = await harness.client.connections.list({ organization_id })
      expect(data.map(({ state }) => state)).toEqual(['draft'])
    })

    it('is bound to the first identity that proves the address', async () => {
      const { email } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      await comesBack(address, browser(), { sub: 'ada', email })
      const thief = browser()
      expect((await comesBack(address, thief, { sub: 'mallory', email })).status).toBe(403)
      expect((await manages(thief)).error?.code).toBe('setup_session_missing')
      const renamed = browser()
      expect((await comesBack(address, renamed, { sub: 'ada', email: 'other@elsewhere.example' })).status).toBe(303)
    })

    it.each([
      ['another address', { sub: 'eve', email: 'eve@elsewhere.example' }],
      ['no address', { sub: 'eve', email: undefined }],
      ['the right address, which nobody vouches for', { sub: 'eve', email_verified: false }],
    ])('refuses a person with %s', async (_, claims) => {
      const { email } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      const person = browser()
      const refused = await comesBack(address, person, { email, ...claims })
      expect([refused.status, (await manages(person)).error?.code]).toEqual([403, 'setup_session_missing'])
    })

    it('binds one identity of two that come at the same moment', async () => {
      const { email } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      const aways = await Promise.all(
        ['one', 'two'].map(async () => {
          const person = browser()
          const page = await (await person.post(address, {}, ownPage)).text()
          return { person, away: /url=([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '' }
        }),
      )
      const results = []
      for (const [index, { person, away }] of aways.entries()) {
        harness.provider.behaviour = { claims: { sub: `person-${index}`, email, email_verified: true } }
        results.push((await person.get(reach(harness, harness.provider.answer(away).href))).status)
      }
      expect(results.toSorted()).toEqual([303, 403])
    })

    it('ends when the vendor revokes it', async () => {
      const { email, organization_id } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      const links = await harness.client.setupLinks.list({ organization_id }).toArray()
      const managing = links.find(({ intents }) => intents.includes('manage'))
      await harness.client.setupLinks.revoke(String(managing?.id))
      const person = browser()
      expect((await person.post(address, {}, ownPage)).status).toBe(410)
    })

    it('is not there for a link that names nobody, nor for one to set up', async () => {
      const link = await harness.client.setupLinks.create({ organization_id: harness.organization_id })
      const address = `${harness.url}/setup/return/${link.id.slice('setup_'.length)}`
      expect((await browser().get(address)).status).toBe(404)
      expect((await openSetup(harness, link)).link.id).toBe(link.id)
    })

    it('begins only from its own page', async () => {
      const { email } = await completed()
      const address = returnOf(String((await mailTo(email))?.text))
      const page = await browser().post(address, {}, { 'sec-fetch-site': 'cross-site' })
      expect(await page.text()).not.toContain('http-equiv="refresh"')
    })
  })
})
