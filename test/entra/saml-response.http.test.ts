/** The questions of the gateway by SAML, and the answers that it believes. The identity provider is played here. */
import { dayMs, hourMs, minuteMs } from '@gatehouse-sso/core/time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, payloadOf, startHarness } from '../../packages/gateway/test/harness.ts'
import { formats } from '../../packages/gateway/test/saml/names.ts'
import { entra as entraStyle } from '../../packages/gateway/test/saml/styles/entra.ts'
import type { ResponseValues } from '../../packages/gateway/test/saml/values.ts'
import { messageIn } from '../../packages/gateway/test/saml-answer.ts'
import { asked, entraParty, keycloakParty, type Party, refusalOf, responseTo, signedIn } from './saml-party.ts'

let harness: Harness
let keycloak: Party
let entra: Party
beforeAll(async () => {
  harness = await startHarness()
  keycloak = await keycloakParty(harness)
  entra = await entraParty(harness)
  const { organization_id } = entra.connection
  await harness.client.domains.create(organization_id, { domain: 'own.example', verified: true })
})
afterAll(() => harness.close())

describe('an old authentication', () => {
  const old = { authn_instant: Date.now() - hourMs }

  it.each([
    ['prompt=login', { prompt: 'login' }, 'authentication_too_old'],
    ['max_age=60', { max_age: '60' }, 'authentication_too_old'],
    ['max_age of two hours', { max_age: '7200' }, undefined],
    ['nothing', {}, undefined],
  ] as const)('with %s asks for a new one, and counts as it should: %s', async (_, parameters, code) => {
    const begun = await asked(keycloak, parameters)
    const request = messageIn(new URL(begun.location), 'SAMLRequest')
    expect(request.includes('ForceAuthn="true"')).toBe(Object.keys(parameters).length > 0)
    expect(await refusalOf(keycloak, old, begun)).toBe(code)
  })
})

const password = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'
const twoFactors = 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract'

describe('the authentication contexts of a connection', () => {
  it.each([
    ['one of them', twoFactors, undefined],
    ['another one', password, 'acr_unmet'],
  ] as const)('are asked for, and a response with %s is refused or not', async (_, authn_context, code) => {
    const strict = await keycloakParty(harness, { settings: { authn_contexts: [twoFactors] } })
    const begun = await asked(strict)
    expect(messageIn(new URL(begun.location), 'SAMLRequest')).toContain(twoFactors)
    expect(await refusalOf(strict, { authn_context }, begun)).toBe(code)
  })

  it('stay when the application asks for another one', async () => {
    const strict = await keycloakParty(harness, { settings: { authn_contexts: [twoFactors] } })
    const begun = await asked(strict, { acr_values: password })
    expect(messageIn(new URL(begun.location), 'SAMLRequest')).not.toContain(password)
    expect(await refusalOf(strict, { authn_context: password }, begun)).toBe('acr_unmet')
  })
})

