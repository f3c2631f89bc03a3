/** The consent of a customer's administrator: link, answer, the sign-in that proves it, and the result. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const ada = 'ada@contoso.example'
const ben = 'ben@contoso.example'
const application = {
  displayName: 'Gatehouse',
  appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  passwordCredentials: [{ secretText: upstreamSecret }],
}

let entra: Entra
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [
        { userPrincipalName: ada, mail: ada, displayName: 'Ada Muster', isAdministrator: true },
        { userPrincipalName: ben, mail: ben, displayName: 'Ben Muster' },
      ],
      applications: [
        {
          ...application,
          apiPermissions: { delegated: ['openid', 'profile', 'email'], application: ['GroupMember.Read.All'] },
        },
      ],
    },
    { displayName: 'Fabrikam', domains: ['fabrikam.example'] },
  ])
})
afterAll(() => entra.close())

const client = () => entra.harness.client
let organizations = 0
async function scene(): Promise<Connection> {
  organizations += 1
  const { id } = await client().organizations.create({ name: `Organization ${organizations}` })
  const connection = await entra.connect({ organization_id: id })
  const path = entra.tenants[0]?.application ?? ''
  await entra.emulator.admin('DELETE', `${path}/consents`)
  const { web } = (await entra.emulator.admin('GET', path)) as { web: { redirectUris: string[] } }
  const redirectUris = [...new Set([...web.redirectUris, String(connection.consent_redirect_uri)])]
  await entra.emulator.admin('PATCH', path, { web: { redirectUris } })
  return connection
}

/** Opens the page of the link, and presses its button. @returns the address at the identity provider */
async function ask(url: string, person: Browser): Promise<string> {
  const page = await person.get(url)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Give consent for')])
  return locationOf(await person.post(url, {}))
}
const here = (address: string | URL): string => {
  const { pathname, search } = new URL(address)
  return `${entra.harness.url}${pathname}${search}`
}
/** Accepts at the consent page. @returns the address of the answer */
const accept = async (away: string, who = ada): Promise<string> => here((await entra.emulator.signIn(away, who)).url)
const linkOf = async ({ id }: Connection, permissions: 'sign_in' | 'all' = 'sign_in') =>
  (await client().connections.consent(id, { permissions })).url
/** Follows the answer through the sign-in to the result. */
async function complete(answer: string, person: Browser, who = ada): Promise<{ status: number; html: string }> {
  const next = locationOf(await person.get(answer))
  const isAway = next.startsWith(entra.emulator.url)
  const result = isAway ? locationOf(await person.get(await accept(next, who))) : next
  const page = await person.get(result)
  return { status: page.status, html: await page.text() }
}
const consentOf = async ({ id }: Connection) => (await client().connections.get(id)).consent
const eventsOf = async ({ organization_id }: Connection) =>
  (await client().events.list({ organization_id, limit: 100 })).data
    .map(({ type }) => type)
    .filter((type) => type.startsWith('connection.consent'))

