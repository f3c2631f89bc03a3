/** The live check of SAML values in the setup portal, against the emulator's metadata. */
import type { ValueFinding } from '@gatehouse-sso/sdk/contract/value-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../packages/gateway/test/saml/keys.ts'
import { openSetup, type SetupBrowser } from '../../packages/gateway/test/setup-browser.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

let entra: Entra
let metadata_url: string
let document: string
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [],
      applications: [
        {
          displayName: 'Gatehouse',
          appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
          passwordCredentials: [{ secretText: upstreamSecret }],
        },
      ],
    },
  ])
  ;({ metadata_url } = entra.emulator.addSamlApplication({
    entity_id: 'https://gatehouse.example',
    acs_url: 'https://gatehouse.example/acs',
  }))
  document = await (await fetch(metadata_url)).text()
})
afterAll(() => entra.close())

let organizations = 0
async function start(type: 'entra_saml' | 'saml' = 'entra_saml'): Promise<SetupBrowser> {
  organizations += 1
  const { client } = entra.harness
  const { id: organization_id } = await client.organizations.create({ name: `Organization ${organizations}` })
  const { id: connection_id } = await client.connections.create({ organization_id, type, settings: {} })
  return openSetup(entra.harness, await client.setupLinks.create({ organization_id, connection_id }))
}

async function check(setup: SetupBrowser, body: object): Promise<Record<string, ValueFinding>> {
  const answer = await setup.call('POST /v1/setup/check_values', { body })
  expect(answer.status).toBe(200)
  return Object.fromEntries(answer.body.findings.map((finding: ValueFinding) => [finding.param, finding]))
}

const withoutQuery = (address: string): string => address.replace(/\?.*$/, '')
const certificateOf = (xml: string): string =>
  `-----BEGIN CERTIFICATE-----\n${/<(?:\w+:)?X509Certificate>([^<]+)</.exec(xml)?.[1]}\n-----END CERTIFICATE-----`
const entityOf = (xml: string): string => /entityID="([^"]+)"/.exec(xml)?.[1] ?? ''

describe('the live check of SAML', () => {
  it('shows what an address leads to', async () => {
    const setup = await start()
    const { '/settings/metadata_url': finding } = await check(setup, { settings: { metadata_url } })
    expect(finding).toMatchObject({ result: 'found', code: 'metadata_read' })
    expect(finding?.facts).toEqual([
      entityOf(document),
      new URL(metadata_url).host,
      expect.stringMatching(/, until \d+ \w+ \d{4}$/),
    ])
    expect((await setup.call('GET /v1/setup')).body.tenant).toEqual([new URL(metadata_url).host])
  })

  const cases: readonly (readonly [string, 'entra_saml' | 'saml', () => object, string, Partial<ValueFinding>])[] = [
    [
      'warns of an address without its application',
      'entra_saml',
      () => ({ metadata_url: withoutQuery(metadata_url) }),
      '/settings/metadata_url',
      { result: 'warn', code: 'metadata_of_tenant' },
    ],
    [
      'reads a document',
      'entra_saml',
      () => ({ metadata_xml: document }),
      '/settings/metadata_xml',
      { result: 'found', code: 'metadata_read' },
    ],
    [
      'knows the entity ID of another kind of provider',
      'entra_saml',
      () => ({ metadata_xml: document.replace(/entityID="[^"]+"/, 'entityID="http://www.okta.com/exk1"') }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'other_kind', text: expect.stringContaining('http://www.okta.com/exk1') },
    ],
    [
      'refuses a web page',
      'saml',
      () => ({ metadata_xml: '<!DOCTYPE html><html><body>Sign in</body></html>' }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'metadata_no_xml' },
    ],
    [
      'refuses a document type',
      'saml',
      () => ({ metadata_xml: `<!DOCTYPE x [<!ENTITY e "e">]>${document.replace(/^[^<]*(?:<\?[^>]*\?>)?/, '')}` }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'metadata_no_xml' },
    ],
    [
      'refuses another kind of document',
      'saml',
      () => ({ metadata_xml: '<rss xmlns="urn:example"/>' }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'metadata_other_document' },
    ],
    [
      'refuses the metadata of an application',
      'saml',
      () => ({
        metadata_xml: '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp.example"/>',
      }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'metadata_of_application' },
    ],
    [
      'refuses metadata whose last day is over',
      'saml',
      () => ({ metadata_xml: document.replace(/entityID=/, 'validUntil="2020-01-01T00:00:00Z" entityID=') }),
      '/settings/metadata_xml',
      { result: 'wrong', code: 'metadata_ended' },
    ],
    [
      'reads certificates that stand alone',
      'saml',
      () => ({ certificates: [certificateOf(document)] }),
      '/settings/certificates',
      { result: 'found', facts: [expect.stringContaining(', until ')] },
    ],
    [
      'warns of a certificate with a short key, and shows it',
      'saml',
      () => ({ certificates: [keys.small.certificate] }),
      '/settings/certificates',
      {
        result: 'warn',
        code: 'certificate_short',
        title: expect.stringContaining('1024 bits'),
        facts: [expect.stringContaining(', until ')],
      },
    ],
    [
      'refuses what is no certificate',
      'saml',
      () => ({ certificates: ['MIIC'] }),
      '/settings/certificates',
      { result: 'wrong', code: 'certificate_unread' },
    ],
    [
      'refuses a certificate that cannot be read',
      'saml',
      () => ({ certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] }),
      '/settings/certificates',
      { result: 'wrong', code: 'certificate_unread' },
    ],
    [
      'says where single values lead',
      'saml',
      () => ({ sso_url: 'https://idp.example.com/saml/sso' }),
      '/settings/sso_url',
      { result: 'found', facts: ['idp.example.com'] },
    ],
    [
      'goes on where the address does not answer',
      'saml',
      () => ({ metadata_url: 'http://127.0.0.1:9/metadata' }),
      '/settings/metadata_url',
      { result: 'no_answer' },
    ],
  ]
  it.each(cases)('%s', async (_, type, settings, param, finding) => {
    const findings = await check(await start(type), { settings: settings() })
    expect(findings[param]).toMatchObject(finding)
  })

  it('speaks German', async () => {
    const findings = await check(await start(), { settings: { metadata_url }, language: 'de' })
    expect(findings['/settings/metadata_url']?.facts.at(-1)).toMatch(/, bis \d{2}\.\d{2}\.\d{4}$/)
  })
})