describe('a response', () => {
  it('whose ID was used before is refused, also with another assertion', async () => {
    const response_id = '_the-same-response'
    await signedIn(keycloak, { response_id })
    expect(await refusalOf(keycloak, { response_id })).toBe('saml_replayed')
  })

  it('that names the end of its session ends ours then', async () => {
    const session_not_on_or_after = Date.now() + 5 * minuteMs
    const { id_token } = await signedIn(keycloak, { session_not_on_or_after })
    const { sub } = payloadOf(id_token)
    const { data } = await harness.client.sessions.list(String(sub))
    expect(Date.parse(String(data[0]?.expires_at))).toBeLessThanOrEqual(session_not_on_or_after + 1_000)
  })

  const refused: readonly (readonly [string, () => Party, Partial<ResponseValues>, string])[] = [
    ['with a transient name', () => keycloak, { name_id_format: formats.transient }, 'saml_name_id_missing'],
    ['of another tenant of Entra', () => entra, { attributes: withTenant('8e1c2b3a') }, 'token_tenant_wrong'],
    ['that begins tomorrow', () => keycloak, { not_before: Date.now() + dayMs }, 'saml_not_yet_valid'],
  ]
  it.each(refused)('%s is refused', async (_, at, change, code) => expect(await refusalOf(at(), change)).toBe(code))

  it('with more groups than anybody can count on counts as incomplete', async () => {
    const groups = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
    const { client } = harness
    const { organization_id } = entra.connection
    await client.roles.create({ slug: 'editor', name: 'Editor', position: 1 })
    await client.groups.create({ organization_id, idp_id: 'group-2000', roles: ['editor'] })
    const attributes = withAttribute(groups, ...Array.from({ length: 2_001 }, (_, at) => `group-${at}`))
    expect(await refusalOf(entra, { attributes, name_id: 'in-many-groups' })).toBe('groups_incomplete')
  })

  it('nobody asked for, at an alias of many connections, is told to begin at the application', async () => {
    await harness.installation.environments.update(harness.environment_id, {
      callback_aliases: [{ path: '/sso/callback/saml' }],
    })
    const { form } = responseTo(keycloak, await asked(keycloak))
    const body = new URLSearchParams({ SAMLResponse: form.SAMLResponse })
    const answer = await fetch(`${harness.url}/sso/callback/saml`, { method: 'POST', body })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('saml_unsolicited')])
  })
})

describe('guests of Entra', () => {
  const isVerified = async (change: Partial<ResponseValues>): Promise<unknown> =>
    payloadOf((await signedIn(entra, change)).id_token).email_verified

  it.each([
    [
      'by the name',
      withAttribute('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', 'ada_own#EXT#@x.example'),
    ],
    [
      'by the identity provider',
      withAttribute('http://schemas.microsoft.com/identity/claims/identityprovider', 'live.com'),
    ],
  ])('are known %s, so their email is not that of the tenant', async (_, attributes) => {
    expect([await isVerified({}), await isVerified({ attributes })]).toEqual([true, false])
  })
})

describe('a request that is posted', () => {
  it('is signed where requests are to be signed', async () => {
    const { client } = harness
    const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
    const settings = { ...keycloak.connection.settings, sso_binding: 'post', sign_requests: true }
    const { id } = await client.connections.create({ organization_id, type: 'saml', settings })
    const { certificate } = await client.credentials.create(id, { type: 'certificate' })
    const at = { ...keycloak, connection: await client.connections.activate(id) }
    const begun = await asked(at)
    const page = await (await begun.person.get(begun.location)).text()
    const xml = Buffer.from(/name="SAMLRequest" value="([^"]+)"/.exec(page)?.[1] ?? '', 'base64').toString()
    expect(xml).toContain(
      String(certificate?.pem)
        .replace(/-----[^-]+-----|\s/g, '')
        .slice(0, 60),
    )
    expect(xml).toMatch(/<(\w+:)?SignatureValue>[^<]{300,}</)
  })
})

describe('the metadata of another identity provider', () => {
  it('takes the logout address of the one before away', async () => {
    const { client } = harness
    const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
    const { settings } = keycloak.connection
    const { id } = await client.connections.create({ organization_id, type: 'saml', settings })
    const [pem] = settings.certificates as string[]
    const metadata_xml = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://new.example"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${String(pem).replace(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://new.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`
    const changed = await client.connections.update(id, { settings: { metadata_xml } })
    expect(changed.settings).toMatchObject({ idp_entity_id: 'https://new.example', sso_url: 'https://new.example/sso' })
    expect(changed.settings).not.toHaveProperty('slo_url')
  })
})

/** The attributes of Entra with one of them changed. */
function withAttribute(name: string, ...values: readonly string[]): ResponseValues['attributes'] {
  return entraStyle.values.attributes.map((one) => (one.name === name ? { ...one, values } : one))
}

function withTenant(first: string): ResponseValues['attributes'] {
  const name = 'http://schemas.microsoft.com/identity/claims/tenantid'
  const [tenant = ''] = entraStyle.values.attributes.find((one) => one.name === name)?.values ?? []
  return withAttribute(name, tenant.replace(/^[^-]+/, first))
}
