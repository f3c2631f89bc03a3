/** The metadata of an identity provider: saml-metadata 2.4.3. Its addresses and certificates, and nothing else. */
import { hash, X509Certificate } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import { attributeOf, childrenOf, instantOf, is, textOf } from './elements.ts'
import { guardXml } from './guards.ts'
import { xmlLibrary } from './library.ts'
import { metadataLimits } from './limits.ts'
import { bindings, metadataNamespace } from './names.ts'
import { withDocument, type XmlElement } from './tree.ts'

export interface IdentityProviderMetadata {
  readonly entity_id: string
  readonly sso_url: string
  readonly sso_binding: 'redirect' | 'post'
  /** The address for single logout by redirect; `null` if there is none. */
  readonly slo_url: string | null
  /** Where answers to its logout requests go, if not to the same address. */
  readonly slo_response_url: string | null
  /** PEM. All that may sign now or soon. */
  readonly certificates: readonly string[]
  readonly want_authn_requests_signed: boolean
}

const maximumCertificates = 20

const unusable = (received: string): Failure => new Failure('saml_metadata_invalid', { received })

/**
 * @param bytes XML as it was fetched, uploaded or pasted
 * @param now milliseconds since 1970
 * @throws Failure saml_metadata_invalid, saml_message_too_large, saml_encoding_invalid, saml_xml_*
 */
export async function readIdentityProviderMetadata(bytes: Buffer, now: number): Promise<IdentityProviderMetadata> {
  const guarded = guardXml(trimmed(bytes), metadataLimits)
  const xml = await xmlLibrary()
  return withDocument(xml, guarded, ({ root }) => readEntity(entityOf(root, now), now))
}

/** A paste brings blanks and line breaks around it. */
function trimmed(bytes: Buffer): Buffer {
  const start = bytes.indexOf('<')
  const blank = start > 0 && /^[\uFEFF\s]*$/.test(bytes.subarray(0, Math.min(start, 1_000)).toString())
  return blank ? bytes.subarray(start) : bytes
}

const isMetadata = (element: XmlElement, name: string): boolean =>
  element.namespace === metadataNamespace && element.name === name

const ofMetadata = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => isMetadata(child, name))

function entityOf(root: XmlElement, now: number): XmlElement {
  if (isMetadata(root, 'EntityDescriptor')) return root
  if (!isMetadata(root, 'EntitiesDescriptor')) throw unusable('no EntityDescriptor: this is another kind of document')
  checkValidUntil(root, now)
  const identityProviders = ofMetadata(root, 'EntityDescriptor').filter(
    (entity) => ofMetadata(entity, 'IDPSSODescriptor').length > 0,
  )
  const [only, ...others] = identityProviders
  if (!only || others.length > 0) throw unusable(`${identityProviders.length} identity providers: one is needed`)
  return only
}

function checkValidUntil(element: XmlElement, now: number): void {
  const until = instantOf(element, 'validUntil')
  if (until !== undefined && until <= now) throw unusable(`validUntil ${new Date(until).toISOString()}: it has expired`)
}

function readEntity(entity: XmlElement, now: number): IdentityProviderMetadata {
  checkValidUntil(entity, now)
  const entity_id = attributeOf(entity, 'entityID')?.trim() ?? ''
  if (entity_id === '' || entity_id.length > 1_024) throw unusable('no entityID')
  const descriptors = ofMetadata(entity, 'IDPSSODescriptor')
  const [descriptor] = descriptors
  if (!descriptor) throw unusable('no IDPSSODescriptor: this is the metadata of an application')
  checkValidUntil(descriptor, now)
  const sso = endpointsOf(descriptor, 'SingleSignOnService')
  const [endpoint] = [...sso.filter(({ binding }) => binding === 'redirect'), ...sso]
  if (!endpoint) throw unusable('no SingleSignOnService by redirect or POST')
  const slo = endpointsOf(descriptor, 'SingleLogoutService').find(({ binding }) => binding === 'redirect')
  return {
    entity_id,
    sso_url: endpoint.location,
    sso_binding: endpoint.binding,
    slo_url: slo?.location ?? null,
    slo_response_url: slo?.response_location ?? null,
    certificates: certificatesOf(descriptor),
    want_authn_requests_signed: /^(?:true|1)$/.test(attributeOf(descriptor, 'WantAuthnRequestsSigned') ?? ''),
  }
}

interface Endpoint {
  readonly binding: 'redirect' | 'post'
  readonly location: string
  readonly response_location: string | null
}

function endpointsOf(descriptor: XmlElement, name: string): readonly Endpoint[] {
  return ofMetadata(descriptor, name).flatMap((service) => {
    const uri = attributeOf(service, 'Binding')
    const binding = uri === bindings.redirect ? 'redirect' : uri === bindings.post ? 'post' : null
    if (binding === null) return []
    const response = attributeOf(service, 'ResponseLocation')
    return [
      {
        binding,
        location: addressOf(attributeOf(service, 'Location'), name),
        response_location: response === undefined ? null : addressOf(response, name),
      },
    ]
  })
}

function addressOf(written: string | undefined, name: string): string {
  const address = written?.trim() ?? ''
  if (!URL.canParse(address)) throw unusable(`${name} without an address`)
  const { protocol, hostname } = new URL(address)
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) {
    throw unusable(`${name} at ${protocol}// : https is needed`)
  }
  return address
}

/** Those for signing, and those for everything. */
function certificatesOf(descriptor: XmlElement): readonly string[] {
  const found = new Map<string, string>()
  for (const key of ofMetadata(descriptor, 'KeyDescriptor')) {
    if ((attributeOf(key, 'use') ?? 'signing') !== 'signing') continue
    for (const certificate of certificateElements(key)) {
      const pem = pemOf(textOf(certificate))
      found.set(hash('sha256', pem), pem)
    }
  }
  if (found.size === 0) throw unusable('no certificate for signing')
  if (found.size > maximumCertificates) throw unusable(`more than ${maximumCertificates} certificates`)
  return [...found.values()]
}

function certificateElements(key: XmlElement): readonly XmlElement[] {
  return childrenOf(key, 'ds:KeyInfo').flatMap((info) =>
    childrenOf(info, 'ds:X509Data').flatMap((data) => data.children.filter((child) => is(child, 'ds:X509Certificate'))),
  )
}

/**
 * A certificate in one form: PEM with lines of 64.
 * @param entered base64 of the DER, or PEM
 * @throws Failure saml_metadata_invalid
 */
export function pemOf(entered: string): string {
  const body = entered.replace(/-----(?:BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '')
  try {
    return new X509Certificate(Buffer.from(body, 'base64')).toString()
  } catch (cause) {
    throw new Failure('saml_metadata_invalid', { received: 'a certificate that cannot be read', cause })
  }
}
