import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, signIn, textOf } from '../../test/browser.ts'
import { adaOid, contoso, tid } from '../../test/contoso.ts'
import { postForm } from '../../test/http.ts'
import {
  acsUrl,
  addApplication,
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
import { type Emulator, type SamlApplicationAddresses, startEmulator } from '../emulator.ts'

describe('a sign-in with SAML', () => {
  let emulator: Emulator
  let app: SamlApplicationAddresses
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    app = addApplication(emulator)
  })
  afterAll(() => emulator.close())

  const change = (body: object) => emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, body)
  const start = (parts?: Parameters<typeof authnRequest>[0], more?: Record<string, string>): URL =>
    redirectUrl(app.sso_url, authnRequest(parts), more)

  it('ends with the response of Entra: its elements, and their order', async () => {
    const { url, xml, relay_state } = await responseTo(emulator, start({ id: '_request-1' }))
    expect(url).toBe(acsUrl)
    expect(relay_state).toBe('state-1')
    const names = allOf(xml, /<([\w:]+)[ >/]/).filter((name) => !/Attribute(Value)?$/.test(name))
    expect(
      names.filter((name) => !/^(Signature|SignedInfo|Canon|Reference|Transform|Digest|KeyInfo|X509)/.test(name)),
    ).toEqual([
      'samlp:Response',
      'Issuer',
      'samlp:Status',
      'samlp:StatusCode',
      'Assertion',
      'Issuer',
      'Subject',
      'NameID',
      'SubjectConfirmation',
      'SubjectConfirmationData',
      'Conditions',
      'AudienceRestriction',
      'Audience',
      'AttributeStatement',
      'AuthnStatement',
      'AuthnContext',
      'AuthnContextClassRef',
    ])
    const [, issuer = '', then = ''] = /<Assertion [^>]*>(<Issuer>[^<]*<\/Issuer>)<(\w+)/.exec(xml) ?? []
    expect(issuer).toBe(`<Issuer>${emulator.url}/${tid}/</Issuer>`)
    expect(then).toBe('Signature')
    expect(allOf(xml, /InResponseTo="([^"]+)"/)).toEqual(['_request-1', '_request-1'])
    expect([firstOf(xml, /Destination="([^"]+)"/), firstOf(xml, /Recipient="([^"]+)"/)]).toEqual([acsUrl, acsUrl])
    expect(firstOf(xml, /<Audience>([^<]+)</)).toBe(entityId)
    expect(firstOf(xml, /StatusCode Value="([^"]+)"/)).toMatch(/:Success$/)
    expect(firstOf(xml, /<AuthnContextClassRef>([^<]+)</)).toBe('urn:oasis:names:tc:SAML:2.0:ac:classes:Password')
    const assertionId = firstOf(xml, /<Assertion ID="([^"]+)"/)
    expect(assertionId).toMatch(/^_[0-9a-f-]{36}$/)
    expect(firstOf(xml, /SessionIndex="([^"]+)"/)).toBe(assertionId)
  })

  it('is valid from 5 minutes before for 65 minutes, and says when the password was given', async () => {
    const { xml } = await responseTo(emulator, start())
    const at = (pattern: RegExp): number => Date.parse(firstOf(xml, pattern))
    const issued = at(/<Assertion [^>]*IssueInstant="([^"]+)"/)
    expect(issued - at(/NotBefore="([^"]+)"/)).toBe(5 * 60_000)
    expect(at(/<Conditions [^>]*NotOnOrAfter="([^"]+)"/) - issued).toBe(60 * 60_000)
    expect(at(/<SubjectConfirmationData [^>]*NotOnOrAfter="([^"]+)"/) - issued).toBe(60 * 60_000)
    expect(issued - at(/AuthnInstant="([^"]+)"/)).toBeLessThan(30_000)
  })

  it('has the attributes of a new application, with names only', async () => {
    const { xml } = await responseTo(emulator, start())
    const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
    const identity = 'http://schemas.microsoft.com/identity/claims'
    expect(Object.entries(attributesIn(xml))).toEqual([
      [`${identity}/tenantid`, [tid]],
      [`${identity}/objectidentifier`, [adaOid]],
      [`${identity}/displayname`, ['Ada Muster']],
      [`${identity}/identityprovider`, [`${emulator.url}/${tid}/`]],
      [
        'http://schemas.microsoft.com/claims/authnmethodsreferences',
        ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
      ],
      [`${claims}/givenname`, ['Ada']],
      [`${claims}/surname`, ['Muster']],
      [`${claims}/emailaddress`, ['ada@contoso.example']],
      [`${claims}/name`, ['ada@contoso.example']],
    ])
    expect(xml).not.toMatch(/NameFormat|FriendlyName|xsi:type/)
    expect(firstOf(xml, /<NameID Format="([^"]+)"/)).toMatch(/1\.1:nameid-format:emailAddress$/)
    expect(firstOf(xml, /<NameID [^>]*>([^<]+)</)).toBe('ada@contoso.example')
  })

  it('leaves an empty property out', async () => {
    const names = Object.keys(attributesIn((await responseTo(emulator, start(), ben)).xml))
    expect(names.some((name) => name.endsWith('/emailaddress'))).toBe(false)
    expect(names.some((name) => name.endsWith('/claims/name'))).toBe(true)
  })

  it('signs the assertion alone, by the certificate in the metadata', async () => {
    const { xml } = await responseTo(emulator, start())
    const [certificate = ''] = await certificatesIn(app.metadata_url)
    expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), certificate)).toBe(true)
    expect(isSigned(xml, firstOf(xml, /<samlp:Response ID="([^"]+)"/), certificate)).toBe(false)
    expect(allOf(xml, /<(Signature) /)).toHaveLength(1)
    expect(firstOf(xml, /SignatureMethod Algorithm="([^"]+)"/)).toMatch(/rsa-sha256$/)
    expect(firstOf(xml, /<X509Certificate>([^<]+)</)).toBe(certificate)
    expect(isSigned(xml.replace('>ada@', '>eve@'), firstOf(xml, /<Assertion ID="([^"]+)"/), certificate)).toBe(false)
  })

  const options = [
    { option: 'response', signed: ['Response'] },
    { option: 'both', signed: ['Response', 'Assertion'] },
    { option: 'assertion', signed: ['Assertion'] },
  ]
  it.each(options)('signs $signed with the option "$option", also with SHA-1', async ({ option, signed }) => {
    await change({ saml: { signingOption: option, signingAlgorithm: 'sha1' } })
    const { xml } = await responseTo(emulator, start())
    const [certificate = ''] = await certificatesIn(app.metadata_url)
    const ids = {
      Response: firstOf(xml, /<samlp:Response ID="([^"]+)"/),
      Assertion: firstOf(xml, /<Assertion ID="([^"]+)"/),
    }
    const right = Object.entries(ids).flatMap(([name, id]) => (isSigned(xml, id, certificate) ? [name] : []))
    expect(right).toEqual(signed)
    expect(new Set(allOf(xml, /SignatureMethod Algorithm="[^"#]+#([^"]+)"/))).toEqual(new Set(['rsa-sha1']))
  })

  it('signs with a valid inactive certificate once the active one has expired', async () => {
    const certificates = [
      { active: true, startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2023-01-01T00:00:00Z' },
      { active: false },
    ]
    await change({ saml: { signingCertificates: certificates } })
    const { xml } = await responseTo(emulator, start())
    const [first = '', second = ''] = await certificatesIn(app.metadata_url)
    expect(second).not.toBe('')
    expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), first)).toBe(true)
    expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), second)).toBe(false)
  })

  it('comes by the POST binding too', async () => {
    const browser = openBrowser(emulator.url)
    const form = { SAMLRequest: Buffer.from(authnRequest({ id: '_posted' })).toString('base64'), RelayState: 'there' }
    const first = await browser.open(app.sso_url, { method: 'POST', body: new URLSearchParams(form) })
    expect(textOf(first)).toContain('Pick an account')
    const picked = await browser.press(first, 'Next', { user_name: 'ada@contoso.example' })
    const last = await browser.press(picked, 'Sign in', { password: 'ada-password' })
    const [sent] = last.forms
    expect(sent?.action).toBe(acsUrl)
    expect(sent?.hidden.RelayState).toBe('there')
    expect(Buffer.from(sent?.hidden.SAMLResponse ?? '', 'base64').toString()).toContain('InResponseTo="_posted"')
  })

  describe('in a browser with a session', () => {
    const opened = async (parts?: Parameters<typeof authnRequest>[0], more?: Record<string, string>) => {
      const browser = openBrowser(emulator.url)
      await signIn(browser, start(), 'ada@contoso.example', 'ada-password')
      return browser.open(start(parts, more))
    }

    it('asks nothing', async () => expect((await opened()).text).toContain('name="SAMLResponse"'))

    it('asks for the password again with ForceAuthn', async () => {
      const view = await opened({ attributes: { ForceAuthn: 'true' } }, { login_hint: 'ada@contoso.example' })
      expect(textOf(view)).toContain('Enter password')
    })

    it('asks nothing with IsPassive', async () => {
      const view = await opened({ attributes: { IsPassive: 'true' } })
      const xml = Buffer.from(view.forms[0]?.hidden.SAMLResponse ?? '', 'base64').toString()
      expect(firstOf(xml, /StatusCode Value="([^"]+)"/)).toMatch(/:Success$/)
    })

    it('answers NoPassive with IsPassive and ForceAuthn', async () => {
      const view = await opened({ attributes: { IsPassive: 'true', ForceAuthn: 'true' } })
      const xml = Buffer.from(view.forms[0]?.hidden.SAMLResponse ?? '', 'base64').toString()
      expect(xml).toContain(':NoPassive"')
    })
  })

  it('answers NoPassive in a browser without a session, not signed and without an assertion', async () => {
    const { xml, relay_state } = await responseTo(emulator, start({ id: '_p', attributes: { IsPassive: 'true' } }))
    expect(relay_state).toBe('state-1')
    expect(allOf(xml, /StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:(\w+)"/)).toEqual([
      'Responder',
      'NoPassive',
    ])
    expect(firstOf(xml, /<samlp:StatusMessage>([^<]+)</)).toMatch(
      /^AADSTS75006: .* AADSTS50058: .*Trace ID: [0-9a-f-]{36}/s,
    )
    expect(xml).toContain('InResponseTo="_p"')
    expect(xml).not.toMatch(/<Assertion|<Signature/)
  })

  it('begins with the account of login_hint', async () => {
    const view = await openBrowser(emulator.url).open(start({}, { login_hint: 'ben@contoso.example' }))
    expect(textOf(view)).toMatch(/ben@contoso\.example.*Enter password/)
  })

  it('offers only the accounts of domain_hint', async () => {
    const view = await openBrowser(emulator.url).open(start({}, { domain_hint: 'fabrikam.example' }))
    expect(textOf(view)).toContain('Gail Guest')
    expect(textOf(view)).not.toContain('Ada Muster')
  })

  it('is in the log of requests, with its query', async () => {
    await responseTo(emulator, start())
    const { value } = Object(await emulator.admin('GET', '/requests'))
    expect(value).toMatchObject([{ endpoint: 'saml2', parameters: { RelayState: 'state-1' } }])
  })

  it('begins by the name of the application after spn:, which is then the audience', async () => {
    const { xml } = await responseTo(emulator, start({ issuer: `spn:${app.app_id}` }))
    expect(firstOf(xml, /<Audience>([^<]+)</)).toBe(`spn:${app.app_id}`)
  })

  it('goes to the first reply URL without one in the request', async () => {
    const { url } = await responseTo(emulator, start({ attributes: { AssertionConsumerServiceURL: undefined } }))
    expect(url).toBe(acsUrl)
  })

  it('refuses a form that does not carry one message', async () => {
    const { status, text } = await postForm(app.sso_url, { RelayState: 'x' })
    expect(status).toBe(400)
    expect(text).toContain('AADSTS75005')
  })
})
