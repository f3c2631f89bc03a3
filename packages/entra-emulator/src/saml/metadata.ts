/**
 * The federation metadata of Entra. It is one document for WS-Federation and SAML: two role descriptors of WS-Federation
 * come first, with the same keys. It has neither formats of Name IDs nor an end of validity.
 */
import { bindings, namespaces } from './names.ts'
import { offeredClaims } from './offered-claims.ts'
import { signXml, type XmlSignature } from './sign-xml.ts'
import { type Xml, xml } from './xml.ts'

export interface MetadataContent {
  /** With an underscore at the front, because an ID must not begin with a digit. */
  readonly id: string
  readonly entity_id: string
  readonly sso_url: string
  readonly ws_federation_url: string
  /** base64 of the DER, the one that signs first. */
  readonly certificates: readonly string[]
}

const federation = 'http://docs.oasis-open.org/wsfed/federation/200706'

function keyDescriptors(certificates: readonly string[]): readonly Xml[] {
  return certificates.map(
    (certificate) =>
      xml`<KeyDescriptor use="signing"><KeyInfo xmlns="${namespaces.signature}"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  )
}

function endpoint(name: string, address: string): Xml {
  const [open, close] = [{ markup: `<fed:${name}>` }, { markup: `</fed:${name}>` }]
  return xml`${open}<wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${address}</wsa:Address></wsa:EndpointReference>${close}`
}

function roleDescriptor(type: string, certificates: readonly string[], content: readonly Xml[]): Xml {
  return xml`<RoleDescriptor xsi:type="fed:${type}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" protocolSupportEnumeration="${federation}" xmlns:fed="${federation}">${keyDescriptors(certificates)}${content}</RoleDescriptor>`
}

function claimType([uri, name, description]: readonly [string, string, string]): Xml {
  return xml`<auth:ClaimType Uri="${uri}" xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706"><auth:DisplayName>${name}</auth:DisplayName><auth:Description>${description}</auth:Description></auth:ClaimType>`
}

/** The signed document, with the byte order mark in front that Entra sends. */
export function federationMetadata(content: MetadataContent, signature: XmlSignature): string {
  const { certificates, entity_id, id, sso_url, ws_federation_url } = content
  const passive = endpoint('PassiveRequestorEndpoint', ws_federation_url)
  const document = xml`<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="${id}" entityID="${entity_id}" xmlns="${namespaces.metadata}">${roleDescriptor(
    'SecurityTokenServiceType',
    certificates,
    [
      xml`<fed:ClaimTypesOffered>${offeredClaims.map(claimType)}</fed:ClaimTypesOffered>`,
      endpoint('SecurityTokenServiceEndpoint', ws_federation_url),
      passive,
    ],
  )}${roleDescriptor('ApplicationServiceType', certificates, [
    endpoint('TargetScopes', entity_id),
    endpoint('ApplicationServiceEndpoint', ws_federation_url),
    passive,
  ])}<IDPSSODescriptor protocolSupportEnumeration="${namespaces.protocol}">${keyDescriptors(certificates)}<SingleLogoutService Binding="${bindings.redirect}" Location="${sso_url}"/><SingleSignOnService Binding="${bindings.redirect}" Location="${sso_url}"/><SingleSignOnService Binding="${bindings.post}" Location="${sso_url}"/></IDPSSODescriptor></EntityDescriptor>`
  return `\ufeff${signXml(document.markup, id, undefined, signature)}`
}
