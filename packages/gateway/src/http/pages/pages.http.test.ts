/** Every page that people see: its headers, and that nothing which somebody else chose can be more than text. */
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  authorizeAddress,
  type Browser,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

/** Would be an element, an attribute and an entity, if it were not escaped. */
const attack = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;`
const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;'

let harness: Harness
let several: `org_${string}`
let hostile: Harness['application']
beforeAll(async () => {
  harness = await startHarness()
  hostile = await addApplication(harness, { name: attack, initiate_login_uri: 'https://app.example/?"><script>' })
  const organization = await harness.client.organizations.create({ name: attack })
  several = organization.id
  const there = { ...harness, organization_id: several }
  await addConnection(there, { name: attack })
  await addConnection(there, { name: `Second ${attack}` })
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const follow = async (person: Browser, response: Response): Promise<Response> => person.get(locationOf(response))
const asHostile = () => ({ client_id: hostile.client_id })
/** A refused sign-in, whose answer says what is given. */
const failed = async (extra: Record<string, string>): Promise<Response> => {
  const person = browser()
  const back = await goUpstream(harness, person, asHostile(), { code: '', error: 'access_denied', ...extra })
  return follow(person, await person.get(back.href))
}

interface Page {
  readonly name: string
  readonly open: () => Promise<Response>
  readonly status: number
  /** The part of the attack that the page must show as text. */
  readonly shows?: string
}

const pages: readonly Page[] = [
  {
    name: 'that asks for the email',
    open: () =>
      browser().get(
        authorizeAddress(harness, { ...asHostile(), organization: undefined, state: attack }).replace(
          '/oauth/authorize',
          '/signin',
        ),
      ),
    status: 200,
    shows: `Sign in to ${escaped}`,
  },
  {
    name: 'that does not know an email',
    open: async () => {
      const person = browser()
      const change = { ...asHostile(), organization: undefined, login_hint: `${attack}@nobody.example` }
      return follow(person, await person.get(authorizeAddress(harness, change)))
    },
    status: 200,
    shows: `${escaped}@nobody.example`,
  },
  {
    name: 'that lets choose',
    open: async () => {
      const person = browser()
      return follow(
        person,
        await person.get(authorizeAddress(harness, { ...asHostile(), organization: several, state: attack })),
      )
    },
    status: 200,
    shows: `Second ${escaped}`,
  },
  {
    name: '24 of a refusal by the identity provider',
    open: () => failed({ error_description: attack }),
    status: 400,
    shows: escaped,
  },
  {
    name: '24 of a refusal with an error that is HTML',
    open: () => failed({ error: attack }),
    status: 400,
    shows: escaped,
  },
  {
    name: '24 of an issuer that is HTML',
    open: () => failed({ iss: attack }),
    status: 400,
    shows: escaped,
  },
  {
    name: 'of a claim that is HTML',
    open: async () => {
      const person = browser()
      harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: { iss: attack } }
      const back = await goUpstream(harness, person, asHostile())
      return follow(person, await person.get(back.href))
    },
    status: 400,
    shows: '&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;',
  },
  {
    name: 'of a client that is HTML',
    open: () => browser().get(authorizeAddress(harness, { client_id: `"><img src=x>` })),
    status: 400,
    shows: '&quot;&gt;&lt;img src=x&gt;',
  },
  {
    name: 'of a redirect URI that is HTML',
    open: () => browser().get(authorizeAddress(harness, { redirect_uri: `https://x.example/${attack}` })),
    status: 400,
    shows: escaped,
  },
  {
    name: 'of a parameter that comes twice, with HTML as name',
    open: () =>
      browser().get(`${authorizeAddress(harness)}&${encodeURIComponent(attack)}=1&${encodeURIComponent(attack)}=2`),
    status: 400,
  },
  { name: 'of a callback without state', open: () => browser().get(`${harness.url}/sso/oidc/callback/x`), status: 400 },
  {
    name: 'of an address that is not there',
    open: () => browser().get(`${harness.url}/${encodeURIComponent(attack)}`),
    status: 404,
  },
  { name: 'of a method that is not taken', open: () => browser().post(`${harness.url}/signin`, {}), status: 405 },
  {
    name: 'of a sign-in of nobody',
    open: () => browser().get(`${harness.url}/error/${encodeURIComponent(attack)}`),
    status: 400,
  },
  {
    name: 'that asks whether to sign out',
    open: async () => {
      const person = browser()
      await signIn(harness, person)
      const parameters = {
        client_id: hostile.client_id,
        state: attack,
        [attack]: attack,
        post_logout_redirect_uri: attack,
      }
      return person.get(`${harness.url}/oauth/logout?${new URLSearchParams(parameters)}`)
    },
    status: 200,
    shows: `name="${escaped}" value="${escaped}"`,
  },
  {
    name: 'that says that one is signed out',
    open: () => browser().get(`${harness.url}/oauth/logout?client_id=${hostile.client_id}`),
    status: 200,
    shows: 'href="https://app.example/?&quot;&gt;&lt;script&gt;"',
  },
]