describe('the consent of an administrator', () => {
  it('is granted when the administrator accepts, and a sign-in proves who that was', async () => {
    const connection = await scene()
    const person = browser()
    const away = await ask(await linkOf(connection), person)
    const { pathname, searchParams } = new URL(away)
    expect(pathname).toBe(`/${entra.tenants[0]?.id}/v2.0/adminconsent`)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: application.appId,
      scope: 'openid profile email',
      redirect_uri: connection.consent_redirect_uri,
      state: expect.stringMatching(/^.{20,}$/),
    })
    const { status, html } = await complete(await accept(away), person)
    expect([status, html]).toEqual([200, expect.stringContaining('Your organization consented, and sign-in works')])
    expect(await consentOf(connection)).toMatchObject({
      result: 'granted',
      because: 'An administrator consented, and then signed in.',
    })
    expect(await client().connections.get(connection.id)).toMatchObject({ last_test: { result: 'passed' } })
    expect(await eventsOf(connection)).toEqual(['connection.consent_granted', 'connection.consent_link_created'])
    expect((await client().users.list({ organization_id: connection.organization_id })).data).toEqual([])
  })

  it('asks for everything that the registration lists, if that is wanted', async () => {
    const connection = await scene()
    const person = browser()
    const away = await ask(await linkOf(connection, 'all'), person)
    expect(new URL(away).searchParams.get('scope')).toBe('https://graph.microsoft.com/.default')
    await complete(await accept(away), person)
    expect(await entra.emulator.admin('GET', entra.tenants[0]?.application ?? '')).toMatchObject({
      applicationPermissions: ['GroupMember.Read.All'],
    })
  })

  const refusals: { name: string; error: Record<string, string>; result: string; because: RegExp }[] = [
    {
      name: 'an administrator who declined',
      error: { error: 'consent_required', error_description: 'AADSTS65004: User declined. Trace ID: 1' },
      result: 'declined',
      because: /declined the permissions/,
    },
    {
      name: 'an administrator who cancelled at the page of v1.0',
      error: { error: 'permission_denied', error_description: 'The admin canceled the request' },
      result: 'declined',
      because: /The consent was not given/,
    },
    {
      name: 'an error of Entra',
      error: { error: 'server_error', error_description: 'AADSTS50000: There was an error.' },
      result: 'failed',
      because: /The consent failed/,
    },
    {
      name: 'an answer that says nothing',
      error: { admin_consent: 'maybe' },
      result: 'failed',
      because: /The consent failed/,
    },
  ]
  it.each(refusals)('notes $name, though admin_consent is True', async ({ error, result, because }) => {
    const connection = await scene()
    const person = browser()
    const state = new URL(await ask(await linkOf(connection), person)).searchParams.get('state') ?? ''
    const answer = new URLSearchParams({ admin_consent: 'True', tenant: String(entra.tenants[0]?.id), ...error, state })
    const { status, html } = await complete(`${entra.harness.url}/sso/consent/callback?${answer}`, person)
    expect([status, html]).toEqual([400, expect.stringContaining('Consent failed')])
    expect(await consentOf(connection)).toMatchObject({ result, because: expect.stringMatching(because) })
    expect(await eventsOf(connection)).toContain(`connection.consent_${result}`)
    expect((await client().connections.get(connection.id)).last_test).toBeNull()
  })

  it('takes the tenant of the answer for no proof: the sign-in decides', async () => {
    const connection = await scene()
    const person = browser()
    const answer = new URL(await accept(await ask(await linkOf(connection), person)))
    answer.searchParams.set('tenant', String(entra.tenants[1]?.id))
    const { status, html } = await complete(answer.href, person)
    expect([status, html]).toEqual([200, expect.stringContaining('Sign-in works, but the consent is not certain')])
    expect(await consentOf(connection)).toMatchObject({
      result: 'seen',
      because: expect.stringContaining('another tenant'),
    })
    expect((await client().connections.get(connection.id)).settings).toEqual(connection.settings)
  })

  it('fails with the sign-in that must prove it', async () => {
    const connection = await scene()
    const person = browser()
    const answer = await accept(await ask(await linkOf(connection), person))
    await entra.emulator.admin('POST', '/faults', { name: 'wrong-tenant', times: 1 })
    const { status } = await complete(answer, person)
    expect(status).toBe(400)
    expect(await consentOf(connection)).toMatchObject({
      result: 'failed',
      because: expect.stringContaining('The sign-in after the consent failed'),
    })
  })

  const wrongAnswers: {
    name: string
    parameters: (state: string) => Record<string, string>
    code: string
    stranger?: true
  }[] = [
    { name: 'no state', parameters: () => ({ admin_consent: 'True' }), code: 'state_missing' },
    { name: 'nothing', parameters: () => ({}), code: 'callback_empty' },
    { name: 'an unknown state', parameters: () => ({ admin_consent: 'True', state: 'x' }), code: 'state_unknown' },
    {
      name: 'the state of another browser',
      parameters: (state) => ({ admin_consent: 'True', state }),
      code: 'browser_changed',
      stranger: true,
    },
  ]
  it.each(wrongAnswers)('refuses an answer with $name', async ({ parameters, code, stranger }) => {
    const connection = await scene()
    const person = browser()
    const answer = await accept(await ask(await linkOf(connection), person))
    const state = new URL(answer).searchParams.get('state') ?? ''
    const address = `${entra.harness.url}/sso/consent/callback?${new URLSearchParams(parameters(state))}`
    const page = await (stranger ? browser() : person).get(address)
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining(code)])
    // The right browser goes on.
    expect((await complete(answer, person)).status).toBe(200)
  })

  it('refuses an answer that is used twice', async () => {
    const connection = await scene()
    const person = browser()
    const answer = await accept(await ask(await linkOf(connection), person))
    const first = locationOf(await person.get(answer))
    const again = await person.get(answer)
    expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('consent_answered')])
    expect((await person.get(locationOf(await person.get(await accept(first))))).status).toBe(200)
    expect(await (await person.get(answer)).text()).toContain('consent_answered')
  })

  it('lets one of ten answers at the same moment go on', async () => {
    const connection = await scene()
    const person = browser()
    const answer = await accept(await ask(await linkOf(connection), person))
    const pages = await Promise.all(Array.from({ length: 10 }, () => person.get(answer)))
    expect(pages.filter(({ status }) => status === 303).length).toBe(1)
    for (const page of pages) if (page.status !== 303) expect(await page.text()).toContain('consent_answered')
  })

  it('refuses an answer after 15 minutes', async () => {
    const connection = await scene()
    const person = browser()
    const answer = await accept(await ask(await linkOf(connection), person))
    entra.harness.clock.ahead += 16 * 60_000
    try {
      const page = await person.get(answer)
      expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('sign_in_expired')])
    } finally {
      entra.harness.clock.ahead = 0
    }
  })

  it('does not take the state of a consent for that of a sign-in', async () => {
    const connection = await scene()
    const person = browser()
    const state = new URL(await ask(await linkOf(connection), person)).searchParams.get('state') ?? ''
    const address = here(`${connection.redirect_uri}?${new URLSearchParams({ state, code: 'x' })}`)
    const page = await person.get(address)
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('state_unknown')])
  })

  it('refuses a link that was changed, or has expired', async () => {
    const connection = await scene()
    const url = await linkOf(connection)
    const refused = async (address: string) => {
      for (const page of [await browser().get(address), await browser().post(address, {})]) {
        expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('consent_link_invalid')])
      }
    }
    await refused(`${url}x`)
    await refused(`${entra.harness.url}/sso/consent/x`)
    entra.harness.clock.ahead += 8 * 24 * 60 * 60_000
    try {
      await refused(url)
    } finally {
      entra.harness.clock.ahead = 0
    }
  })

  it('has no link for an identity provider without such a consent', async () => {
    const { harness } = entra
    const oidc = await client().connections.create({ organization_id: harness.organization_id, type: 'oidc' })
    expect(oidc.consent_redirect_uri).toBeNull()
    await expect(client().connections.consent(oidc.id)).rejects.toMatchObject({ code: 'consent_unsupported' })
  })
})

