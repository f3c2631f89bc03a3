/** P25: the language of the pages. Each page in German, and what decides. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { germanViolations } from '../../../../../test/german/rules.ts'
import {
  addApplication,
  addConnection,
  authorizeAddress,
  type Browser,
  backChannel,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  reach,
  signIn,
  startHarness,
  upstream_secret,
} from '../../../test/harness.ts'

let harness: Harness
let several: `org_${string}`
let program: Harness
let framed: Harness['application']
let entra: string
let invitation: string
beforeAll(async () => {
  harness = await startHarness()
  const { client } = harness
  several = (await client.organizations.create({ name: 'Several' })).id
  for (const name of ['Berlin', 'Lisbon']) await addConnection({ ...harness, organization_id: several }, { name })
  const application = await addApplication(harness, {
    name: 'Deploy',
    type: 'native',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  })
  program = { ...harness, application }
  framed = await addApplication(harness, {
    name: 'Planner',
    frontchannel_logout_uri: 'https://app.example/frontchannel',
    initiate_login_uri: 'https://app.example/login',
  })
  const settings = {
    tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
    client_id: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d',
  }
  const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
  entra = (await client.connections.create({ organization_id, type: 'entra_oidc', settings })).id
  await client.credentials.create(entra, { type: 'client_secret', client_secret: upstream_secret })
  const invited = { organization_id: harness.organization_id, email: 'eva@acme.example', send_email: false }
  invitation = (await client.invitations.create({ ...invited, application_id: framed.client_id })).url
}, 60_000)
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** A browser that prefers German. */
function germanBrowser(): Browser {
  const person = browser()
  const german = { 'accept-language': 'de-DE,de;q=0.9,en;q=0.5' }
  return {
    ...person,
    get: (address, headers) => person.get(address, { ...german, ...headers }),
    post: (address, form, headers) => person.post(address, form, { ...german, ...headers }),
  }
}

const follow = async (person: Browser, response: Response): Promise<Response> =>
  person.get(reach(harness, locationOf(response)))
const own = { 'sec-fetch-site': 'same-origin' }
const userCode = async (): Promise<string> => {
  const answer = await backChannel(program, 'device_authorization', { scope: 'openid' })
  return ((await answer.json()) as { user_code: string }).user_code
}
const refusedSignIn = async (person: Browser, change: Record<string, string> = {}): Promise<Response> => {
  const back = await goUpstream(harness, person, change, { code: '', error: 'server_error' })
  return follow(person, await person.get(back.href))
}
async function test(person: Browser, change: Record<string, string> = {}): Promise<Response> {
  const { url } = await harness.client.connections.test(harness.connection_id)
  const away = locationOf(await person.get(reach(harness, url)))
  return follow(
    person,
    await follow(person, new Response(null, { headers: { location: harness.provider.answer(away, change).href } })),
  )
}

interface Page {
  readonly name: string
  readonly open: (person: Browser) => Promise<Response>
  readonly says: string
}

