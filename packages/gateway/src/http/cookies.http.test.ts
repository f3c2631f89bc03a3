/** Rows 177 and 178 of the security cases: cookies, over http on this machine and under a public https address. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addEnvironment,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  signIn,
  startHarness,
} from '../../test/harness.ts'

const public_url = 'https://sso.example'
let harness: Harness
let staging: Harness
beforeAll(async () => {
  harness = await startHarness({ variables: { GATEHOUSE_PUBLIC_URL: public_url } })
  staging = await addEnvironment(harness, 'staging')
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

/** Every `Set-Cookie` of a whole sign-in and a sign-out. */
async function cookiesOf(of: Harness, person: Browser): Promise<readonly string[]> {
  const first = await person.get(authorizeAddress(of))
  const back = new URL(of.provider.answer(locationOf(first)).href)
  const second = await person.get(`${new URL(of.url).origin}${back.pathname}${back.search}`)
  const code = String(answerOf(second).code)
  const { id_token = '' } = (await (await redeem(of, code)).json()) as Record<string, string>
  const third = await person.get(`${of.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`)
  return [first, second, third].flatMap((response) => response.headers.getSetCookie())
}

describe('177 under a public https address', () => {
  it('every cookie is __Host-, Secure, HttpOnly and Lax, and has no Domain', async () => {
    for (const of of [harness, staging]) {
      const cookies = await cookiesOf(of, browser())
      const suffix = of === staging ? '-staging' : ''
      expect(cookies.map((line) => line.slice(0, line.indexOf('=')))).toEqual([
        `__Host-gatehouse-browser${suffix}`,
        `__Host-gatehouse-session${suffix}`,
        `__Host-gatehouse-session${suffix}`,
        `__Host-gatehouse-signed-out${suffix}`,
      ])
      for (const cookie of cookies) {
        const attributes = cookie.split('; ').slice(1)
        expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']))
        expect(cookie).not.toMatch(/domain|SameSite=None/i)
      }
    }
  })

  it('the cookie of a browser lasts 180 days, that of a session as long as the browser', async () => {
    const [key, session, ended, mark] = await cookiesOf(harness, browser())
    expect(key).toContain('; Max-Age=15552000')
    expect(session).not.toMatch(/Max-Age|Expires/)
    expect(ended).toContain('__Host-gatehouse-session=; ')
    expect(ended).toContain('; Max-Age=0')
    expect(mark).toContain('; Max-Age=86400')
  })

  it('178 a cookie without the prefix, as a sibling could set it, means nothing', async () => {
    const person = browser()
    await signIn(harness, person)
    const session = String(person.cookies.get('__Host-gatehouse-session'))
    const planted = browser()
    planted.cookies.set('gatehouse-session', session)
    expect(answerOf(await planted.get(authorizeAddress(harness, { prompt: 'none' }))).error).toBe('login_required')
    planted.cookies.set('__host-gatehouse-session', session)
    planted.cookies.set('__Host-gatehouse-session2', session)
    expect(answerOf(await planted.get(authorizeAddress(harness, { prompt: 'none' }))).error).toBe('login_required')
    planted.cookies.set('__Host-gatehouse-session', session)
    expect(answerOf(await planted.get(authorizeAddress(harness, { prompt: 'none' }))).code).toBeTruthy()
  })

  it('178 the mark of a browser without the prefix means nothing', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    const key = String(person.cookies.get('__Host-gatehouse-browser'))
    const planted = browser()
    planted.cookies.set('gatehouse-browser', key)
    const response = await planted.get(back.href)
    expect(new URL(locationOf(response)).origin).toBe(harness.provider.url)
  })

  it('every answer tells the browser to come by https only', async () => {
    for (const path of ['/livez', '/oauth/jwks', '/nowhere', '/oauth/authorize', '/v1/users', '/oauth/token']) {
      const response = await fetch(`${harness.url}${path}`)
      expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
    }
  })

  it('184 every address is the public one, however the gateway was reached', async () => {
    const document = (await (await fetch(`${staging.url}/.well-known/openid-configuration`)).json()) as Record<
      string,
      unknown
    >
    expect(document.issuer).toBe(`${public_url}/env/staging`)
    const addresses = Object.entries(document).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name))
    expect(addresses.length).toBeGreaterThan(6)
    for (const [, value] of addresses) expect(value).toMatch(`${public_url}/env/staging/oauth/`)
    const upstream = new URL(locationOf(await browser().get(authorizeAddress(harness))))
    expect(upstream.searchParams.get('redirect_uri')).toBe(`${public_url}/sso/oidc/callback/${harness.connection_id}`)
    const page = locationOf(await browser().get(authorizeAddress(harness, { organization: undefined })))
    expect(page).toMatch(/^https:\/\/sso\.example\/signin\?/)
    const answer = answerOf(await browser().get(authorizeAddress(harness, { prompt: 'none' })))
    expect(answer.iss).toBe(public_url)
  })

  it('the page that asks for the email leads to https and the application, and to no http', async () => {
    const address = authorizeAddress(harness, { organization: undefined }).replace('/oauth/authorize', '/signin')
    const policy = String((await browser().get(address)).headers.get('content-security-policy'))
    expect(policy).toContain("form-action 'self' https: https://app.example;")
    expect(policy).not.toContain('http://')
  })
})

describe('177 over http on this machine', () => {
  it('cookies have no prefix and are not Secure, since browsers would drop them, and are the same otherwise', async () => {
    const local = await startHarness()
    try {
      for (const cookie of await cookiesOf(local, browser())) {
        expect(cookie).toMatch(/^gatehouse-(browser|session|signed-out)=/)
        expect(cookie).toContain('; Path=/; HttpOnly; SameSite=Lax')
        expect(cookie).not.toContain('Secure')
      }
      expect((await fetch(`${local.url}/livez`)).headers.get('strict-transport-security')).toBeNull()
    } finally {
      await local.close()
    }
  })

  it('is refused for a public address', async () => {
    const refused = startHarness({ variables: { GATEHOUSE_PUBLIC_URL: 'http://sso.example' } })
    await expect(refused).rejects.toMatchObject({
      problems: [expect.objectContaining({ code: 'public_url_insecure' })],
    })
  })
})
