/** The emulator with @node-saml/node-saml, as a service provider that was written by others. */
import { type Profile, SAML, type SamlConfig } from '@node-saml/node-saml'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, signIn } from '../test/browser.ts'
import { clientCertificate } from '../test/certificate.ts'
import { contoso, tid } from '../test/contoso.ts'
import { acsUrl, ada, addApplication, certificatesIn, entityId, pem, sloUrl } from '../test/saml.ts'
import { type Emulator, type SamlApplicationAddresses, type SamlFaultName, startEmulator } from './emulator.ts'

describe('node-saml', () => {
  const own = clientCertificate()
  let emulator: Emulator
  let app: SamlApplicationAddresses
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    app = addApplication(emulator, { logout_url: sloUrl })
  })
  afterAll(() => emulator.close())

  const provider = async (
    at: { readonly metadata_url: string; readonly issuer: string; readonly sso_url: string } = app,
    more: Partial<SamlConfig> = {},
  ): Promise<SAML> =>
    new SAML({
      callbackUrl: acsUrl,
      entryPoint: at.sso_url,
      logoutUrl: at.sso_url,
      issuer: entityId,
      audience: entityId,
      idpIssuer: at.issuer,
      idpCert: (await certificatesIn(at.metadata_url)).map(pem),
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      validateInResponseTo: 'always' as SamlConfig['validateInResponseTo'] & string,
      ...more,
    })
  const enter = async (sp: SAML): Promise<Profile> => {
    const { form } = await emulator.signIn(await sp.getAuthorizeUrlAsync('there', undefined, {}), ada)
    expect(form?.get('RelayState')).toBe('there')
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: form?.get('SAMLResponse') ?? '' })
    if (!profile) throw new Error('no profile')
    return profile
  }
  const change = (saml: object) => emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, { saml })

  it.each([
    { name: 'a signed assertion', saml: {}, more: {} },
    { name: 'both signed', saml: { signingOption: 'both' }, more: { wantAuthnResponseSigned: true } },
    {
      name: 'a signed response',
      saml: { signingOption: 'response' },
      more: { wantAuthnResponseSigned: true, wantAssertionsSigned: false },
    },
    {
      name: 'an encrypted assertion',
      saml: { tokenEncryptionCertificate: own.cert },
      more: { decryptionPvk: own.key },
    },
    {
      name: 'signed requests',
      saml: { verificationCertificates: [{ key: own.cert }], requireVerificationCertificates: true },
      more: { privateKey: own.key, signatureAlgorithm: 'sha256' as const },
    },
  ])('signs a person in with $name', async ({ saml, more }) => {
    await change(saml)
    const profile = await enter(await provider(app, more))
    expect(profile).toMatchObject({ nameID: 'ada@contoso.example', issuer: app.issuer })
    expect(profile['http://schemas.microsoft.com/identity/claims/tenantid']).toBe(tid)
  })

  it('accepts a response that nobody asked for, if it may', async () => {
    const { form } = await emulator.signIn(app.user_access_url, ada)
    const sp = await provider(app, { validateInResponseTo: 'never' as SamlConfig['validateInResponseTo'] & string })
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: form?.get('SAMLResponse') ?? '' })
    expect(profile?.nameID).toBe('ada@contoso.example')
  })

  const refused: readonly SamlFaultName[] = [
    'saml-wrong-audience',
    'saml-expired',
    'saml-not-yet-valid',
    'saml-foreign-certificate',
    'saml-unsigned',
    'saml-bad-signature',
    'saml-missing-in-response-to',
    'saml-wrong-in-response-to',
    'saml-signature-wrapping',
    'saml-status-error',
  ]
  it.each(refused)('refuses a response with the fault %s', async (name) => {
    const sp = await provider()
    await emulator.admin('POST', '/faults', { name })
    await expect(enter(sp)).rejects.toThrow()
  })

  it.each(['okta', 'google'] as const)('signs a person in at %s', async (persona) => {
    const added = emulator.addPersonaApplication({ persona, tenant: tid, displayName: 'Product', entityId, acsUrl })
    const profile = await enter(await provider(added, { wantAuthnResponseSigned: persona === 'okta' }))
    expect(profile).toMatchObject({ nameID: 'ada@contoso.example', issuer: added.issuer, firstName: 'Ada' })
  })

  it('signs out, and understands the response', async () => {
    const sp = await provider()
    const browser = openBrowser(emulator.url)
    const view = await signIn(
      browser,
      await sp.getAuthorizeUrlAsync('', undefined, {}),
      'ada@contoso.example',
      'ada-password',
    )
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: view.forms[0]?.hidden.SAMLResponse ?? '' })
    if (!profile) throw new Error('no profile')
    const { url } = await browser.open(await sp.getLogoutUrlAsync(profile, 'bye', {}))
    expect(url.origin + url.pathname).toBe(sloUrl)
    const query = Object.fromEntries(url.searchParams)
    expect(await sp.validateRedirectAsync(query, url.search.slice(1))).toMatchObject({ loggedOut: true })
    expect(query.RelayState).toBe('bye')
  })

  it('understands the request of a sign-out at Entra', async () => {
    const sp = await provider()
    const browser = openBrowser(emulator.url)
    await signIn(browser, await sp.getAuthorizeUrlAsync('', undefined, {}), 'ada@contoso.example', 'ada-password')
    const { url } = await browser.open(`${emulator.url}/${tid}/oauth2/v2.0/logout`)
    const asked = await sp.validateRedirectAsync(Object.fromEntries(url.searchParams), url.search.slice(1))
    expect(asked).toMatchObject({ loggedOut: true, profile: { nameID: 'ada@contoso.example' } })
    if (!asked.profile) throw new Error('no profile')
    const answer = await sp.getLogoutResponseUrlAsync(asked.profile, '', {}, true)
    expect((await browser.open(answer)).text).toContain('You signed out of your account')
  })
})
