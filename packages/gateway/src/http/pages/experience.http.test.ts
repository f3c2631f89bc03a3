/** The numbered expectations of the sign-in pages: L1 to L12. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  authorizeAddress,
  type Browser,
  browser,
  codeOnPage,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
let several: `org_${string}`
let names: string[]
beforeAll(async () => {
  harness = await startHarness()
  const { client } = harness
  const organization = await client.organizations.create({
    name: 'Several',
    domains: [{ domain: 'several.example', verified: true }],
  })
  several = organization.id
  const there = { ...harness, organization_id: several }
  const connections = [await addConnection(there, { name: 'Berlin' }), await addConnection(there, { name: 'Lisbon' })]
  names = connections.map(({ name }) => name)
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** An authorization request that says nothing of where the person belongs. */
const bare = (change: Record<string, string | undefined> = {}) =>
  authorizeAddress(harness, { organization: undefined, ...change })
const follow = (person: Browser, response: Response) => person.get(locationOf(response))

/** Fills in the form of the email page. */
async function enter(person: Browser, email: string, remember: boolean, change = {}): Promise<Response> {
  const page = await emailPageOf(person, change)
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
  const fields = hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])
  const action = /<form method="get" action="([^"]*)">/.exec(page)?.[1]
  const query = new URLSearchParams([...fields, ['login_hint', email], ...(remember ? [['remember', '1']] : [])])
  return person.get(`${action}?${query}`)
}
const emailPageOf = async (person: Browser, change = {}) =>
  (await follow(person, await person.get(bare(change)))).text()
/** A person who wants another account is asked, whatever the browser remembers. */
const anotherAccount = { prompt: 'select_account' }
const choices = async (person: Browser) => {
  const response = await person.get(bare({ login_hint: 'ada@several.example' }))
  const page = await (await follow(person, response)).text()
  return [...page.matchAll(/<li><a href="([^"]*)"><span>([^<]*)<small>([^<]*)/g)].map(([, href = '', name, note]) => ({
    href: href.replaceAll('&amp;', '&'),
    name,
    note,
  }))
}

describe('L1 the pages are small', () => {
  it('at most 14 KB with everything they need, and nothing runs in them', async () => {
    const person = browser()
    const page = await emailPageOf(person)
    const sheet = /<link rel="stylesheet" href="([^"]*)">/.exec(page)?.[1] ?? ''
    const style = await (await fetch(new URL(sheet, harness.url))).text()
    expect(Buffer.byteLength(page) + Buffer.byteLength(style)).toBeLessThan(14 * 1024)
    expect(page).not.toMatch(/<script|javascript:|\son\w+=/i)
    expect([...person.cookies.keys()]).toEqual(['gatehouse-browser'])
  })
})

describe('L2 a person is not asked for what the request says', () => {
  it.each([
    ['organization', () => ({ organization: harness.organization_id })],
    ['connection', () => ({ connection: harness.connection_id })],
    ['login_hint', () => ({ login_hint: 'ada@acme.example' })],
    ['domain_hint', () => ({ domain_hint: 'acme.example' })],
  ])('%s leads straight to the identity provider', async (_, change) => {
    expect(locationOf(await browser().get(bare(change())))).toContain(harness.provider.url)
  })
})

