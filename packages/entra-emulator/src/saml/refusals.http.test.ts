import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { clientCertificate } from '../../test/certificate.ts'
import { cid, contoso, tid } from '../../test/contoso.ts'
import { ask, postForm } from '../../test/http.ts'
import {
  acsUrl,
  addApplication,
  allOf,
  authnRequest,
  ben,
  deflated,
  entityId,
  firstOf,
  type RequestParts,
  redirectUrl,
  responseTo,
  signedQuery,
  signedRedirectUrl,
} from '../../test/saml.ts'
import { type Emulator, type SamlApplicationAddresses, startEmulator } from '../emulator.ts'

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion'
const policy = (attributes: string): string => `<samlp:NameIDPolicy ${attributes}/>`

describe('a SAML request', () => {
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
  const page = async (url: string | URL): Promise<{ status: number; code: number }> => {
    const { status, text } = await ask(url)
    return { status, code: Number(/AADSTS(\d+):/.exec(text)?.[1]) }
  }
  const old = new Date(Date.now() - 11 * 60_000).toISOString()

  const wrong: { name: string; parts: RequestParts; code: number }[] = [
    { name: 'an unknown issuer', parts: { issuer: 'https://other.example' }, code: 700016 },
    { name: 'an issuer in another case', parts: { issuer: entityId.toUpperCase() }, code: 700016 },
    { name: 'the issuer of an application without SAML', parts: { issuer: cid }, code: 650056 },
    { name: 'no issuer', parts: { issuer: '' }, code: 75005 },
    {
      name: 'a reply URL that is not registered',
      parts: { attributes: { AssertionConsumerServiceURL: `${acsUrl}/` } },
      code: 50011,
    },
    { name: 'an ID that begins with a digit', parts: { id: '1abc' }, code: 7500529 },
    { name: 'no ID', parts: { attributes: { ID: undefined } }, code: 75005 },
    { name: 'another version', parts: { attributes: { Version: '1.1' } }, code: 75005 },
    { name: 'no IssueInstant', parts: { attributes: { IssueInstant: undefined } }, code: 75005 },
    { name: 'an old IssueInstant', parts: { attributes: { IssueInstant: old } }, code: 76026 },
    { name: 'another Destination', parts: { attributes: { Destination: 'https://idp.example/saml2' } }, code: 75008 },
    {
      name: 'a format of Name ID that Entra does not have',
      parts: { inside: policy('Format="urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos"') },
      code: 75016,
    },
    {
      name: 'a response by another binding',
      parts: { attributes: { ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' } },
      code: 75003,
    },
    {
      name: 'a subject',
      parts: { inside: `<s:Subject xmlns:s="${assertion}"><s:NameID>ada@contoso.example</s:NameID></s:Subject>` },
      code: 900236,
    },
    { name: 'a count of proxies', parts: { inside: '<samlp:Scoping ProxyCount="1"/>' }, code: 900236 },
    {
      name: 'a list of identity providers',
      parts: { inside: '<samlp:Scoping><samlp:IDPList/></samlp:Scoping>' },
      code: 900236,
    },
    {
      name: 'a context that is not exact',
      parts: { inside: '<samlp:RequestedAuthnContext Comparison="minimum"/>' },
      code: 900236,
    },
  ]
  it.each(wrong)('with $name ends on the page with AADSTS$code', async ({ parts, code }) => {
    expect(await page(redirectUrl(app.sso_url, authnRequest(parts)))).toEqual({ status: 400, code })
  })

  const malformed: { name: string; query: () => string; code: number }[] = [
    { name: 'no message', query: () => 'RelayState=x', code: 750054 },
    { name: 'an empty message', query: () => 'SAMLRequest=', code: 750054 },
    { name: 'text that is not base64', query: () => 'SAMLRequest=%3Cxml%3E', code: 75005 },
    { name: 'a message that is not deflated', query: () => `SAMLRequest=${btoa('<a/>')}`, code: 75005 },
    { name: 'no XML', query: () => `SAMLRequest=${encodeURIComponent(deflated('hello'))}`, code: 75005 },
    {
      name: 'another element',
      query: () => `SAMLRequest=${encodeURIComponent(deflated(`<ArtifactResolve xmlns="${protocol}"/>`))}`,
      code: 75005,
    },
    {
      name: 'a document type',
      query: () => {
        const xml = `<!DOCTYPE a [<!ENTITY e "x">]>${authnRequest()}`
        return `SAMLRequest=${encodeURIComponent(deflated(xml))}`
      },
      code: 75005,
    },
    {
      name: 'a message that inflates to 10 MB',
      query: () => `SAMLRequest=${encodeURIComponent(deflated(' '.repeat(10_000_000)))}`,
      code: 75005,
    },
    { name: 'the message twice', query: () => 'SAMLRequest=a&SAMLRequest=b', code: 9000411 },
  ]
  it.each(malformed)('with $name is refused with AADSTS$code', async ({ query, code }) => {
    expect(await page(`${app.sso_url}?${query()}`)).toEqual({ status: 400, code })
  })

  it('to an unknown tenant is refused', async () => {
    const url = redirectUrl(`${emulator.url}/nowhere.example/saml2`, authnRequest())
    expect(await page(url)).toEqual({ status: 400, code: 90002 })
  })

  const accepted: { name: string; parts: () => RequestParts }[] = [
    { name: 'the right Destination', parts: () => ({ attributes: { Destination: app.sso_url } }) },
    {
      name: 'members that Entra ignores',
      parts: () => ({ attributes: { ProviderName: 'SP', Consent: 'urn:x', AssertionConsumerServiceIndex: '3' } }),
    },
    {
      name: 'the context of a password',
      parts: () => ({
        inside: `<samlp:RequestedAuthnContext><s:AuthnContextClassRef xmlns:s="${assertion}">urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</s:AuthnContextClassRef></samlp:RequestedAuthnContext>`,
      }),
    },
  ]
  it.each(accepted)('with $name is accepted', async ({ parts }) => {
    const { xml } = await responseTo(emulator, redirectUrl(app.sso_url, authnRequest(parts())))
    expect(firstOf(xml, /StatusCode Value="([^"]+)"/)).toMatch(/:Success$/)
  })

  it('for another authentication method ends after the sign-in with AADSTS75011', async () => {
    const inside = `<samlp:RequestedAuthnContext><s:AuthnContextClassRef xmlns:s="${assertion}">urn:oasis:names:tc:SAML:2.0:ac:classes:X509</s:AuthnContextClassRef></samlp:RequestedAuthnContext>`
    const url = redirectUrl(app.sso_url, authnRequest({ inside }))
    await expect(responseTo(emulator, url)).rejects.toMatchObject({ aadsts: 75011 })
  })

  it('of a person without an assignment ends with AADSTS50105', async () => {
    await change({ appRoleAssignmentRequired: true, appRoleAssignments: [{ principalId: 'ada@contoso.example' }] })
    const url = redirectUrl(app.sso_url, authnRequest())
    await expect(responseTo(emulator, url, ben)).rejects.toMatchObject({ aadsts: 50105 })
    expect((await responseTo(emulator, url)).xml).toContain('<Assertion')
  })

  it('of an application that is switched off ends with AADSTS7000112', async () => {
    await change({ enabled: false })
    expect((await page(redirectUrl(app.sso_url, authnRequest()))).code).toBe(7000112)
  })

  it('with the qualifier of somebody else is answered to the application: RequestUnsupported, AADSTS90011', async () => {
    const inside = policy('SPNameQualifier="https://other.example"')
    const { xml, url } = await responseTo(emulator, redirectUrl(app.sso_url, authnRequest({ id: '_q', inside })))
    expect(url).toBe(acsUrl)
    expect(allOf(xml, /StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:(\w+)"/)).toEqual([
      'Requester',
      'RequestUnsupported',
    ])
    expect(xml).toContain(
      "AADSTS75006: An error occurred while processing a SAML2 Authentication request. AADSTS90011: The SAML authentication request property 'NameIdentifierPolicy/SPNameQualifier' is not supported.",
    )
    expect(xml).toContain('InResponseTo="_q"')
  })

  it('with its own qualifier gets it back', async () => {
    const inside = policy(`SPNameQualifier="${entityId}"`)
    const { xml } = await responseTo(emulator, redirectUrl(app.sso_url, authnRequest({ inside })))
    expect(firstOf(xml, /<NameID [^>]*SPNameQualifier="([^"]+)"/)).toBe(entityId)
  })

  it('without a signing certificate at Entra ends with AADSTS50003', async () => {
    await change({ saml: { signingCertificates: [] } })
    const url = redirectUrl(app.sso_url, authnRequest())
    await expect(responseTo(emulator, url)).rejects.toMatchObject({ aadsts: 50003 })
  })

  describe('of an application with verification certificates', () => {
    const own = clientCertificate()
    const foreign = clientCertificate()
    const require = () =>
      change({ saml: { verificationCertificates: [{ key: own.cert }], requireVerificationCertificates: true } })
    const signedXml = (key: string): string => {
      const signed = new SignedXml({
        privateKey: key,
        signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      })
      signed.addReference({
        xpath: '/*',
        transforms: [
          'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
          'http://www.w3.org/2001/10/xml-exc-c14n#',
        ],
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      })
      signed.computeSignature(authnRequest(), { location: { reference: '/*/*[1]', action: 'after' } })
      return signed.getSignedXml()
    }
    const posted = async (xml: string): Promise<number> => {
      const { status, text } = await postForm(app.sso_url, { SAMLRequest: btoa(xml) })
      return status === 200 ? 200 : Number(/AADSTS(\d+):/.exec(text)?.[1])
    }

    it('is accepted with a right signature in the query', async () => {
      await require()
      const { relay_state } = await responseTo(emulator, signedRedirectUrl(app.sso_url, authnRequest(), own.key))
      expect(relay_state).toBe('a b')
    })

    const refused: { name: string; url: () => URL; code: number }[] = [
      { name: 'without a signature', url: () => redirectUrl(app.sso_url, authnRequest()), code: 76021 },
      {
        name: 'with the signature of another key',
        url: () => signedRedirectUrl(app.sso_url, authnRequest(), foreign.key),
        code: 50006,
      },
      { name: 'with SHA-1', url: () => signedRedirectUrl(app.sso_url, authnRequest(), own.key, 'sha1'), code: 50006 },
      {
        name: 'with another RelayState than the signed one',
        url: () => {
          const { href } = signedRedirectUrl(app.sso_url, authnRequest(), own.key)
          return new URL(href.replace('a%20b', 'a%20c'))
        },
        code: 50006,
      },
      {
        name: 'with an algorithm that cannot be decoded',
        url: () => {
          const { href } = signedRedirectUrl(app.sso_url, authnRequest(), own.key)
          return new URL(href.replace(/SigAlg=[^&]+/, 'SigAlg=%E0%A4%A'))
        },
        code: 50006,
      },
    ]
    it.each(refused)('is refused $name: AADSTS$code', async ({ url, code }) => {
      await require()
      expect(await page(url())).toEqual({ status: 400, code })
    })

    it('is accepted with a question mark in the RelayState', async () => {
      await require()
      const query = `SAMLRequest=${encodeURIComponent(deflated(authnRequest()))}&RelayState=/a?b`
      const url = signedQuery(app.sso_url, query, own.key)
      expect((await responseTo(emulator, url)).relay_state).toBe('/a?b')
    })

    it('may use SHA-1 if that is allowed', async () => {
      await require()
      await change({ saml: { allowSha1Requests: true } })
      const url = signedRedirectUrl(app.sso_url, authnRequest(), own.key, 'sha1')
      expect((await responseTo(emulator, url)).xml).toContain('<Assertion')
    })

    it('is accepted or refused by the signature in a posted message', async () => {
      await require()
      expect(await posted(signedXml(own.key))).toBe(200)
      expect(await posted(signedXml(foreign.key))).toBe(50006)
      expect(await posted(signedXml(own.key).replace('Version="2.0"', 'Version="2.0" IsPassive="true"'))).toBe(50006)
      expect(await posted(authnRequest())).toBe(76021)
    })

    it('is refused by a wrong signature even if none is required', async () => {
      await change({ saml: { verificationCertificates: [{ key: own.cert }] } })
      expect((await page(signedRedirectUrl(app.sso_url, authnRequest(), foreign.key))).code).toBe(50006)
      expect((await page(redirectUrl(app.sso_url, authnRequest()))).status).toBe(200)
    })
  })

  it('may have any signature while no certificate is uploaded', async () => {
    const url = signedRedirectUrl(app.sso_url, authnRequest(), clientCertificate().key)
    expect((await page(url)).status).toBe(200)
  })
})
