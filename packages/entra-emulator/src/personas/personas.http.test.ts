import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, textOf } from '../../test/browser.ts'
import { adaOid, contoso, tid } from '../../test/contoso.ts'
import { ask, postForm } from '../../test/http.ts'
import {
  acsUrl,
  ada,
  allOf,
  attributesIn,
  authnRequest,
  ben,
  certificatesIn,
  entityId,
  firstOf,
  isSigned,
  redirectUrl,
  responseTo,
} from '../../test/saml.ts'
import { type Emulator, type PersonaAddresses, type PersonaApplicationOptions, startEmulator } from '../emulator.ts'

describe('the persona', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())

  const add = (persona: 'okta' | 'google', more: Partial<PersonaApplicationOptions> = {}): PersonaAddresses =>
    emulator.addPersonaApplication({
      tenant: tid,
      displayName: 'Product',
      entityId,
      acsUrl,
      ...more,
      persona,
    })
  const signIn = (app: PersonaAddresses, parts?: Parameters<typeof authnRequest>[0], person = ada) =>
    responseTo(emulator, withRequest(app, parts), person)
  const withRequest = ({ sso_url }: PersonaAddresses, parts?: Parameters<typeof authnRequest>[0]): URL => {
    const url = new URL(sso_url)
    for (const [name, value] of redirectUrl('http://x/', authnRequest(parts)).searchParams) {
      url.searchParams.set(name, value)
    }
    return url
  }
  const ids = (xml: string) => ({
    response: firstOf(xml, /<saml2p:Response ID="([^"]+)"/),
    assertion: firstOf(xml, /<saml2:Assertion ID="([^"]+)"/),
  })
  const minutes = (xml: string): number => {
    const [, from = '', to = ''] = /NotBefore="([^"]+)" NotOnOrAfter="([^"]+)"/.exec(xml) ?? []
    return (Date.parse(to) - Date.parse(from)) / 60_000
  }

  describe('Okta', () => {
    it('has metadata with its issuer, its addresses and a certificate for ten years', async () => {
      const app = add('okta')
      const { text, status } = await ask(app.metadata_url)
      expect(status).toBe(200)
      expect(app.issuer).toMatch(/^http:\/\/www\.okta\.com\/exk[A-Za-z0-9]{17}$/)
      expect(firstOf(text, /entityID="([^"]+)"/)).toBe(app.issuer)
      expect(new Set(allOf(text, /Location="([^"]+)"/))).toEqual(new Set([app.sso_url]))
      expect(app.sso_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/okta\/app\/exk\w+\/sso\/saml$/)
      expect(allOf(text, /NameIDFormat>[^<]+:(\w+)</)).toEqual(['unspecified', 'emailAddress'])
      expect(text).not.toMatch(/SingleLogoutService|<ds:Signature|^\ufeff/)
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      const { validFromDate, validToDate, subject } = new X509Certificate(Buffer.from(certificate, 'base64'))
      expect(validToDate.getUTCFullYear() - validFromDate.getUTCFullYear()).toBe(10)
      expect(subject).toContain('CN=contoso')
    })

    it('signs response and assertion, with the prefixes and types of Okta', async () => {
      const app = add('okta')
      const { url, xml, relay_state } = await signIn(app, { id: '_asked' })
      expect([url, relay_state]).toEqual([acsUrl, 'state-1'])
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      const { response, assertion } = ids(xml)
      expect(isSigned(xml, response, certificate)).toBe(true)
      expect(isSigned(xml, assertion, certificate)).toBe(true)
      expect(allOf(xml, /SignatureMethod Algorithm="[^#]+#([^"]+)"/)).toEqual(['rsa-sha256', 'rsa-sha256'])
      expect(allOf(xml, /<saml2:Issuer[^>]*>([^<]+)</)).toEqual([app.issuer, app.issuer])
      expect(attributesIn(xml)).toEqual({
        id: [expect.stringMatching(/^00u\w{17}$/)],
        email: ['ada@contoso.example'],
        firstName: ['Ada'],
        lastName: ['Muster'],
      })
      expect(xml).toContain('NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified"')
      expect(xml).toContain('xsi:type="xs:string"')
      expect(firstOf(xml, /NameID Format="[^"]+:(\w+)"/)).toBe('unspecified')
      expect(firstOf(xml, /<saml2:NameID [^>]+>([^<]+)</)).toBe('ada@contoso.example')
      expect(firstOf(xml, /SessionIndex="([^"]+)"/)).toBe('_asked')
      expect(minutes(xml)).toBe(10)
      expect(xml.indexOf('AuthnStatement')).toBeLessThan(xml.indexOf('AttributeStatement'))
    })

    it('sends the groups that match, which are not nested', async () => {
      const app = add('okta', { groupAttribute: { matches: 'Eng.*' }, nameIdFormat: 'emailAddress' })
      const { xml } = await signIn(app, {}, ben)
      expect(attributesIn(xml).groups).toEqual(['Engineering'])
      expect(attributesIn(xml).email).toEqual(['ben@contoso.example'])
      expect(firstOf(xml, /NameID Format="[^"]+:(\w+)"/)).toBe('emailAddress')
      expect(attributesIn((await signIn(app)).xml).groups).toBeUndefined()
    })

    it('sends a response that nobody asked for from its tile', async () => {
      const app = add('okta', { relayState: 'deep' })
      const { xml, relay_state } = await responseTo(emulator, app.start_url)
      expect(relay_state).toBe('deep')
      expect(xml).not.toContain('InResponseTo')
      expect(firstOf(xml, /SessionIndex="([^"]+)"/)).toMatch(/^id\d+$/)
      expect((await ask(`${emulator.url}/myapps`)).text).toContain(`href="${new URL(app.start_url).pathname}"`)
    })

    it('refuses a person without an assignment on its page', async () => {
      const app = add('okta', { assignedTo: ['Engineering'] })
      await expect(signIn(app)).rejects.toThrow('User is not assigned to the client application.')
      expect((await signIn(app, {}, ben)).xml).toContain('<saml2:Assertion')
    })

    it('answers NoPassive without a session', async () => {
      const { xml } = await signIn(add('okta'), { attributes: { IsPassive: 'true' } })
      expect(xml).toContain(':NoPassive"')
      expect(xml).not.toMatch(/AADSTS|<saml2:Assertion/)
      expect(firstOf(xml, /<saml2:Issuer[^>]*>([^<]+)</)).toMatch(/okta/)
    })
  })

  describe('Google', () => {
    it('has metadata with its issuer, its addresses and a certificate for five years', async () => {
      const app = add('google')
      const { text } = await ask(app.metadata_url)
      expect(app.issuer).toMatch(/^https:\/\/accounts\.google\.com\/o\/saml2\?idpid=C0[a-z0-9]{7}$/)
      expect(firstOf(text, /entityID="([^"]+)"/)).toBe(app.issuer)
      expect(new Set(allOf(text, /Location="([^"]+)"/))).toEqual(new Set([app.sso_url]))
      expect(allOf(text, /NameIDFormat>[^<]+:(\w+)</)).toEqual(['emailAddress'])
      expect(text).not.toContain('SingleLogoutService')
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      const { validFromDate, validToDate } = new X509Certificate(Buffer.from(certificate, 'base64'))
      expect(validToDate.getUTCFullYear() - validFromDate.getUTCFullYear()).toBe(5)
      expect(Date.parse(firstOf(text, /validUntil="([^"]+)"/))).toBe(validToDate.getTime())
    })

    it.each([
      { signedResponse: false, signed: { response: false, assertion: true } },
      { signedResponse: true, signed: { response: true, assertion: false } },
    ])('signs the one or the other: Signed response $signedResponse', async ({ signedResponse, signed }) => {
      const app = add('google', { signedResponse, groupAttribute: { name: 'groups' } })
      const { xml } = await signIn(app, {}, ben)
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      const { response, assertion } = ids(xml)
      expect(isSigned(xml, response, certificate)).toBe(signed.response)
      expect(isSigned(xml, assertion, certificate)).toBe(signed.assertion)
      expect(firstOf(xml, /SessionIndex="([^"]+)"/)).toBe(assertion)
      expect(firstOf(xml, /NameID Format="[^"]+:(\w+)"/)).toBe('emailAddress')
      expect(attributesIn(xml)).toEqual({
        email: ['ben@contoso.example'],
        groups: expect.arrayContaining(['Engineering', 'Staff']),
      })
      expect(minutes(xml)).toBe(10)
    })

    it('knows several applications by the Issuer, and the tile by its number', async () => {
      add('google')
      const other = add('google', { entityId: 'https://other.example', acsUrl: 'https://other.example/acs' })
      const asked = { issuer: 'https://other.example', attributes: { AssertionConsumerServiceURL: undefined } }
      expect((await signIn(other, asked)).url).toBe('https://other.example/acs')
      expect((await responseTo(emulator, other.start_url)).url).toBe('https://other.example/acs')
    })

    const refused: { name: string; parts: Parameters<typeof authnRequest>[0]; status: number; says: string }[] = [
      { name: 'an unknown issuer', parts: { issuer: 'x' }, status: 403, says: 'app_not_configured' },
      {
        name: 'another reply URL',
        parts: { attributes: { AssertionConsumerServiceURL: 'https://evil.example' } },
        status: 403,
        says: "doesn't match configured ACS Url",
      },
      {
        name: 'another Destination',
        parts: { attributes: { Destination: 'https://x' } },
        status: 400,
        says: 'destination',
      },
    ]
    it.each(refused)('refuses $name on its page, without a number', async ({ parts, status, says }) => {
      const answer = await ask(withRequest(add('google'), parts))
      expect(answer.status).toBe(status)
      expect(answer.text.replaceAll('&#39;', "'")).toContain(says)
      expect(answer.text).not.toContain('AADSTS')
    })
  })

  it('takes the POST binding, and the session of the browser', async () => {
    const app = add('okta')
    const browser = openBrowser(emulator.url)
    const send = () =>
      browser.open(app.sso_url, { method: 'POST', body: new URLSearchParams({ SAMLRequest: btoa(authnRequest()) }) })
    const picked = await browser.press(await send(), 'Next', { user_name: 'ada@contoso.example' })
    expect(textOf(picked)).toContain('Product')
    await browser.press(picked, 'Sign in', { password: 'ada-password' })
    expect((await send()).text).toContain('name="SAMLResponse"')
  })

  it('keeps a person of another tenant on the picker', async () => {
    const app = add('okta')
    const browser = openBrowser(emulator.url)
    const view = await browser.press(await browser.open(withRequest(app)), 'Next', {
      user_name: 'fred@fabrikam.example',
    })
    expect(textOf(view)).toContain('This username may be incorrect')
  })

  it('has the faults of SAML', async () => {
    const app = add('google')
    await emulator.admin('POST', '/faults', { name: 'saml-unsigned', times: 1 })
    expect((await signIn(app)).xml).not.toContain('Signature')
    await emulator.admin('POST', '/faults', { name: 'saml-signature-wrapping', times: 1 })
    expect(allOf((await signIn(app)).xml, /<saml2:Assertion ID="([^"]+)"/)[0]).toBe('_forged')
    await emulator.admin('POST', '/faults', { name: 'saml-status-error', times: 1 })
    expect((await signIn(app)).xml).toContain(':Responder"')
  })

  it('refuses a form without a message, and an unknown application', async () => {
    const app = add('okta')
    expect((await postForm(app.sso_url, {})).status).toBe(400)
    for (const path of ['/okta/app/exkX/sso/saml/metadata', '/okta/home/exkX', '/google/o/saml2/metadata?idpid=C0']) {
      expect((await ask(`${emulator.url}${path}`)).status).toBe(404)
    }
    expect((await ask(`${emulator.url}/okta/app/exkX/sso/saml?${withRequest(app).searchParams}`)).status).toBe(404)
  })

  it('is changed by the admin API, which keeps its references right', async () => {
    const app = add('okta', { assignedTo: ['ada@contoso.example'] })
    const path = `/tenants/${tid}/personaApplications/${app.id}`
    expect(await emulator.admin('PATCH', path, { nameIdFormat: 'persistent' })).toMatchObject({
      id: app.id,
      nameIdFormat: 'persistent',
      assignedTo: [adaOid],
    })
    await emulator.admin('DELETE', `/tenants/${tid}/users/ada@contoso.example`)
    expect(await emulator.admin('GET', path)).toMatchObject({ assignedTo: [] })
  })

  const wrong: { name: string; more: object; says: string }[] = [
    { name: 'an unknown persona', more: { persona: 'ping' }, says: 'persona: must be one of "okta", "google"' },
    {
      name: 'a source of the other persona',
      more: { nameIdSource: 'Primary email' },
      says: 'nameIdSource: must be one of user.id',
    },
    {
      name: 'a pattern that is none',
      more: { groupAttribute: { matches: '(' } },
      says: 'must be a regular expression',
    },
    { name: 'a misspelt member', more: { acsURL: 'x' }, says: 'acsURL: unknown member' },
  ]
  it.each(wrong)('is refused with $name', async ({ more, says }) => {
    const body = { persona: 'okta', displayName: 'P', entityId, acsUrl, ...more }
    await expect(emulator.admin('POST', `/tenants/${tid}/personaApplications`, body)).rejects.toThrow(
      JSON.stringify(says).slice(1, -1),
    )
  })
})