const pages: readonly Page[] = [
  {
    name: 'that asks for the email',
    open: async (person) => follow(person, await person.get(authorizeAddress(harness, { organization: undefined }))),
    says: 'Geschäftliche E-Mail-Adresse',
  },
  {
    name: 'that does not know an email',
    open: async (person) => {
      const change = { organization: undefined, login_hint: 'ada@unbekannt.example' }
      return follow(person, await person.get(authorizeAddress(harness, change)))
    },
    says: 'Es gibt kein Single Sign-on für <strong>ada@unbekannt.example</strong>. Prüfen Sie',
  },
  {
    name: 'that lets choose',
    open: async (person) => follow(person, await person.get(authorizeAddress(harness, { organization: several }))),
    says: 'Wie melden Sie sich an?',
  },
  {
    name: 'of an application that is unknown',
    open: (person) => person.get(authorizeAddress(harness, { client_id: 'nobody' })),
    says: 'Diese Anwendung ist hier nicht registriert',
  },
  {
    name: 'of a path that does not exist',
    open: (person) => person.get(`${harness.url}/x`),
    says: 'Diesen Pfad gibt es nicht',
  },
  { name: 'of a sign-in that failed', open: refusedSignIn, says: 'Bleibt der Fehler' },
  {
    name: 'of a sign-in that is finished',
    open: async (person) => {
      const back = await goUpstream(harness, person)
      await person.get(back.href)
      return person.get(back.href)
    },
    says: 'Diese Anmeldung ist schon abgeschlossen',
  },
  {
    name: 'that posts the response',
    open: async (person) => person.get((await goUpstream(harness, person, { response_mode: 'form_post' })).href),
    says: 'Zurück zur Anwendung',
  },
  {
    name: 'that asks before the sign-out',
    open: async (person) => {
      await signIn(harness, person)
      return person.get(`${harness.url}/oauth/logout`)
    },
    says: 'Abmelden?',
  },
  {
    name: 'that signs out',
    open: async (person) => {
      await signIn(harness, person, { client_id: framed.client_id })
      return person.post(`${harness.url}/oauth/logout`, { confirmed: 'yes' }, own)
    },
    says: 'Sie werden von diesen Anwendungen abgemeldet. Das dauert 5 Sekunden.',
  },
  {
    name: 'of a person who is signed out',
    open: async (person) => {
      await signIn(harness, person)
      return person.post(`${harness.url}/oauth/logout`, { confirmed: 'yes' }, own)
    },
    says: 'Sie sind abgemeldet',
  },
  {
    name: 'that asks for the code of a device',
    open: (person) => person.get(`${harness.url}/device`),
    says: 'Ein Gerät verbinden',
  },
  {
    name: 'that does not know the code of a device',
    open: (person) => person.post(`${harness.url}/device`, { user_code: 'BBBB-BBBB' }, own),
    says: 'Dieser Code ist nicht bekannt oder gilt nicht mehr.',
  },
  {
    name: 'that asks about a device',
    open: async (person) => person.post(`${harness.url}/device`, { user_code: await userCode() }, own),
    says: 'Auf einem anderen Gerät bei Deploy anmelden?',
  },
  {
    name: 'of a device that is refused',
    open: async (person) =>
      person.post(`${harness.url}/device`, { user_code: await userCode(), decision: 'deny' }, own),
    says: 'Das Gerät wurde abgelehnt',
  },
  {
    name: 'of a device that is connected',
    open: async (person) => {
      await signIn(harness, person)
      const sent = await person.post(`${harness.url}/device`, { user_code: await userCode(), decision: 'allow' }, own)
      return follow(person, await follow(person, sent))
    },
    says: 'Ihr Gerät ist verbunden',
  },
  {
    name: 'of an invitation',
    open: (person) => person.get(reach(harness, invitation)),
    says: 'Nur für <strong>eva@acme.example</strong>, bis ',
  },
  {
    name: 'that begins a consent',
    open: async (person) => person.get(reach(harness, (await harness.client.connections.consent(entra, {})).url)),
    says: 'Zustimmung für Contoso erteilen',
  },
  { name: 'of a test that passed', open: (person) => test(person), says: 'Der Identitätsanbieter funktioniert' },
  {
    name: 'of a test that failed',
    open: (person) => test(person, { code: '', error: 'access_denied' }),
    says: 'Test gescheitert',
  },
  {
    name: 'of a test that is open',
    open: async (person) => {
      const { url } = await harness.client.connections.test(harness.connection_id)
      await person.get(reach(harness, url))
      const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
      return person.get(`${harness.url}/sso/test/result/${latest?.id}`)
    },
    says: 'Der Test ist nicht abgeschlossen',
  },
]

/** Parts that are not ours: names, codes, and the prose of the record. */
const foreign = /<(title|code|dd|strong|small|option)\b[^>]*>[\s\S]*?<\/\1>|<script>[\s\S]*?<\/script>/g
const wordsOf = (html: string): string[] =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replaceAll(foreign, ' ')
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll('&#39;', '’').replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== '')

describe('P25 the page', () => {
  it.each(pages)('$name is German for a browser that prefers it', async ({ open, says }) => {
    const response = await open(germanBrowser())
    const html = await response.text()
    expect(html).toContain('<html lang="de">')
    expect(html).toContain(says)
    expect(Buffer.byteLength(html)).toBeLessThan(14 * 1024)
    expect(response.headers.get('cache-control')).toContain('no-store')
    const pairs = wordsOf(html).map((german) => ({ place: german, english: `${german} `, german }))
    expect(germanViolations(pairs)).toEqual([])
  })

  it.each(pages)('$name is English for a browser that prefers nothing', async ({ open, says }) => {
    const html = await (await open(browser())).text()
    expect(html).toContain('<html lang="en">')
    expect(html).not.toContain(says)
  })
})

