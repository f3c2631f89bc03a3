/** Sign-ins by SAML through Okta and Google, from a tile, through a registered address, and over a change of certificates. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorizeAddress, browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra } from './entra.ts'
import { ada, claimsBySaml, connectSaml, contoso } from './saml.ts'

const initiate_login_uri = 'https://app.example/login'

let entra: Entra
let organizations = 0
beforeAll(async () => {
  entra = await startEntra([contoso])
  await client().applications.update(entra.harness.application.client_id, { initiate_login_uri })
})
afterAll(() => entra.close())
beforeEach(() => entra.emulator.admin('DELETE', '/faults'))

const client = () => entra.harness.client
const newOrganization = async () => {
  organizations += 1
  return (await client().organizations.create({ name: `Organization ${organizations}` })).id
}

/** An active connection to an application of a persona. */
async function connectPersona(persona: 'okta' | 'google', settings: Record<string, unknown> = {}) {
  const draft = await client().connections.create({
    organization_id: await newOrganization(),
    type: `${persona}_saml`,
    settings,
  })
  const { sp_entity_id, acs_url } = draft.saml as NonNullable<Connection['saml']>
  const app = entra.emulator.addPersonaApplication({
    persona,
    displayName: 'Gatehouse',
    entityId: sp_entity_id,
    acsUrl: acs_url,
  })
  const metadata_xml = await (await fetch(app.metadata_url)).text()
  // Google has no address for its metadata.
  const metadata = persona === 'okta' ? { metadata_url: app.metadata_url } : { metadata_xml }
  await client().connections.update(draft.id, { settings: metadata })
  return { connection: await client().connections.activate(draft.id), app }
}

describe.each(['okta', 'google'] as const)('%s', (persona) => {
  it('signs a person in', async () => {
    const { connection } = await connectPersona(persona)
    const claims = await claimsBySaml(entra, connection.id, ada)
    expect(claims).toMatchObject({ email: ada, given_name: 'Ada', family_name: 'Muster' })
    expect(await claimsBySaml(entra, connection.id, ada)).toMatchObject({ sub: claims.sub })
  })

  it('begins at its tile, and the sign-in begins again at the application', async () => {
    const { connection, app } = await connectPersona(persona, { idp_initiated: 'restart' })
    const { url, form } = await entra.emulator.signIn(app.start_url, ada)
    const led = new URL(locationOf(await browser().post(url.href, form ?? new URLSearchParams())))
    expect(led.origin + led.pathname).toBe(initiate_login_uri)
    expect(Object.fromEntries(led.searchParams)).toMatchObject({
      iss: entra.harness.url,
      connection: connection.id,
      organization: connection.organization_id,
    })
  })
})

describe('the metadata', () => {
  it('is stored as values, and the document is not', async () => {
    const { connection } = await connectPersona('google')
    expect(connection.settings).toMatchObject({ sso_binding: 'redirect', certificates: [expect.any(String)] })
    expect(connection.settings).not.toHaveProperty('metadata_xml')
    expect(connection.saml?.signing_certificates).toEqual([
      {
        subject: expect.any(String),
        sha256_thumbprint: expect.any(String),
        not_before: expect.any(String),
        not_after: expect.any(String),
      },
    ])
  })

  it.each([
    ['of another document', '<html></html>', 'no EntityDescriptor'],
    ['with a document type', '<!DOCTYPE a><EntityDescriptor/>', 'a document type'],
    [
      'of an application',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a"/>',
      'no IDPSSODescriptor',
    ],
  ])('%s is refused, and names its field', async (_, metadata_xml, received) => {
    const refused = client().connections.create({
      organization_id: await newOrganization(),
      type: 'saml',
      settings: { metadata_xml },
    })
    await expect(refused).rejects.toMatchObject({ code: 'saml_metadata_invalid', param: '/settings/metadata_xml' })
    await expect(refused).rejects.toThrow(received)
  })
})

