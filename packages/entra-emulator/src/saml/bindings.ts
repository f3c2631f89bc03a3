/**
 * The bindings of incoming messages.
 *
 *   Redirect   ?SAMLRequest= or ?SAMLResponse=, base64 of the deflated XML; the signature is over the query
 *   POST       the same in a form, base64 of the XML; the signature is in the XML
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { EntraError } from '../errors/entra-error.ts'
import type { Parameters } from '../http/parameters.ts'
import { longestMessage } from './read-xml.ts'

export interface ReceivedMessage {
  readonly kind: 'request' | 'response'
  readonly binding: 'redirect' | 'post'
  readonly xml: string
  readonly relay_state: string | undefined
  /** The raw query of the Redirect binding, over which the signature is. */
  readonly query: string
}

function decoded(text: string, binding: ReceivedMessage['binding']): string {
  const compact = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw new EntraError(75005)
  const bytes = Buffer.from(compact, 'base64')
  if (binding === 'post') return bytes.toString('utf8')
  try {
    return inflateRawSync(bytes, { maxOutputLength: longestMessage }).toString('utf8')
  } catch {
    throw new EntraError(75005) // neither deflated nor short
  }
}

/**
 * @throws EntraError 750054, 75005
 */
export function readMessage(
  parameters: Parameters,
  binding: ReceivedMessage['binding'],
  query: string,
): ReceivedMessage {
  const asked = parameters.get('SAMLRequest')
  const text = asked ?? parameters.get('SAMLResponse')
  if (text === undefined) throw new EntraError(binding === 'redirect' ? 750054 : 75005)
  return {
    kind: asked === undefined ? 'response' : 'request',
    binding,
    xml: decoded(text, binding),
    relay_state: parameters.get('RelayState'),
    query,
  }
}

/** The query of an outgoing message of the Redirect binding, without a signature. */
export function redirectQuery(name: 'SAMLRequest' | 'SAMLResponse', xml: string, relayState?: string): string {
  const message = deflateRawSync(Buffer.from(xml)).toString('base64')
  const state = relayState === undefined ? '' : `&RelayState=${encodeURIComponent(relayState)}`
  return `${name}=${encodeURIComponent(message)}${state}`
}
