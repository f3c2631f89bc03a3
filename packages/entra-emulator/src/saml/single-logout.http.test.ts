import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn, textOf, type View } from '../../test/browser.ts'
import { authorizeUrl, cid, contoso, redirectUri, tid } from '../../test/contoso.ts'
import {
  addApplication,
  authnRequest,
  certificatesIn,
  deflated,
  entityId,
  firstOf,
  isQuerySigned,
  logoutRequest,
  logoutResponse,
  messageIn,
  type RequestParts,
  redirectUrl,
  sloUrl,
} from '../../test/saml.ts'
import { type Emulator, type SamlApplicationAddresses, startEmulator } from '../emulator.ts'

const other = { entity_id: 'https://other.example/saml', acs_url: 'https://other.example/acs' }
const otherSlo = 'https://other.example/slo'

describe('single logout', () => {
  let emulator: Emulator
  let app: SamlApplicationAddresses
  let browser: Browser
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    app = addApplication(emulator, { logout_url: sloUrl })
    browser = openBrowser(emulator.url)
  })
  afterAll(() => emulator.close())

  /** Signs in, and returns the assertion. */
  const enter = async (at: SamlApplicationAddresses, parts: RequestParts = {}): Promise<string> => {
    const view = await signIn(
      browser,
      redirectUrl(at.sso_url, authnRequest(parts)),
      'ada@contoso.example',
      'ada-password',
    )
    return Buffer.from(view.forms[0]?.hidden.SAMLResponse ?? '', 'base64').toString()
  }
  const enterOther = (): Promise<string> => {
    const added = addApplication(emulator, { ...other, logout_url: otherSlo })
    return enter(added, { issuer: other.entity_id, attributes: { AssertionConsumerServiceURL: other.acs_url } })
  }
  const leave = (parts?: Parameters<typeof logoutRequest>[0]): Promise<View> =>
    browser.open(redirectUrl(app.slo_url, logoutRequest(parts)))
  const answer = (view: View, issuer?: string): Promise<View> => {
    const id = firstOf(messageIn(view.url), / ID="([^"]+)"/)
    const query = new URLSearchParams({ SAMLResponse: deflated(logoutResponse(id, issuer)) })
    return browser.open(`${app.slo_url}?${query}`)
  }
  const isSignedIn = async (): Promise<boolean> =>
    (await browser.open(redirectUrl(app.sso_url, authnRequest()))).text.includes('name="SAMLResponse"')

  it('by an application ends the session, and is answered at its Logout Url, signed', async () => {
    await enter(app)
    expect(await isSignedIn()).toBe(true)
    const { url } = await leave({ id: '_bye' })
    expect(url.origin + url.pathname).toBe(sloUrl)
    expect(url.searchParams.get('RelayState')).toBe('state-1')
    const message = messageIn(url)
    expect(message).toMatch(/^<samlp:LogoutResponse /)
    expect(firstOf(message, /InResponseTo="([^"]+)"/)).toBe('_bye')
    expect(firstOf(message, /<Issuer [^>]*>([^<]+)</)).toBe(`${emulator.url}/${tid}/`)
    expect(firstOf(message, /StatusCode Value="([^"]+)"/)).toMatch(/:Success$/)
    const [certificate = ''] = await certificatesIn(app.metadata_url)
    expect(isQuerySigned(url, certificate)).toBe(true)
    expect(await isSignedIn()).toBe(false)
  })

  it('asks every other application with SAML by a redirect, before it answers', async () => {
    const assertion = await enterOther()
    await enter(app)
    const asked = await leave({ id: '_bye' })
    expect(asked.url.origin + asked.url.pathname).toBe(otherSlo)
    const message = messageIn(asked.url)
    expect(message).toMatch(/^<samlp:LogoutRequest /)
    expect(firstOf(message, /<NameID [^>]*>([^<]+)</)).toBe('ada@contoso.example')
    expect(firstOf(message, /<samlp:SessionIndex>([^<]+)</)).toBe(firstOf(assertion, /SessionIndex="([^"]+)"/))
    expect(await isSignedIn()).toBe(false)
    const last = await answer(asked, other.entity_id)
    expect(last.url.origin + last.url.pathname).toBe(sloUrl)
    expect(firstOf(messageIn(last.url), /InResponseTo="([^"]+)"/)).toBe('_bye')
  })

  it('loads the front-channel URL of an application with OpenID Connect, then answers', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      web: { logoutUrl: 'https://app.example/out' },
    })
    await enter(app)
    await signIn(browser, authorizeUrl(emulator.url), 'ada@contoso.example', 'ada-password')
    const view = await leave()
    expect(view.text).toMatch(/<iframe src="https:\/\/app\.example\/out\?sid=/)
    expect(view.text).toContain(`url=${sloUrl}?SAMLResponse=`)
  })

  it('ends only the session with the SessionIndex', async () => {
    const assertion = await enter(app)
    const index = firstOf(assertion, /SessionIndex="([^"]+)"/)
    await signIn(
      browser,
      redirectUrl(app.sso_url, authnRequest({ attributes: { ForceAuthn: 'true' } })),
      'ben@contoso.example',
      'ben-password',
    )
    await leave({ inside: `<samlp:SessionIndex>${index}</samlp:SessionIndex>` })
    const { value } = Object(await emulator.admin('GET', '/sessions'))
    expect(value).toMatchObject([{ accounts: [expect.anything()] }])
  })

  it('is answered without a session too', async () => {
    expect(messageIn((await leave()).url)).toContain('status:Success')
  })

  it('without a Logout Url ends on the page "You signed out"', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, { web: { logoutUrl: null } })
    await enter(app)
    expect(textOf(await leave())).toContain('You signed out of your account')
    expect(await isSignedIn()).toBe(false)
  })

  it('begun at Entra asks the application, and ends where it would without SAML', async () => {
    await enter(app)
    const query = new URLSearchParams({ client_id: cid, post_logout_redirect_uri: redirectUri })
    const asked = await browser.open(`${emulator.url}/${tid}/oauth2/v2.0/logout?${query}`)
    expect(messageIn(asked.url)).toMatch(/^<samlp:LogoutRequest /)
    expect(asked.url.searchParams.get('RelayState')).toBeNull()
    const [certificate = ''] = await certificatesIn(app.metadata_url)
    expect(isQuerySigned(asked.url, certificate)).toBe(true)
    expect((await answer(asked)).url.href).toBe(redirectUri)
  })

  const wrong: { name: string; open: () => Promise<View>; code: number }[] = [
    { name: 'a request without a Name ID', open: () => leave({ name_id: '' }), code: 50061 },
    {
      name: 'an old request',
      open: () => leave({ attributes: { IssueInstant: '2020-01-01T00:00:00Z' } }),
      code: 50071,
    },
    { name: 'a request of an unknown application', open: () => leave({ issuer: 'https://x.example' }), code: 700016 },
    {
      name: 'a posted request',
      open: () =>
        browser.open(app.slo_url, {
          method: 'POST',
          body: new URLSearchParams({ SAMLRequest: btoa(logoutRequest()) }),
        }),
      code: 50061,
    },
    {
      name: 'a response that nobody waits for',
      open: () =>
        browser.open(`${app.slo_url}?${new URLSearchParams({ SAMLResponse: deflated(logoutResponse('_none')) })}`),
      code: 50061,
    },
    {
      name: 'a request as a response',
      open: () => browser.open(`${app.slo_url}?${new URLSearchParams({ SAMLResponse: deflated(logoutRequest()) })}`),
      code: 75005,
    },
  ]
  it.each(wrong)('refuses $name with AADSTS$code', async ({ open, code }) => {
    const view = await open()
    expect(view.status).toBe(400)
    expect(textOf(view)).toContain(`AADSTS${code}:`)
  })

  it('demands a signature if the application requires signed requests', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, {
      saml: { requireVerificationCertificates: true },
    })
    expect(textOf(await leave({ issuer: entityId }))).toContain('AADSTS76021:')
  })
})