describe('the page', () => {
  it.each(pages)('181 $name shows what others chose as text', async ({ open, status, shows }) => {
    const response = await open()
    const text = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!doctype html>/)
    // The text between quotes is a value; a quote in a value would be escaped.
    expect(text.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<script|<img|<[^>]*\son\w+=/i)
    expect(text).not.toMatch(/<script|<img/i)
    expect(text).not.toContain('<style')
    if (shows !== undefined) expect(text).toContain(shows)
  })

  it.each(pages)('123 $name is never framed, stored, sniffed or told to others', async ({ open }) => {
    const { headers } = await open()
    const policy = String(headers.get('content-security-policy'))
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'self'; form-action 'self'[^;]*; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(policy).not.toContain('unsafe')
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^req_/),
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('server')).toBeNull()
  })

  it.each(['https://a;sandbox/', "https://a'b/", 'https://a,b/', 'javascript:x', 'data:x'])(
    '185 that asks whether to sign out has a policy which %s cannot change',
    async (address) => {
      const person = browser()
      await signIn(harness, person)
      const response = await person.get(
        `${harness.url}/oauth/logout?${new URLSearchParams({ post_logout_redirect_uri: address })}`,
      )
      const policy = String(response.headers.get('content-security-policy'))
      expect(policy.split('; ').map((directive) => directive.split(' ')[0])).toEqual([
        'default-src',
        'style-src',
        'form-action',
        'base-uri',
        'frame-ancestors',
      ])
      expect(policy).not.toMatch(/[,'"](?!self'|none')[a-z]+['",]|sandbox/)
    },
  )

  it('its only other file is a stylesheet under the name of its content', async () => {
    const page = await (await browser().get(`${harness.url}/nowhere`)).text()
    const path = /<link rel="stylesheet" href="([^"]+)">/.exec(page)?.[1]
    const response = await fetch(`${harness.url}${path}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(page.match(/(src|href)="[^"]*"/g)).toEqual([`href="${path}"`])
  })
})

describe('184 the Host header', () => {
  it.each([
    ['host', 'evil.example'],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'host=evil.example;proto=https'],
    ['x-original-url', '/evil'],
    ['x-forwarded-prefix', '/evil'],
  ])('%s changes no address', async (name, value) => {
    const ask = (path: string): Promise<{ body: string; headers: string }> =>
      new Promise((resolve, reject) => {
        const sent = request(
          `${harness.url}${path}`,
          { headers: { accept: 'text/html', [name]: value } },
          (response) => {
            let body = ''
            response.on('data', (chunk) => {
              body += chunk
            })
            response.on('end', () => resolve({ body, headers: JSON.stringify(response.headers) }))
          },
        )
        sent.on('error', reject).end()
      })
    const { search } = new URL(authorizeAddress(harness))
    for (const path of ['/.well-known/openid-configuration', `/oauth/authorize${search}`, `/signin${search}`, '/x']) {
      const { body, headers } = await ask(path)
      expect(body + headers).not.toContain('evil')
      if (path.startsWith('/.well')) expect(JSON.parse(body)).toMatchObject({ issuer: harness.url })
    }
  })
})

describe('a request is never a fault of ours', () => {
  const odd: readonly [string, () => Promise<Response>][] = [
    ['a path with half a percent sign', () => fetch(`${harness.url}/error/%E0%A4%A`)],
    ['a path with NUL', () => fetch(`${harness.url}/error/%00`)],
    ['a path of 10 KiB', () => fetch(`${harness.url}/error/${'a'.repeat(10_000)}`)],
    ['a path with two slashes', () => fetch(`${harness.url}//oauth//token`)],
    ['a path up', () => fetch(`${harness.url}/sso/oidc/callback/..%2f..%2foauth/x`)],
    ['a query of only signs', () => fetch(`${harness.url}/oauth/authorize?&&==&=&%`)],
    [
      'a query with bytes that are no text',
      () => fetch(`${harness.url}/oauth/authorize?client_id=%ff%fe&redirect_uri=%c0`),
    ],
    ['a query with half a letter', () => fetch(`${harness.url}/oauth/authorize?client_id=%ED%A0%80`)],
    [
      '5,000 parameters',
      () => fetch(`${harness.url}/oauth/authorize?${Array.from({ length: 1500 }, (_, i) => `p${i}=1`).join('&')}`),
    ],
    ['names that every object has', () => fetch(`${harness.url}/oauth/authorize?__proto__=1&constructor=2&toString=3`)],
    [
      '179 a cookie of 20 KiB',
      () => fetch(`${harness.url}/oauth/authorize`, { headers: { cookie: `a=${'b'.repeat(20_000)}` } }),
    ],
    [
      '179 1,000 cookies',
      () =>
        fetch(`${harness.url}/oauth/authorize`, {
          headers: { cookie: Array.from({ length: 1000 }, (_, i) => `c${i}=1`).join('; ') },
        }),
    ],
    [
      '179 a cookie of only signs',
      () => fetch(`${harness.url}/oauth/authorize`, { headers: { cookie: ';;==; =;"; gatehouse-session' } }),
    ],
    ['27 an address of 64 KiB', () => fetch(`${harness.url}/oauth/authorize?state=${'a'.repeat(65_536)}`)],
    ['an unknown method', () => fetch(`${harness.url}/oauth/authorize`, { method: 'PROPFIND' })],
    [
      'a body of 300 KiB',
      () =>
        fetch(`${harness.url}/oauth/logout`, { method: 'POST', body: new URLSearchParams({ a: 'a'.repeat(300_000) }) }),
    ],
    [
      'a body that is JSON',
      () =>
        fetch(`${harness.url}/oauth/authorize`, {
          method: 'POST',
          body: '{',
          headers: { 'content-type': 'application/json' },
        }),
    ],
    [
      'half a body of the API',
      () =>
        fetch(`${harness.url}/v1/organizations`, {
          method: 'POST',
          body: '{',
          headers: { authorization: `Bearer ${harness.api_key}`, 'content-type': 'application/json' },
        }),
    ],
    [
      'a sign-out page for an address that is none',
      () => fetch(`${harness.url}/oauth/logout?post_logout_redirect_uri=%00`),
    ],
    ['HEAD', () => fetch(authorizeAddress(harness, { scope: 'x' }), { method: 'HEAD', redirect: 'manual' })],
    ['OPTIONS', () => fetch(`${harness.url}/oauth/token`, { method: 'OPTIONS' })],
  ]
  it.each(odd)('%s', async (_, ask) => {
    const response = await ask()
    expect(response.status).toBeGreaterThanOrEqual(200)
    expect(response.status).toBeLessThan(500)
  })

  it('and the gateway goes on', async () => {
    expect((await signIn(harness)).searchParams.get('code')).toBeTruthy()
    expect(harness.log_lines.filter((line) => line.includes('internal_error'))).toEqual([])
  })
})