describe('a change of the signing certificate', () => {
  const path = (app_id: string) => `/tenants/${entra.tenants[0]?.id}/applications/${app_id}/saml/signingCertificates`

  it('goes by without a failed sign-in, once both are known', async () => {
    const { connection, app_id } = await connectSaml(entra, { input: { organization_id: await newOrganization() } })
    const { keyId } = (await entra.emulator.admin('POST', path(app_id), {})) as { keyId: string }
    const { metadata_url } = connection.settings
    await client().connections.update(connection.id, { settings: { metadata_url } })
    const { candidate } = await client().connections.get(connection.id)
    expect(candidate?.settings.certificates).toHaveLength(2)
    await client().connections.activateCandidate(connection.id, { without_test: true })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
    await entra.emulator.admin('POST', `${path(app_id)}/${keyId}/activate`, {})
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
  })

  it('that came without a word is explained', async () => {
    const { connection, app_id } = await connectSaml(entra, { input: { organization_id: await newOrganization() } })
    const { keyId } = (await entra.emulator.admin('POST', path(app_id), {})) as { keyId: string }
    await entra.emulator.admin('POST', `${path(app_id)}/${keyId}/activate`, {})
    await expect(claimsBySaml(entra, connection.id, ada)).rejects.toThrow('/error/')
    expect((await entra.latest()).error).toMatchObject({ code: 'saml_signature_invalid' })
    const { checks } = await client().connections.check(connection.id)
    expect(checks.find(({ id, result }) => id === 'keys' && result === 'warn')?.message).toContain('does not have yet')
  })
})

describe('the check of a draft', () => {
  it('leads to the metadata, and speaks of no secret', async () => {
    const organization_id = await newOrganization()
    const { id } = await client().connections.create({ organization_id, type: 'okta_saml', settings: {} })
    const { checks } = await client().connections.check(id)
    const failed = checks.filter(({ result }) => result === 'fail')
    expect(failed.map((each) => each.id)).toEqual(['settings'])
    expect(failed[0]?.remedy).toContain('metadata_url')
  })
})

describe('a metadata address without its application', () => {
  it('is a warning of the check', async () => {
    const { connection } = await connectSaml(entra, { input: { organization_id: await newOrganization() } })
    const whole = String(connection.settings.metadata_url)
    const warningsAt = async (metadata_url: string) => {
      const settings = { metadata_url }
      await client().connections.update(connection.id, { settings })
      const { checks } = await client().connections.check(connection.id)
      return checks.flatMap(({ id, result, message }) => (id === 'discovery' && result === 'warn' ? [message] : []))
    }
    expect(await warningsAt(whole)).toEqual([])
    const message = 'The metadata address names no application: it has no appid.'
    expect(await warningsAt(whole.replace(/\?.*$/, ''))).toEqual([message])
  })
})

describe('a registered address', () => {
  it('of our own origin takes the response', async () => {
    const { client: api, url, environment_id } = entra.harness
    await entra.harness.installation.environments.update(environment_id, {
      callback_aliases: [{ path: '/sso/callback/saml' }],
    })
    const redirect_uri = `${url}/sso/callback/saml`
    const { connection } = await connectSaml(entra, {
      input: {
        organization_id: await newOrganization(),
        settings: { redirect_uri, sp_entity_id: 'https://api.example.com' },
      },
      application: { entity_id: 'https://api.example.com', acs_url: redirect_uri },
    })
    expect((await api.connections.get(connection.id)).saml).toMatchObject({
      acs_url: redirect_uri,
      sp_entity_id: 'https://api.example.com',
    })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
  })
})

describe('a request that is posted', () => {
  it('stands in the form of our own page, for the browser that began', async () => {
    const { connection } = await connectSaml(entra, { input: { organization_id: await newOrganization() } })
    await client().connections.update(connection.id, { settings: { sso_binding: 'post' } })
    await client().connections.activateCandidate(connection.id, { without_test: true })
    const person = browser()
    const asked = await person.get(
      authorizeAddress(entra.harness, { organization: undefined, connection: connection.id }),
    )
    const page = await (await person.get(locationOf(asked))).text()
    expect(page).toMatch(new RegExp(`<form method="post" action="${connection.settings.sso_url}">`))
    const value = /name="SAMLRequest" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(Buffer.from(value, 'base64').toString()).toContain('<samlp:AuthnRequest')
    expect((await browser().get(locationOf(asked))).status).toBe(400)
  })
})
