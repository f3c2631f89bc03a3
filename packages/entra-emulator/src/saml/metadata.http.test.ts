import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cid, contoso, fabrikamTid, tid } from '../../test/contoso.ts'
import { ask } from '../../test/http.ts'
import { allOf, firstOf, isSigned } from '../../test/saml.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const appId = 'aa11bb22-cc33-4d44-8e55-ff6677889900'

describe('the federation metadata', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    await emulator.admin('POST', `/tenants/${tid}/applications`, { appId, displayName: 'SAML app', saml: {} })
  })
  afterAll(() => emulator.close())

  const path = '/federationmetadata/2007-06/federationmetadata.xml'
  const read = async (query = `?appid=${appId}`, word = tid, at = path) => {
    const response = await fetch(`${emulator.url}/${word}${at}${query}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, type: response.headers.get('content-type'), bytes, text: bytes.toString() }
  }
  const certificates = (text: string): string[] =>
    allOf(text.slice(text.indexOf('<IDPSSODescriptor')), /<X509Certificate>([^<]+)</)

  it('begins with a byte order mark, as XML', async () => {
    const { status, type, bytes } = await read()
    expect(status).toBe(200)
    expect(type).toContain('application/xml')
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  })

  it('has the entity, the addresses and the roles of Entra in its order', async () => {
    const { text } = await read()
    expect(allOf(text, /entityID="([^"]+)"/)).toEqual([`${emulator.url}/${tid}/`])
    expect(allOf(text, /<(\w+)Descriptor /)).toEqual(['Entity', 'Role', 'Key', 'Role', 'Key', 'IDPSSO', 'Key'])
    expect(allOf(text, /xsi:type="([^"]+)"/)).toEqual(['fed:SecurityTokenServiceType', 'fed:ApplicationServiceType'])
    expect(allOf(text, /<auth:ClaimType Uri="([^"]+)"/)).toHaveLength(19)
    expect(
      allOf(text, /<(Single\w+Service Binding="urn:oasis:names:tc:SAML:2.0:bindings:[^"]+" Location="[^"]+")/),
    ).toEqual(
      ['SingleLogoutService:HTTP-Redirect', 'SingleSignOnService:HTTP-Redirect', 'SingleSignOnService:HTTP-POST'].map(
        (one) => {
          const [name, binding] = one.split(':')
          return `${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${emulator.url}/${tid}/saml2"`
        },
      ),
    )
    expect(text).not.toMatch(/NameIDFormat|WantAuthnRequestsSigned|validUntil|use="encryption"/)
  })

  it('is signed by a key of the tenant, over the whole document', async () => {
    const { text } = await read()
    const [id = ''] = allOf(text, /<EntityDescriptor ID="([^"]+)"/)
    expect(id).toMatch(/^_[0-9a-f-]{36}$/)
    const [signer = ''] = allOf(text, /<X509Certificate>([^<]+)</)
    expect(certificates((await read('')).text)).toContain(signer)
    const withoutMark = text.replace(/^\ufeff/, '')
    expect(isSigned(withoutMark, id, signer)).toBe(true)
    expect(isSigned(withoutMark.replace('/saml2', '/saml3'), id, signer)).toBe(false)
  })

  it('has the certificate of the application: RSA 2048 for three years', async () => {
    const [own = '', ...others] = certificates((await read()).text)
    expect(others).toEqual([])
    const certificate = new X509Certificate(Buffer.from(own, 'base64'))
    expect(certificate.subject).toBe('CN=Microsoft Azure Federated SSO Certificate')
    expect(certificate.issuer).toBe(certificate.subject)
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(certificate.validToDate.getUTCFullYear() - certificate.validFromDate.getUTCFullYear()).toBe(3)
    expect(certificates((await read('')).text)).not.toContain(own)
    expect(certificates((await read(`?appid=${cid}`)).text)).not.toContain(own)
  })

  it('has a new certificate beside the old one, first as soon as it is active', async () => {
    const [old = ''] = certificates((await read()).text)
    const added = await emulator.admin('POST', `/tenants/${tid}/applications/${appId}/saml/signingCertificates`, {})
    const both = certificates((await read()).text)
    expect(both).toHaveLength(2)
    expect(both[0]).toBe(old)
    await emulator.admin(
      'POST',
      `/tenants/${tid}/applications/${appId}/saml/signingCertificates/${Object(added).keyId}/activate`,
    )
    expect(certificates((await read()).text)).toEqual([both[1], old])
  })

  it('is found under another case, and by a domain', async () => {
    const { text } = await read(undefined, 'contoso.example', '/FederationMetadata/2007-06/FederationMetadata.xml')
    expect(allOf(text, /entityID="([^"]+)"/)).toEqual([`${emulator.url}/${tid}/`])
  })

  it('has a template as its entity at common', async () => {
    const { text } = await read('', 'common')
    expect(allOf(text, /entityID="([^"]+)"/)).toEqual([`${emulator.url}/{tenant}/`])
    expect(text).toContain(`Location="${emulator.url}/common/saml2"`)
  })

  it('has the real names if the emulator has the name of Entra', async () => {
    const other = await startEmulator({ fixture: contoso, public_url: 'https://login.microsoftonline.com' })
    try {
      const { text } = await ask(`${new URL(other.admin_url).origin}/${tid}${path}`)
      expect(firstOf(text, /entityID="([^"]+)"/)).toBe(`https://sts.windows.net/${tid}/`)
      expect(text).toContain(`Location="https://login.microsoftonline.com/${tid}/saml2"`)
    } finally {
      await other.close()
    }
  })

  const refused = [
    { name: 'an application that does not exist', query: `?appid=${tid}`, word: tid, code: 700016 },
    { name: 'an application of another tenant', query: `?appid=${appId}`, word: fabrikamTid, code: 700016 },
    { name: 'an unknown tenant', query: '', word: 'nowhere.example', code: 90002 },
  ]
  it.each(refused)('refuses $name', async ({ query, word, code }) => {
    const { status, json } = await ask(`${emulator.url}/${word}${path}${query}`)
    expect(status).toBe(400)
    expect(json.error_codes).toEqual([code])
  })
})