it('P25 the reasons in a test are German, too', async () => {
  harness.provider.behaviour = { claims: { sub: 'stranger', email: 'stranger@acme.example' } }
  const html = await (await test(germanBrowser())).text()
  expect(html).toMatch(/<dt>Benutzer<\/dt><dd>würde angelegt: erste Anmeldung dieser Identität/)
  expect(html).toContain('<dt>Rollenansprüche</dt><dd>nicht gesendet</dd>')
})

describe('P25 `ui_locales`', () => {
  const languageOf = async (response: Response) => /<html lang="(\w+)">/.exec(await response.text())?.[1]
  const emailPage = async (person: Browser, ui_locales: string) =>
    follow(person, await person.get(authorizeAddress(harness, { organization: undefined, ui_locales })))

  it.each([
    ['de', 'de'],
    ['de-CH-1901', 'de'],
    ['fr de en', 'de'],
    ['fr se', 'en'],
    ['x'.repeat(512), 'en'],
  ])('%s means %s to a browser that prefers nothing', async (ui_locales, language) => {
    expect(await languageOf(await emailPage(browser(), ui_locales))).toBe(language)
  })

  it('goes before the language of the browser', async () => {
    expect(await languageOf(await emailPage(germanBrowser(), 'en'))).toBe('en')
  })

  it('of no language of ours leaves the choice to the browser', async () => {
    expect(await languageOf(await emailPage(germanBrowser(), 'fr'))).toBe('de')
  })

  it('goes on with the form', async () => {
    const html = await (await emailPage(browser(), 'de')).text()
    expect(html).toContain('<input type="hidden" name="ui_locales" value="de">')
  })

  it('holds through a pushed request', async () => {
    const pushed = new URL(authorizeAddress(harness, { organization: several, ui_locales: 'de' })).searchParams
    const answer = await backChannel(harness, 'par', Object.fromEntries(pushed))
    const { request_uri } = (await answer.json()) as { request_uri: string }
    const { client_id } = harness.application
    const address = `${harness.url}/oauth/authorize?${new URLSearchParams({ client_id, request_uri })}`
    const person = browser()
    expect(await languageOf(await follow(person, await person.get(address)))).toBe('de')
  })

  it('holds through the identity provider, to the page of the failure', async () => {
    const html = await (await refusedSignIn(browser(), { ui_locales: 'de' })).text()
    expect(html).toContain('<html lang="de">')
    expect(html).toContain('Zurück zu ')
  })

  it('holds where the request is refused at once', async () => {
    const address = authorizeAddress(harness, { client_id: 'nobody', ui_locales: 'de' })
    expect(await languageOf(await browser().get(address))).toBe('de')
  })

  it('holds through a logout, to the last page', async () => {
    const person = browser()
    await signIn(harness, person, { client_id: framed.client_id })
    const asked = await (await person.get(`${harness.url}/oauth/logout?ui_locales=de`)).text()
    expect(asked).toContain('<input type="hidden" name="ui_locales" value="de">')
    const fields = { confirmed: 'yes', ui_locales: 'de' }
    const leaving = await (await person.post(`${harness.url}/oauth/logout`, fields, own)).text()
    const last = /<a class="button second" href="([^"]*)">/.exec(leaving)?.[1]?.replaceAll('&amp;', '&')
    expect(await languageOf(await person.get(String(last)))).toBe('de')
  })

  it('goes on with the forms of a device', async () => {
    const html = await (await browser().get(`${harness.url}/device?ui_locales=de`)).text()
    expect(html).toContain(`action="${harness.url}/device?ui_locales=de"`)
  })

  it('is announced', async () => {
    const document = await (await fetch(`${harness.url}/.well-known/openid-configuration`)).json()
    expect(document).toMatchObject({ ui_locales_supported: ['en', 'de'] })
  })
})
