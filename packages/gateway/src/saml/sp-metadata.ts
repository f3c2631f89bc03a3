/** Our metadata for one connection: saml-metadata 2.4.4. */
import { bindings, metadataNamespace, protocolNamespace, signatureNamespace } from './names.ts'
import { element, type Markup } from './write.ts'

export interface ServiceProvider {
  readonly entity_id: string
  readonly acs: string
  readonly slo: string
  /** PEM, the active one first. They verify our signatures, and identity providers encrypt for them. */
  readonly certificates: readonly string[]
  readonly signs_requests: boolean
}

export function serviceProviderMetadata({
  entity_id,
  acs,
  slo,
  certificates,
  signs_requests,
}: ServiceProvider): string {
  const { xml } = element(
    'md:EntityDescriptor',
    { 'xmlns:md': metadataNamespace, 'xmlns:ds': signatureNamespace, entityID: entity_id },
    element(
      'md:SPSSODescriptor',
      {
        AuthnRequestsSigned: String(signs_requests),
        WantAssertionsSigned: 'true',
        protocolSupportEnumeration: protocolNamespace,
      },
      certificates.map((pem) => keyDescriptor('signing', pem)),
      certificates.slice(0, 1).map((pem) => keyDescriptor('encryption', pem)),
      element('md:SingleLogoutService', { Binding: bindings.redirect, Location: slo }),
      element('md:SingleLogoutService', { Binding: bindings.post, Location: slo }),
      element('md:AssertionConsumerService', {
        Binding: bindings.post,
        Location: acs,
        index: 0,
        isDefault: 'true',
      }),
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`
}

function keyDescriptor(use: 'signing' | 'encryption', pem: string): Markup {
  const body = pem.replace(/-----(?:BEGIN|END) CERTIFICATE-----|\s+/g, '')
  const certificate = element('ds:X509Certificate', {}, body)
  return element('md:KeyDescriptor', { use }, element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate)))
}
