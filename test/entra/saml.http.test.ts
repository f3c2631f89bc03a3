/** Sign-ins by SAML: the emulator's Entra, and everything that can be wrong with its response. */
import { verify, X509Certificate } from 'node:crypto'
import { dayMs } from '@gatehouse-sso/core/time'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { samlFaultList } from 'entra-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorizeAddress, browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra } from './entra.ts'
import {
  ada,
  answerOf,
  ben,
  claimsBySaml,
  connectSaml,
  contoso,
  postAnswer,
  type SamlConnection,
  signInBySaml,
} from './saml.ts'

let entra: Entra
let organizations = 0
beforeAll(async () => {
  entra = await startEntra([contoso])
})
afterAll(() => entra.close())
beforeEach(() => entra.emulator.admin('DELETE', '/faults'))

async function scene(
  settings: Record<string, unknown> = {},
  application: Parameters<typeof connectSaml>[1] = {},
): Promise<SamlConnection> {
  organizations += 1
  const { id } = await entra.harness.client.organizations.create({ name: `Organization ${organizations}` })
  return connectSaml(entra, { input: { organization_id: id, settings }, ...application })
}

const samlOf = ({ saml }: Connection): NonNullable<Connection['saml']> => saml as NonNullable<Connection['saml']>

describe('a sign-in by SAML', () => {
  it('gives the application what a sign-in by OpenID Connect gives', async () => {
    const { connection } = await scene()
    const claims = await claimsBySaml(entra, connection.id, ada)
    expect(claims).toMatchObject({
      email: ada,
      name: 'Ada Muster',
      given_name: 'Ada',
      family_name: 'Muster',
      preferred_username: ada,
      connection_id: connection.id,
      auth_time: expect.any(Number),
      acr: expect.stringContaining('urn:oasis:names:tc:SAML:2.0:ac:classes:'),
    })
    expect((await entra.latest()).state).toBe('succeeded')
  })

  it('is of the same person as by OpenID Connect', async () => {
    const { connection } = await scene()
    const { organization_id } = connection
    const oidc = await entra.connect({ organization_id })
    const [first, second] = [await claimsBySaml(entra, connection.id, ada), await entra.claimsOf(oidc.id, ada)]
    expect(first.sub).toBe(second.sub)
  })

  it.each(['assertion', 'response', 'both'] as const)('takes a signature over the %s', async (signingOption) => {
    const { connection } = await scene({}, { application: { saml: { signingOption } } })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
  })

  it('reads an assertion that is encrypted for the certificate in our metadata', async () => {
    const { connection, app_id } = await scene()
    const { certificate } = await entra.harness.client.credentials.create(connection.id, { type: 'certificate' })
    const tokenEncryptionCertificate = String(certificate?.pem).replace(/-----[^-]+-----|\s/g, '')
    const tenant = entra.tenants[0]?.id
    await entra.emulator.admin('PATCH', `/tenants/${tenant}/applications/${app_id}`, {
      saml: { tokenEncryptionCertificate },
    })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
    await entra.emulator.admin('POST', '/faults', { name: 'saml-gcm' })
    expect((await claimsBySaml(entra, connection.id, ben)).email).toBe(ben)
  })

  it('signs its request with the certificate that Entra verifies', async () => {
    const { connection, app_id } = await scene()
    const { client } = entra.harness
    const { certificate } = await client.credentials.create(connection.id, { type: 'certificate' })
    const key = String(certificate?.pem).replace(/-----[^-]+-----|\s/g, '')
    await entra.emulator.admin('PATCH', `/tenants/${entra.tenants[0]?.id}/applications/${app_id}`, {
      saml: { verificationCertificates: [{ key }], requireVerificationCertificates: true },
    })
    await expect(claimsBySaml(entra, connection.id, ada)).rejects.toThrow('76021')
    await client.connections.update(connection.id, { settings: { sign_requests: true } })
    await client.connections.activateCandidate(connection.id, { without_test: true })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
  })

  it('hands hints about the person on to Entra', async () => {
    const { connection } = await scene()
    const change = {
      organization: undefined,
      connection: connection.id,
      login_hint: ada,
      domain_hint: 'contoso.example',
    }
    const location = new URL(locationOf(await browser().get(authorizeAddress(entra.harness, change))))
    expect([location.searchParams.get('login_hint'), location.searchParams.get('domain_hint')]).toEqual([
      ada,
      'contoso.example',
    ])
  })

  it('takes SHA-1 until the end of a day, and warns about it', async () => {
    const day = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)
    const { connection, app_id } = await scene({ sha1_until: day(1) })
    await entra.emulator.admin('PATCH', `/tenants/${entra.tenants[0]?.id}/applications/${app_id}`, {
      saml: { signingAlgorithm: 'sha1' },
    })
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
    const { client } = entra.harness
    expect((await client.connections.get(connection.id)).warnings).toMatchObject([{ code: 'saml_sha1_allowed' }])
    await expect(
      client.connections.update(connection.id, { settings: { sha1_until: day(500) } }),
    ).rejects.toMatchObject({ errors: [{ param: '/settings/sha1_until' }] })
    await client.connections.update(connection.id, { settings: { sha1_until: day(-1) } })
    await client.connections.activateCandidate(connection.id, { without_test: true })
    await signInBySaml(entra, connection.id, ada)
    expect((await entra.latest()).error?.code).toBe('saml_sha1_refused')
  })

  it('can be tested before it counts', async () => {
    const { connection } = await scene()
    const { client } = entra.harness
    await client.connections.update(connection.id, { settings: { name_id_format: 'persistent' } })
    const { url } = await client.connections.test(connection.id)
    const person = browser()
    const { url: acs, form } = await entra.emulator.signIn(locationOf(await person.get(url)), ada)
    const back = await postAnswer(acs, form ?? new URLSearchParams(), person)
    expect(locationOf(back)).toContain('/sso/test/result/')
    expect((await client.connections.get(connection.id)).candidate?.test).toMatchObject({ result: 'passed' })
    await client.connections.activateCandidate(connection.id)
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
  })

  it('signs with the certificate that was made active, while our metadata shows both', async () => {
    const { connection } = await scene({ sign_requests: false })
    const { client } = entra.harness
    const [first, second] = [
      await client.credentials.create(connection.id, { type: 'certificate' }),
      await client.credentials.create(connection.id, { type: 'certificate' }),
    ]
    await client.connections.update(connection.id, { settings: { sign_requests: true } })
    await client.connections.activateCandidate(connection.id, { without_test: true })
    const xml = await (await fetch(samlOf(connection).metadata_url)).text()
    for (const one of [first, second])
      expect(xml).toContain(String(one.certificate?.pem).replace(/-----[^-]+-----|\s/g, ''))
    const signer = async () => {
      const change = { organization: undefined, connection: connection.id }
      const { search } = new URL(locationOf(await browser().get(authorizeAddress(entra.harness, change))))
      const [octets = '', signature = ''] = search.slice(1).split('&Signature=')
      const bytes = Buffer.from(decodeURIComponent(signature), 'base64')
      return [first, second].findIndex(({ certificate }) =>
        verify('sha256', Buffer.from(octets), new X509Certificate(String(certificate?.pem)).publicKey, bytes),
      )
    }
    expect(await signer()).toBe(0)
    await client.credentials.activate(connection.id, second.id)
    expect(await signer()).toBe(1)
  })

  it('asks for a new authentication with prompt=login', async () => {
    const { connection } = await scene()
    const claims = await claimsBySaml(entra, connection.id, ada, { change: { prompt: 'login' } })
    expect(Number(claims.auth_time) * 1000).toBeGreaterThan(Date.now() - 60_000)
  })

  it('is refused without a form', async () => {
    const { connection } = await scene()
    const page = await browser().get(samlOf(connection).acs_url)
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('got none')])
  })

  it('counts once', async () => {
    const { connection } = await scene()
    const { url, fields, person } = await answerOf(entra, connection.id, ada)
    expect(locationOf(await postAnswer(url, fields, person))).toContain('code=')
    const again = await postAnswer(url, fields, person)
    expect(await again.text()).not.toContain('code=')
  })

  it('begins again in another browser', async () => {
    const { connection } = await scene()
    const { url, fields } = await answerOf(entra, connection.id, ada)
    const other = await postAnswer(url, fields, browser())
    expect(locationOf(other)).toContain('SAMLRequest=')
  })
})