describe('a consent that nobody reported', () => {
  it('is seen at the first sign-in, once', async () => {
    const connection = await scene()
    await entra.signIn(connection.id, ada)
    const seen = await consentOf(connection)
    expect(seen).toMatchObject({ result: 'seen' })
    await entra.signIn(connection.id, ada)
    expect(await consentOf(connection)).toEqual(seen)
    expect(await eventsOf(connection)).toEqual(['connection.consent_seen'])
  })

  it('is seen once by many first sign-ins at the same moment', async () => {
    const connection = await scene()
    await entra.signIn(connection.id, ada, {})
    const other = await scene()
    const ends = await Promise.all(Array.from({ length: 8 }, () => entra.signIn(other.id, ada)))
    expect(ends.every(({ searchParams }) => searchParams.has('code'))).toBe(true)
    expect(await eventsOf(other)).toEqual(['connection.consent_seen'])
  })

  it('is seen at a test', async () => {
    const connection = await scene()
    const person = browser()
    const away = locationOf(await person.get((await client().connections.test(connection.id)).url))
    await person.get(await accept(away))
    expect(await consentOf(connection)).toMatchObject({ result: 'seen' })
  })

  it('is unknown again for another client', async () => {
    const connection = await scene()
    await entra.signIn(connection.id, ada)
    const settings = { client_id: '1b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' }
    const changed = await client().connections.update(connection.id, { settings })
    expect([changed.consent?.result, changed.candidate?.consent]).toEqual(['seen', null])
    const renamed = await client().connections.update(connection.id, {
      settings: { client_id: application.appId },
      mapping: { name: ['upn'] },
    })
    expect(renamed.candidate?.consent).toMatchObject({ result: 'seen' })
    await client().connections.update(connection.id, { settings })
    await client().connections.activateCandidate(connection.id, { without_test: true })
    expect(await consentOf(connection)).toBeNull()
  })
})
