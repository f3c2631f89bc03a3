import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, factOn, openDesk } from '../../../../test/admin-center.ts'
import { textOf, type View } from '../../../../test/browser.ts'
import { clientCertificate } from '../../../../test/certificate.ts'
import { cid, contoso, tid } from '../../../../test/contoso.ts'
import { ask } from '../../../../test/http.ts'
import {
  acsUrl,
  attributesIn,
  authnRequest,
  certificatesIn,
  entityId,
  firstOf,
  isSigned,
  redirectUrl,
  responseTo,
  sloUrl,
} from '../../../../test/saml.ts'
import { type Emulator, startEmulator } from '../../../emulator.ts'

describe('SAML-based Sign-on', () => {
  let emulator: Emulator
  let desk: Desk
  let appId: string
  let page: string
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, { name: 'ada@contoso.example', password: 'ada-password' })
    const view = await desk.fill('/enterprise-apps/new?create=1', 'Create', { name: 'Planner' })
    appId = factOn(view, 'Application ID')
    page = `/enterprise-apps/${appId}/single-sign-on`
    await desk.fill(`/enterprise-apps/${appId}/properties`, 'Save', { assignment: 'no' })
    await desk.fill(page, 'SAML')
  })
  afterAll(() => emulator.close())

  const stored = async () => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${appId}`))
  const saveBasic = (fields: Record<string, string> = {}): Promise<View> =>
    desk.fill(`${page}?edit=basic`, 'Save', { identifier_0: entityId, acs_0: acsUrl, ...fields })
  const metadata = async (): Promise<string> => factOn(await desk.at(page), 'App Federation Metadata Url')
  const assertion = async (): Promise<string> => {
    const url = redirectUrl(factOn(await desk.at(page), 'Login URL'), authnRequest())
    return (await responseTo(emulator, url)).xml
  }

  it('is empty at first, with a certificate', async () => {
    const text = textOf(await desk.at(page))
    expect(text).toContain('Set up Single Sign-On with SAML')
    expect(text).toContain('Identifier (Entity ID) Required')
    expect((await stored()).saml.signingCertificates).toMatchObject([{ active: true }])
  })

  it('is saved, and asks for a test', async () => {
    const view = await saveBasic({ acs_1: 'https://sp.example/two', relay_state: 'deep', logout_url: sloUrl })
    expect(textOf(view)).toContain("No, I'll test later")
    expect(await stored()).toMatchObject({
      identifierUris: [entityId],
      web: { redirectUris: [acsUrl, 'https://sp.example/two'], logoutUrl: sloUrl },
      saml: { relayState: 'deep', loginUrl: null },
    })
    await saveBasic({ acs_1: '', login_url: 'https://sp.example/login', logout_url: '' })
    expect(await stored()).toMatchObject({
      web: { redirectUris: [acsUrl], logoutUrl: null },
      saml: { loginUrl: 'https://sp.example/login' },
    })
  })

  const wrong: { name: string; fields: Record<string, string>; says: string }[] = [
    { name: 'no identifier', fields: { identifier_0: '' }, says: 'Identifier (Entity ID): enter a value.' },
    { name: 'no reply URL', fields: { acs_0: '' }, says: 'Reply URL (Assertion Consumer Service URL): enter a value.' },
    { name: 'a reply URL without https', fields: { acs_0: 'http://sp.example/acs' }, says: 'must be https' },
    { name: 'a sign-on URL that is none', fields: { login_url: 'sp' }, says: 'Sign on URL: enter an address' },
  ]
  it.each(wrong)('is refused with $name', async ({ fields, says }) => {
    const view = await saveBasic(fields)
    expect(view.status).toBe(400)
    expect(textOf(view)).toContain(says)
    expect((await stored()).identifierUris).toEqual([])
  })

  it('is refused with the identifier of another application', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { identifierUris: [entityId] })
    const view = await saveBasic()
    expect([view.status, textOf(view).includes('appears twice')]).toEqual([400, true])
  })

  it('shows the addresses of Entra, which work', async () => {
    await saveBasic()
    const view = await desk.at(page)
    expect(factOn(view, 'Login URL')).toBe(`${emulator.url}/${tid}/saml2`)
    expect(factOn(view, 'Logout URL')).toBe(`${emulator.url}/${tid}/saml2`)
    expect(factOn(view, 'Microsoft Entra Identifier')).toBe(`${emulator.url}/${tid}/`)
    const xml = await assertion()
    const [certificate = ''] = await certificatesIn(await metadata())
    expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), certificate)).toBe(true)
  })

  it('has the certificate to download, as text and as bytes', async () => {
    const { text } = await desk.at(page)
    const [certificate = ''] = await certificatesIn(await metadata())
    const { fingerprint } = new X509Certificate(Buffer.from(certificate, 'base64'))
    expect(text).toContain(fingerprint.replaceAll(':', ''))
    const at = (format: string): string => firstOf(text, new RegExp(`href="(/_saml/[^"]+/${format}\\.cer)"`))
    const written = await ask(`${emulator.url}${at('base64')}`)
    expect(written.headers.get('content-disposition')).toBe('attachment; filename="Planner.cer"')
    expect(new X509Certificate(written.text).fingerprint).toBe(fingerprint)
    const raw = await fetch(`${emulator.url}${at('raw')}`)
    expect(new X509Certificate(Buffer.from(await raw.arrayBuffer())).fingerprint).toBe(fingerprint)
    expect((await ask(`${emulator.url}${at('raw').replace(appId, cid)}`)).status).toBe(404)
    expect((await ask(`${emulator.url}${at('raw').replace('raw.cer', 'pfx.cer')}`)).status).toBe(404)
  })

  it('changes the claims of the next assertion', async () => {
    await saveBasic()
    const claim = { claim_name: 'department', namespace: 'https://sp.example/claims/', attribute: 'country' }
    await desk.fill(`${page}?edit=new-claim`, 'Save', claim)
    await desk.fill(`${page}?edit=new-claim`, 'Save', { claim_name: 'team', source: 'constant', constant: 'one' })
    const found = attributesIn(await assertion())
    expect(found['https://sp.example/claims/department']).toEqual(['de'])
    expect(found.team).toEqual(['one'])
    const twice = await desk.fill(`${page}?edit=new-claim`, 'Save', { claim_name: 'team' })
    expect([twice.status, textOf(twice).includes('already')]).toEqual([400, true])
    const list = await desk.at(`${page}?edit=claims`)
    await desk.browser.fill(list, 'Delete claim 6, team')
    expect(attributesIn(await assertion()).team).toBeUndefined()
  })

  it('changes the Name ID of the next assertion', async () => {
    await saveBasic()
    await desk.fill(`${page}?edit=name-id`, 'Save', { name_id_format: 'persistent', name_id_source: 'objectid' })
    const xml = await assertion()
    expect(firstOf(xml, /<NameID Format="[^"]+:(\w+)"/)).toBe('persistent')
    const view = await desk.fill(`${page}?edit=name-id`, 'Save', { name_id_format: 'x509' })
    expect([view.status, textOf(view).includes('Name identifier format')]).toEqual([400, true])
  })

  it('adds groups to the next assertion, under a name of its own', async () => {
    await saveBasic()
    const groups = { kind: 'SecurityGroup', group_claim_name: 'team' }
    expect(textOf(await desk.fill(`${page}?edit=group-claim`, 'Save', groups))).toContain('Security groups')
    // Staff, and the object of the directory role.
    expect(attributesIn(await assertion()).team).toHaveLength(2)
    await desk.fill(`${page}?edit=group-claim`, 'Save', { kind: 'None' })
    expect(attributesIn(await assertion()).team).toBeUndefined()
    expect((await stored()).optionalClaims.saml2Token).toEqual([])
  })

  it('signs as it is told, with the certificate that was made active', async () => {
    await saveBasic()
    await desk.fill(`${page}?edit=certificate`, 'Save', { signing_option: 'both', signing_algorithm: 'sha1' })
    const [old = ''] = await certificatesIn(await metadata())
    const view = await desk.fill(`${page}?edit=certificate`, 'New Certificate')
    const [, added = ''] = await certificatesIn(await metadata())
    const name = new X509Certificate(Buffer.from(added, 'base64')).fingerprint.replaceAll(':', '')
    await desk.browser.fill(view, `Make certificate active ${name}`)
    const xml = await assertion()
    expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), added)).toBe(true)
    expect(isSigned(xml, firstOf(xml, /<samlp:Response ID="([^"]+)"/), added)).toBe(true)
    expect(firstOf(xml, /SignatureMethod Algorithm="([^"]+)"/)).toMatch(/rsa-sha1$/)
    const oldName = new X509Certificate(Buffer.from(old, 'base64')).fingerprint.replaceAll(':', '')
    await desk.browser.fill(await desk.at(`${page}?edit=certificate`), `Delete Certificate ${oldName}`)
    expect(await certificatesIn(await metadata())).toEqual([added])
  })

  it('requires signed requests, by an uploaded certificate', async () => {
    await saveBasic()
    await desk.fill(`${page}?edit=verification`, 'Save', { required: '1' })
    await expect(assertion()).rejects.toMatchObject({ aadsts: 76021 })
    const upload = (pem: string) => desk.fill(`${page}?edit=verification`, 'Upload certificate', { pem })
    const { cert, key } = clientCertificate()
    expect(textOf(await upload(cert))).toContain('Successfully uploaded the certificate.')
    expect((await stored()).saml.verificationCertificates).toHaveLength(1)
    expect(textOf(await upload(`${cert}${key}`))).toContain('this has a private key')
    expect(textOf(await upload(''))).toContain('choose a file, or paste the certificate')
    await upload(clientCertificate().cert)
    expect(textOf(await upload(cert))).toContain('The limit here is 2.')
  })

  it('encrypts assertions for an imported certificate, until it is deactivated', async () => {
    await saveBasic()
    const encryption = `/enterprise-apps/${appId}/token-encryption`
    await desk.fill(`${encryption}?add=certificate`, 'Add', { pem: clientCertificate().cert })
    expect(await assertion()).toContain('<EncryptedAssertion ')
    await desk.fill(encryption, 'Deactivate token encryption certificate')
    expect(await assertion()).toContain('<Assertion ')
  })

  it('is not for an application of another kind', async () => {
    expect((await desk.at(`/enterprise-apps/${cid}/token-encryption`)).text).toContain('for applications with SAML')
    expect(textOf(await desk.at(`/enterprise-apps/${cid}/single-sign-on`))).toContain('OIDC-based Sign-on')
  })
})