describe('a response is refused', () => {
  const codes: Readonly<Record<string, string>> = {
    'saml-wrong-audience': 'saml_audience_mismatch',
    'saml-wrong-destination': 'saml_destination_mismatch',
    'saml-wrong-recipient': 'saml_confirmation_invalid',
    'saml-wrong-issuer': 'saml_issuer_mismatch',
    'saml-expired': 'saml_expired',
    'saml-not-yet-valid': 'saml_not_yet_valid',
    'saml-foreign-certificate': 'saml_signature_invalid',
    'saml-unsigned': 'saml_unsigned',
    'saml-bad-signature': 'saml_signature_invalid',
    'saml-sha1': 'saml_sha1_refused',
    'saml-signature-wrapping': 'saml_structure_invalid',
    'saml-missing-in-response-to': 'saml_unsolicited',
    'saml-wrong-in-response-to': 'saml_in_response_to_mismatch',
    'saml-doctype': 'saml_xml_forbidden',
    'saml-name-id-comment': 'saml_xml_forbidden',
    'saml-duplicate-attribute': 'saml_attribute_duplicated',
    'saml-status-error': 'upstream_refused',
  }
  /** Their responses are good, or good once. */
  const others = ['saml-replay', 'saml-group-overage', 'saml-gcm']

  it('with every fault that the emulator has', () =>
    expect(Object.keys(samlFaultList).toSorted()).toEqual([...Object.keys(codes), ...others].toSorted()))

  it.each(Object.entries(codes))('with the fault %s: %s', async (name, code) => {
    const { connection } = await scene()
    await entra.emulator.admin('POST', '/faults', { name })
    const end = await signInBySaml(entra, connection.id, ada)
    expect(end.pathname).toMatch(/^\/error\//)
    const { state, error } = await entra.latest()
    expect([state, error?.code]).toEqual(['failed', code])
  })

  it('when the identity provider sends one assertion twice', async () => {
    const { connection } = await scene()
    await entra.emulator.admin('POST', '/faults', { name: 'saml-replay' })
    await signInBySaml(entra, connection.id, ada)
    await signInBySaml(entra, connection.id, ada)
    const { error } = await entra.latest()
    expect(error?.code).toBe('saml_replayed')
  })

  it('that a tile has sent, until the connection allows it', async () => {
    const { connection, user_access_url } = await scene()
    const { url, form } = await entra.emulator.signIn(user_access_url, ada)
    const page = await browser().post(url.href, form ?? new URLSearchParams())
    const text = await page.text()
    expect([page.status, text]).toEqual([400, expect.stringContaining('began the sign-in by itself')])
    // A person who begins elsewhere gets in, so the page sends them to nobody.
    expect(text).toContain('Begin at the application that you want to open.')
    expect(text).not.toContain('Only the administrator')
    const { data } = await entra.harness.client.signIns.list({ connection_id: connection.id })
    expect(data.map((each) => [each.error_code, each.connection_id, each.organization_id])).toEqual([
      ['saml_unsolicited', connection.id, connection.organization_id],
    ])
    await entra.harness.client.connections.update(connection.id, { settings: { idp_initiated: 'restart' } })
  })
})

describe('our metadata', () => {
  it('names entity ID, addresses and certificates', async () => {
    const { connection } = await scene()
    const { certificate } = await entra.harness.client.credentials.create(connection.id, { type: 'certificate' })
    const { sp_entity_id, acs_url, slo_url, metadata_url } = samlOf(connection)
    const xml = await (await fetch(metadata_url)).text()
    for (const one of [sp_entity_id, acs_url, slo_url]) expect(xml).toContain(one)
    expect(xml).toContain(String(certificate?.pem).replace(/-----[^-]+-----|\s/g, ''))
  })
})
