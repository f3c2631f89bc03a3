import { createSign, createVerify, randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'
import type { Emulator, SamlApplicationAddresses, SamlApplicationOptions, SigningPerson } from '../src/emulator.ts'
import { tid } from './contoso.ts'

/** The service provider of most tests. */
export const entityId = 'https://sp.example/saml'
export const acsUrl = 'https://sp.example/saml/acs'
export const sloUrl = 'https://sp.example/saml/slo'

/** Whether the one signature below the element with this ID is right by the certificate, and covers that element. */
export function isSigned(document: string, id: string, certificate: string): boolean {
  const signature = signatureIn(document, id)
  if (signature === undefined) return false
  const verifier = new SignedXml({ publicCert: pem(certificate), getCertFromKeyInfo: () => null })
  verifier.loadSignature(signature)
  const [reference, ...others] = verifier.getReferences()
  if (others.length > 0 || reference?.uri !== `#${id}`) return false
  try {
    return verifier.checkSignature(document)
  } catch {
    return false
  }
}

export function pem(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`
}

/** The markup of the signature that names this ID. */
export function signatureIn(document: string, id: string): string | undefined {
  const all = document.match(/<(\w+:)?Signature\b.*?<\/(\w+:)?Signature>/gs) ?? []
  return all.find((one) => one.includes(`URI="#${id}"`))
}

/** The values of an attribute or the texts of an element, by a pattern with one group. */
export function allOf(document: string, pattern: RegExp): string[] {
  return [...document.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))].map(
    (match) => match[1] ?? '',
  )
}

export function firstOf(document: string, pattern: RegExp): string {
  return allOf(document, pattern)[0] ?? ''
}

/** The signing certificates of the SAML role in a metadata document. */
export async function certificatesIn(metadataUrl: string): Promise<string[]> {
  const text = await (await fetch(metadataUrl)).text()
  return allOf(text.slice(text.indexOf('IDPSSODescriptor')), /X509Certificate>([^<]+)</)
}

export function addApplication(
  emulator: Emulator,
  more: Partial<SamlApplicationOptions> = {},
): SamlApplicationAddresses {
  return emulator.addSamlApplication({ tenant: tid, entity_id: entityId, acs_url: acsUrl, ...more })
}

export interface RequestParts {
  readonly id?: string
  readonly issuer?: string
  /** Attributes of AuthnRequest. Undefined takes one away. */
  readonly attributes?: Readonly<Record<string, string | undefined>>
  /** Markup after the issuer. */
  readonly inside?: string
}

/** An AuthnRequest as a service provider sends it. */
export function authnRequest(parts: RequestParts = {}): string {
  const attributes = {
    ID: parts.id ?? `_${randomUUID()}`,
    Version: '2.0',
    IssueInstant: new Date().toISOString(),
    AssertionConsumerServiceURL: acsUrl,
    ...parts.attributes,
  }
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}="${value}"`,
  )
  const issuer = `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${parts.issuer ?? entityId}</saml:Issuer>`
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ${written.join(' ')}>${issuer}${parts.inside ?? ''}</samlp:AuthnRequest>`
}

export function deflated(xml: string): string {
  return deflateRawSync(Buffer.from(xml)).toString('base64')
}

/** The URL of a request by the Redirect binding. */
export function redirectUrl(
  ssoUrl: string,
  xml: string,
  more: Readonly<Record<string, string>> = { RelayState: 'state-1' },
): URL {
  return new URL(`${ssoUrl}?${new URLSearchParams({ SAMLRequest: deflated(xml), ...more })}`)
}

/** Signs the query of a message. */
export function signedQuery(url: string, message: string, key: string, hash = 'sha256'): URL {
  const algorithm =
    hash === 'sha256'
      ? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
      : 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
  const query = `${message}&SigAlg=${encodeURIComponent(algorithm)}`
  const signature = createSign(hash).update(query).sign(key, 'base64')
  return new URL(`${url}?${query}&Signature=${encodeURIComponent(signature)}`)
}

/** The URL of a signed request by the Redirect binding. */
export function signedRedirectUrl(ssoUrl: string, xml: string, key: string, hash = 'sha256'): URL {
  return signedQuery(ssoUrl, `SAMLRequest=${encodeURIComponent(deflated(xml))}&RelayState=a%20b`, key, hash)
}

export const ada: SigningPerson = { userPrincipalName: 'ada@contoso.example', password: 'ada-password' }
export const ben: SigningPerson = { userPrincipalName: 'ben@contoso.example', password: 'ben-password' }

/** A response as it reaches the application. */
export interface Received {
  readonly url: string
  readonly xml: string
  readonly relay_state: string | null
}

/** Signs a person in with a new browser, and returns the response. */
export async function responseTo(
  emulator: Emulator,
  url: string | URL,
  person: SigningPerson = ada,
): Promise<Received> {
  const { url: target, form } = await emulator.signIn(url, person)
  return {
    url: target.href,
    xml: Buffer.from(form?.get('SAMLResponse') ?? '', 'base64').toString(),
    relay_state: form?.get('RelayState') ?? null,
  }
}

/** The attributes of an assertion: names and values, in their order. */
export function attributesIn(xml: string): Record<string, string[]> {
  return Object.fromEntries(
    [...xml.matchAll(/<(?:\w+:)?Attribute Name="([^"]+)"[^>]*>(.*?)<\/(?:\w+:)?Attribute>/gs)].map(
      ([, name = '', inner = '']) => [name, allOf(inner, /<(?:\w+:)?AttributeValue[^>]*>([^<]*)</)],
    ),
  )
}

/** A LogoutRequest as a service provider sends it. */
export function logoutRequest(parts: RequestParts & { readonly name_id?: string } = {}): string {
  const attributes = {
    ID: parts.id ?? `_${randomUUID()}`,
    Version: '2.0',
    IssueInstant: new Date().toISOString(),
    ...parts.attributes,
  }
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}="${value}"`,
  )
  const nameId = parts.name_id ?? '<saml:NameID>somebody</saml:NameID>'
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ${written.join(' ')}><saml:Issuer>${parts.issuer ?? entityId}</saml:Issuer>${nameId}${parts.inside ?? ''}</samlp:LogoutRequest>`
}

/** A LogoutResponse as a service provider sends it. */
export function logoutResponse(inResponseTo: string, issuer = entityId): string {
  return `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" InResponseTo="${inResponseTo}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`
}

/** The message in the query of a redirect. */
export function messageIn(url: URL): string {
  const text = url.searchParams.get('SAMLRequest') ?? url.searchParams.get('SAMLResponse') ?? ''
  return inflateRawSync(Buffer.from(text, 'base64')).toString()
}

/** Whether the query of a redirect is signed by the certificate. */
export function isQuerySigned(url: URL, certificate: string): boolean {
  const [signed = '', signature = ''] = url.search.slice(1).split('&Signature=')
  const hash = signed.endsWith(encodeURIComponent('rsa-sha256')) ? 'sha256' : 'sha1'
  const bytes = Buffer.from(decodeURIComponent(signature), 'base64')
  return createVerify(hash).update(signed).verify(pem(certificate), bytes)
}
