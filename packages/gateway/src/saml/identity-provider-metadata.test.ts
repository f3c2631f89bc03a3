import { describe, expect, it } from 'vitest'
import { keys } from '../../test/saml/keys.ts'
import { readIdentityProviderMetadata } from './identity-provider-metadata.ts'

const now = Date.UTC(2026, 10, 27)
const bodyOf = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '')
const md = 'xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP'

const keyDescriptor = (pem: string, use = ' use="signing"'): string =>
  `<KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${bodyOf(pem)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`
const sso = (location = 'https://idp.example/sso', kind = 'Redirect'): string =>
  `<SingleSignOnService Binding="${binding}-${kind}" Location="${location}"/>`
const slo = `<SingleLogoutService Binding="${binding}-Redirect" Location="https://idp.example/slo" ResponseLocation="https://idp.example/slo/answer"/>`

interface Parts {
  readonly entity?: string
  readonly entity_id?: string
  readonly descriptor?: string
  readonly keys?: string
  readonly services?: string
}
const descriptorOf = ({
  descriptor = '',
  keys: written = keyDescriptor(keys.idp.certificate),
  services = sso(),
}: Parts) =>
  `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${descriptor}>${written}${services}</IDPSSODescriptor>`
const entityOf = (parts: Parts = {}, namespaces = md): string =>
  `<EntityDescriptor ${namespaces} entityID="${parts.entity_id ?? 'https://idp.example'}"${parts.entity ?? ''}>${descriptorOf(parts)}</EntityDescriptor>`
const read = (xml: string) => readIdentityProviderMetadata(Buffer.from(xml), now)

describe('the metadata of an identity provider', () => {
  it('has its entity ID, its addresses and its certificates', async () =>
    expect(await read(entityOf({ services: sso() + slo }))).toEqual({
      entity_id: 'https://idp.example',
      sso_url: 'https://idp.example/sso',
      sso_binding: 'redirect',
      slo_url: 'https://idp.example/slo',
      slo_response_url: 'https://idp.example/slo/answer',
      certificates: [keys.idp.certificate],
      want_authn_requests_signed: false,
    }))

  it.each([
    ['a byte order mark', `\uFEFF${entityOf()}`],
    ['an XML declaration', `<?xml version="1.0" encoding="utf-8"?>\n${entityOf()}`],
    ['blanks around it, as from a paste', `\n  ${entityOf()}\n`],
    ['a comment', entityOf({ keys: `<!-- rolled over -->${keyDescriptor(keys.idp.certificate)}` })],
    ['a key for everything', entityOf({ keys: keyDescriptor(keys.idp.certificate, '') })],
    ['one identity provider in a list', `<EntitiesDescriptor ${md}>${entityOf({}, '')}</EntitiesDescriptor>`],
  ])('may have %s', async (_, xml) => expect((await read(xml)).certificates).toHaveLength(1))

  it('names POST where there is no redirect, and wants signed requests', async () => {
    const parts = { services: sso('https://idp.example/sso', 'POST'), descriptor: ' WantAuthnRequestsSigned="true"' }
    expect(await read(entityOf(parts))).toMatchObject({ sso_binding: 'post', want_authn_requests_signed: true })
  })

  it('has every signing certificate once, and none for encryption', async () => {
    const { idp, attacker, p256 } = keys
    const written = [
      keyDescriptor(idp.certificate),
      keyDescriptor(idp.certificate),
      keyDescriptor(attacker.certificate),
    ]
    const others = keyDescriptor(p256.certificate, ' use="encryption"')
    const { certificates } = await read(entityOf({ keys: written.join('') + others }))
    expect(certificates).toEqual([idp.certificate, attacker.certificate])
  })

  const entities = Array.from({ length: 2_000 }, (_, index) =>
    entityOf({ entity_id: `https://idp${index}.example` }, ''),
  )
  it.each([
    ['is another document', '<html/>', 'no EntityDescriptor'],
    ['has a document type', `<!DOCTYPE EntityDescriptor>${entityOf()}`, 'a document type'],
    ['has an entity', entityOf({ entity_id: '&x;' }), 'an entity'],
    ['has 30 MB', `${entityOf()}${' '.repeat(30 * 1024 * 1024)}`, String(30 * 1024 * 1024 + entityOf().length)],
    ['has 2,000 identity providers', `<EntitiesDescriptor ${md}>${entities.join('')}</EntitiesDescriptor>`, /\d+/],
    [
      'has two identity providers',
      `<EntitiesDescriptor ${md}>${entities.slice(0, 2).join('')}</EntitiesDescriptor>`,
      '2 identity providers',
    ],
    [
      'has no signing key',
      entityOf({ keys: keyDescriptor(keys.idp.certificate, ' use="encryption"') }),
      'no certificate',
    ],
    ['has a certificate that is none', entityOf({ keys: keyDescriptor('AAAA') }), 'a certificate that cannot be read'],
    ['has expired', entityOf({ entity: ' validUntil="2026-11-26T00:00:00Z"' }), 'it has expired'],
    ['has addresses without https', entityOf({ services: sso('http://idp.example/sso') }), 'https is needed'],
    ['has no address', entityOf({ services: '' }), 'no SingleSignOnService'],
    ['has no entity ID', entityOf({ entity_id: ' ' }), 'no entityID'],
    [
      'is that of an application',
      `<EntityDescriptor ${md} entityID="a"><SPSSODescriptor/></EntityDescriptor>`,
      'no IDPSSODescriptor',
    ],
  ] as const)('that %s is refused', async (_, xml, received) => {
    const evidence = expect.objectContaining({
      received: typeof received === 'string' ? expect.stringContaining(received) : expect.stringMatching(received),
    })
    await expect(read(xml)).rejects.toMatchObject({ evidence })
  })
})
