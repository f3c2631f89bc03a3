import { X509Certificate } from 'node:crypto'
import type { Persona } from '../directory/persona-application.ts'
import { bindings, nameIdFormat, namespaces } from '../saml/names.ts'
import { attribute, xml } from '../saml/xml.ts'

export interface PersonaMetadata {
  readonly persona: Persona
  readonly entity_id: string
  readonly sso_url: string
  /** base64 of the DER */
  readonly certificate: string
}

const formatsOf: Readonly<Record<Persona, readonly string[]>> = {
  okta: [nameIdFormat.unspecified, nameIdFormat.emailAddress],
  google: [nameIdFormat.emailAddress],
}

/** The metadata of Okta or Google: not signed, without sign-out. Google's ends with its certificate. */
export function personaMetadata({ persona, entity_id, sso_url, certificate }: PersonaMetadata): string {
  const { validToDate } = new X509Certificate(Buffer.from(certificate, 'base64'))
  const validUntil = persona === 'google' ? validToDate.toISOString() : undefined
  const order = persona === 'okta' ? [bindings.post, bindings.redirect] : [bindings.redirect, bindings.post]
  const document = xml`<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${entity_id}"${attribute('validUntil', validUntil)} xmlns:md="${namespaces.metadata}"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${namespaces.protocol}"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${namespaces.signature}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>${formatsOf[
    persona
  ].map((format) => xml`<md:NameIDFormat>${format}</md:NameIDFormat>`)}${order.map(
    (binding) => xml`<md:SingleSignOnService Binding="${binding}" Location="${sso_url}"/>`,
  )}</md:IDPSSODescriptor></md:EntityDescriptor>`
  return document.markup
}
