/**
 * The redirect binding: a message in an address, signed over the octets of the query as they stand there
 * (saml-bindings 3.4.4.1).
 */
import { type KeyObject, sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { Failure } from '@gatehouse-sso/core/failure'
import { inflate } from './decode.ts'
import { checkSigned, signatureAlgorithm, type TrustedKeys } from './signature.ts'

export type MessageParameter = 'SAMLRequest' | 'SAMLResponse'

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

export interface RedirectMessage {
  readonly parameter: MessageParameter
  readonly xml: string
  readonly relay_state: string | null
  /** An RSA key that signs it; `null` for none. */
  readonly key: KeyObject | null
}

/**
 * Adds a message to an address.
 * @param address may have a query, which stays as it is
 * @param others further parameters, which no signature covers
 */
export function redirectAddress(
  address: string,
  { parameter, xml, relay_state, key }: RedirectMessage,
  others: Readonly<Record<string, string>> = {},
): string {
  const deflated = deflateRawSync(xml).toString('base64')
  const parts = [`${parameter}=${encodeURIComponent(deflated)}`]
  if (relay_state !== null) parts.push(`RelayState=${encodeURIComponent(relay_state)}`)
  if (key) {
    parts.push(`SigAlg=${encodeURIComponent(rsaSha256)}`)
    const signature = sign('sha256', Buffer.from(parts.join('&')), key).toString('base64')
    parts.push(`Signature=${encodeURIComponent(signature)}`)
  }
  for (const [name, value] of Object.entries(others)) parts.push(`${name}=${encodeURIComponent(value)}`)
  return `${address}${address.includes('?') ? '&' : '?'}${parts.join('&')}`
}

/**
 * Verifies a message that came in a query.
 * @param query as it came, without the `?`
 * @returns the message and its `RelayState`
 * @throws Failure saml_unsigned, saml_signature_*, saml_sha1_refused, saml_structure_invalid, saml_encoding_invalid
 */
export function verifyRedirect(
  query: string,
  parameter: MessageParameter,
  keys: TrustedKeys,
): { readonly xml: Buffer; readonly relay_state: string | null } {
  const raw = rawParameters(query)
  const message = raw.get(parameter)
  if (message === undefined) throw new Failure('saml_message_missing')
  const relay_state = raw.get('RelayState')
  const [algorithm_uri, signature] = [raw.get('SigAlg'), raw.get('Signature')]
  if (algorithm_uri === undefined || signature === undefined) throw new Failure('saml_unsigned')
  const algorithm = signatureAlgorithm(decoded(algorithm_uri), keys)
  const octets = [
    `${parameter}=${message}`,
    ...(relay_state === undefined ? [] : [`RelayState=${relay_state}`]),
    `SigAlg=${algorithm_uri}`,
  ].join('&')
  checkSigned(algorithm, Buffer.from(octets), base64(decoded(signature)), keys)
  return { xml: inflate(decoded(message)), relay_state: relay_state === undefined ? null : decoded(relay_state) }
}

/**
 * Reads a message in a query that has no signature.
 * @throws Failure saml_signature_refused for one that has half of a signature, saml_structure_invalid, saml_encoding_invalid
 */
export function unsignedRedirect(query: string, parameter: MessageParameter): Buffer {
  const raw = rawParameters(query)
  const message = raw.get(parameter)
  if (message === undefined) throw new Failure('saml_message_missing')
  if (raw.has('SigAlg') || raw.has('Signature')) {
    throw new Failure('saml_signature_refused', { received: 'half of a signature' })
  }
  return inflate(decoded(message))
}

const known: ReadonlySet<string> = new Set(['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'])

/** The values as they stand in the address. A parameter that comes twice, or in disguise, is refused. */
function rawParameters(query: string): ReadonlyMap<string, string> {
  const raw = new Map<string, string>()
  for (const part of query.split('&')) {
    const [written = '', value = ''] = part.split(/=(.*)/s, 2)
    const name = decoded(written)
    if (!known.has(name)) continue
    if (name !== written || raw.has(name)) {
      throw new Failure('saml_structure_invalid', { received: `the parameter ${name} twice or encoded` })
    }
    raw.set(name, value)
  }
  if (raw.has('SAMLRequest') && raw.has('SAMLResponse')) {
    throw new Failure('saml_structure_invalid', { received: 'SAMLRequest and SAMLResponse' })
  }
  return raw
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch (cause) {
    throw new Failure('saml_encoding_invalid', { received: 'a broken percent-encoding', cause })
  }
}

function base64(text: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Failure('saml_signature_refused', { received: 'Signature' })
  return Buffer.from(text, 'base64')
}