describe('L3 the email is asked once', () => {
  it('and leads to the identity provider of its domain, with the email as a hint', async () => {
    const location = new URL(locationOf(await enter(browser(), 'ada@acme.example', false)))
    expect(location.origin).toBe(harness.provider.url)
    expect(location.searchParams.get('login_hint')).toBe('ada@acme.example')
  })

  it('an unknown domain is answered alike, with an organization of that name or without', async () => {
    const answers = []
    for (const email of ['ada@nobody.example', 'ada@acme.example.com', 'nonsense']) {
      const person = browser()
      const page = await (await follow(person, await enter(person, email, false))).text()
      answers.push(page.replaceAll(email, '').replaceAll(encodeURIComponent(email), ''))
      expect(page).not.toContain('Acme')
    }
    expect(new Set(answers).size).toBe(1)
  })

  it('is not asked the next time, if the person ticked the box, and in that browser only', async () => {
    const [ticked, plain] = [browser(), browser()]
    await enter(ticked, 'ada@acme.example', true)
    await enter(plain, 'ada@acme.example', false)
    const location = new URL(locationOf(await ticked.get(bare())))
    expect([location.origin, location.searchParams.get('login_hint')]).toEqual([
      harness.provider.url,
      'ada@acme.example',
    ])
    const page = await emailPageOf(ticked, anotherAccount)
    expect(page).toMatch(/value="ada@acme.example">[\s\S]*name="remember" value="1" checked>/)
    expect(await emailPageOf(plain)).not.toContain('ada@acme.example')
    expect([...plain.cookies.keys()]).toEqual(['gatehouse-browser'])
  })

  it('is forgotten when the person takes the tick away', async () => {
    const person = browser()
    await enter(person, 'ada@acme.example', true)
    await enter(person, 'ada@acme.example', false, anotherAccount)
    expect(person.cookies.has('gatehouse-remembered')).toBe(false)
    expect(await emailPageOf(person)).not.toContain('ada@acme.example')
  })

  it('is neither put there nor taken away by a link on another site', async () => {
    const person = browser()
    const link = (change: Record<string, string>, site: string) =>
      person.get(bare({ email_asked: '1', ...change }), { 'sec-fetch-site': site })
    for (const site of ['cross-site', 'same-site', 'none']) {
      await link({ login_hint: 'mallory@acme.example', remember: '1' }, site)
      expect(person.cookies.has('gatehouse-remembered')).toBe(false)
    }
    await link({ login_hint: 'ada@acme.example', remember: '1' }, 'same-origin')
    await link({ login_hint: 'mallory@acme.example' }, 'cross-site')
    expect(await emailPageOf(person, anotherAccount)).toContain('value="ada@acme.example"')
  })

  it('cannot be remembered by an application: its own parameter does nothing', async () => {
    const person = browser()
    await person.get(bare({ login_hint: 'ada@acme.example', remember: '1' }))
    expect(person.cookies.has('gatehouse-remembered')).toBe(false)
  })

  it.each([['nonsense'], ['e30'], [Buffer.from('{"email":7}').toString('base64url')]])(
    'what a browser remembers wrongly (%s) is nothing',
    async (value) => {
      const person = browser()
      person.cookies.set('gatehouse-remembered', value)
      expect(await emailPageOf(person)).toContain('name="remember" value="1">')
    },
  )
})

