import { sign } from 'node:crypto'
import type { SamlSettings } from '../directory/saml.ts'
import { signingCertificate } from '../directory/saml-certificate.ts'
import type { Emulation } from '../emulation.ts'
import type { UsedApplication } from '../sessions/sessions.ts'
import { keyOfCertificate } from './application-certificates.ts'
import { redirectQuery } from './bindings.ts'
import { namespaces, signatureAlgorithm } from './names.ts'
import { entraStyle, responseMarkup, successStatus } from './response.ts'
import { attribute, xml } from './xml.ts'

export interface LogoutMessage {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  readonly id: string
  /** The "Logout Url" of the application. */
  readonly to: string
  readonly markup: string
  readonly relay_state: string | undefined
}

interface Head {
  readonly id: string
  readonly issued: string
  readonly issuer: string
  readonly to: string
}

/** The request that Entra sends to an application that took part in the session. */
export function logoutRequest(
  { id, issued, issuer, to }: Head,
  used: NonNullable<UsedApplication['saml']>,
): LogoutMessage {
  const head = [
    attribute('ID', id),
    attribute('Version', '2.0'),
    attribute('IssueInstant', issued),
    attribute('Destination', to),
  ]
  const markup = xml`<samlp:LogoutRequest xmlns:samlp="${namespaces.protocol}"${head}><Issuer xmlns="${namespaces.assertion}">${issuer}</Issuer><NameID xmlns="${namespaces.assertion}" Format="${used.name_id_format}">${used.name_id}</NameID><samlp:SessionIndex>${used.session_index}</samlp:SessionIndex></samlp:LogoutRequest>`
  return { name: 'SAMLRequest', id, to, markup: markup.markup, relay_state: undefined }
}

/** The response to the application that began the sign-out. */
export function logoutResponse(
  { id, issued, issuer, to }: Head,
  inResponseTo: string,
  relayState: string | undefined,
): LogoutMessage {
  const content = { id, issued, issuer, destination: to, in_response_to: inResponseTo }
  const { markup } = responseMarkup(content, successStatus, [], entraStyle, 'LogoutResponse')
  return { name: 'SAMLResponse', id, to, markup, relay_state: relayState }
}

/** The URL of a message by the Redirect binding, signed with the certificate of the application if it has one. */
export async function logoutUrl(emulation: Emulation, message: LogoutMessage, saml: SamlSettings): Promise<string> {
  const query = redirectQuery(message.name, message.markup, message.relay_state)
  const address = `${message.to}${message.to.includes('?') ? '&' : '?'}`
  const certificate = signingCertificate(saml.signingCertificates, emulation.clock.now())
  if (!certificate) return address + query
  const { private_pem } = await keyOfCertificate(emulation, certificate)
  const { signingAlgorithm: hash } = saml
  const signed = `${query}&SigAlg=${encodeURIComponent(signatureAlgorithm[hash])}`
  const signature = sign(hash, Buffer.from(signed), private_pem).toString('base64')
  return `${address}${signed}&Signature=${encodeURIComponent(signature)}`
}