describe('L4 of several ways', () => {
  it('the person chooses by name, by links that a keyboard reaches', async () => {
    const offered = await choices(browser())
    expect(offered.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    const location = locationOf(await browser().get(String(offered[0]?.href)))
    expect(location).toContain(harness.provider.url)
  })

  it('the one chosen last comes first, where the person wanted to be remembered', async () => {
    const person = browser()
    await enter(person, 'ada@several.example', true)
    for (const name of names) {
      await person.get(String((await choices(person)).find((choice) => choice.name === name)?.href))
      const [first] = await choices(person)
      expect([first?.name, first?.note]).toEqual([name, expect.stringContaining('last used')])
    }
  })
})

describe('L5 the back button', () => {
  it('after the end of a sign-in shows that it is finished, and a way to start again', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    await person.get(back.href)
    const again = await person.get(back.href)
    const page = again.status === 303 ? await follow(person, again) : again
    expect(page.status).toBe(400)
    const text = await page.text()
    expect(text).toContain('finished')
    expect(text).toMatch(/href="https:\/\/app\.example/)
  })
})

describe('L6 L7 L8 an error', () => {
  it('L6 has the event, the remedy and a reference, with the technical part folded', async () => {
    harness.provider.behaviour = { claims: { nonce: 'wrong' } }
    const person = browser()
    const response = await follow(person, await person.get((await goUpstream(harness, person)).href))
    const page = await response.text()
    expect(page).toMatch(/<h1>[^<]+<\/h1>/)
    expect(page).toMatch(/<details>/)
    expect(page).toMatch(/signin_[0-9a-z]{26}/)
    expect(page.indexOf('<details>')).toBeLessThan(page.indexOf('<dt>Code</dt>'))
  })

  it('L6 shows literal text as code, with no mark of Markdown', async () => {
    harness.provider.behaviour = { claims: {}, token_claims: { sub: undefined } }
    const person = browser()
    const response = await follow(person, await person.get((await goUpstream(harness, person)).href))
    const pages = [await response.text(), await (await fetch(`${harness.url}/docs/errors`)).text()]
    for (const page of pages) expect(page).not.toContain('`')
    expect(pages[1]).toContain('<code>Retry-After</code>')
  })

  it('L7 of a person who is not known names the application', async () => {
    const { id } = await harness.client.organizations.create({ name: 'Known only' })
    await addConnection({ ...harness, organization_id: id }, { policy: { provisioning: 'known_only' } })
    const person = browser()
    const back = await goUpstream(harness, person, { organization: id })
    const response = await follow(person, await person.get(back.href))
    const page = await response.text()
    expect(page).toContain('You are not set up in')
    expect(page).toMatch(/<dt>Your identity provider says<\/dt><dd>[^<]*@[^<]*<\/dd>/)
    expect(page).not.toContain('The invitation is for')
    expect(/<dt>Code<\/dt><dd>(\w+)<\/dd>/.exec(page)?.[1]).toBe('user_unknown')
  })

  it.each([
    ['clock skew', { iat: Math.floor(Date.now() / 1000) + 3_600 }, 'token_expired', 2],
    ['a wrong audience', { aud: 'another' }, 'token_audience_wrong', 0],
    ['a replayed nonce', { nonce: 'of-another-sign-in' }, 'token_nonce_wrong', 0],
    ['an expired token', { exp: Math.floor(Date.now() / 1000) - 3_600 }, 'token_expired', 2],
  ])(
    'L8 of %s has a code of its own, and the clocks only for readers of the record',
    async (_, claims, code, count) => {
      harness.provider.behaviour = { claims: { sub: 'ada' }, token_claims: claims }
      const person = browser()
      const response = await follow(person, await person.get((await goUpstream(harness, person)).href))
      const page = await response.text()
      const [record] = (await harness.client.signIns.list({ limit: 1 })).data
      const whole = await harness.client.signIns.get(String(record?.id))
      expect(/<dt>Code<\/dt><dd>(\w+)<\/dd>/.exec(page)?.[1]).toBe(code)
      expect(whole.error?.code).toBe(code)
      const said = [whole.error?.expected, whole.error?.received].filter((text) => typeof text === 'string')
      const times = said.filter((text) => text.includes('clock of this gateway'))
      expect(times.length).toBe(count)
      for (const text of times) expect(page).not.toContain(text)
    },
  )
})

describe('L9 signing out', () => {
  it('ends the session, says so, and the next application asks again', async () => {
    const person = browser()
    const code = String((await signIn(harness, person)).searchParams.get('code'))
    const { id_token } = (await (await redeem(harness, code)).json()) as TokenAnswer
    const response = await person.get(`${harness.url}/oauth/logout?id_token_hint=${id_token}`)
    expect(await response.text()).toMatch(/signed out/i)
    expect(locationOf(await person.get(authorizeAddress(harness)))).toContain(harness.provider.url)
  })
})

describe('L11 L12 every page', () => {
  it('L11 of the email has the attributes that password managers and phones look for', async () => {
    const page = await emailPageOf(browser())
    expect(page).toMatch(/<label for="email">/)
    expect(page).toMatch(/type="email" autocomplete="username" inputmode="email"/)
    expect(page).toContain('width=device-width, initial-scale=1')
    expect(page).not.toMatch(/user-scalable|maximum-scale/)
  })

  it('L12 cannot be framed, is not stored, and loads nothing from another site', async () => {
    const person = browser()
    const responses = [
      await follow(person, await person.get(bare())),
      await person.get(`${harness.url}/oauth/authorize`),
      await person.get(`${harness.url}/nothing`),
    ]
    for (const response of responses) {
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(response.headers.get('cache-control')).toContain('no-store')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      const page = await response.text()
      for (const [, address = ''] of page.matchAll(/<(?:link|img|script|iframe)[^>]+(?:href|src)="([^"]*)"/g)) {
        expect(address).toMatch(/^\/assets\//)
      }
      expect(await codeOnPage(new Response(page))).not.toBe('internal_error')
    }
  })
})
