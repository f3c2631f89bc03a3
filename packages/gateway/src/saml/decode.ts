/** From a form or an address to the bytes of a message: strict base64, strict UTF-8, and an end to inflating. */
import { inflateRawSync } from 'node:zlib'
import { Failure } from '@gatehouse-sso/core/failure'
import { messageLimits } from './limits.ts'

/** RFC 4648, 4, without line breaks. */
export const strictBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
/** MIME wraps lines (RFC 2045, 6.8). */
const lineBreaks = /[\r\n]/g

/**
 * @param encoded base64, perhaps in lines
 * @throws Failure saml_encoding_invalid, saml_message_too_large
 */
export function decodeBase64(encoded: string): Buffer {
  if (encoded.length > (messageLimits.bytes * 3) / 2) throw tooLarge()
  const joined = encoded.replace(lineBreaks, '')
  if (joined === '' || !strictBase64.test(joined))
    throw new Failure('saml_encoding_invalid', { received: 'no strict base64' })
  const bytes = Buffer.from(joined, 'base64')
  // The unused bits of the last character must be zero, or two texts mean the same bytes.
  if (bytes.toString('base64') !== joined) throw new Failure('saml_encoding_invalid', { received: 'no strict base64' })
  if (bytes.length > messageLimits.bytes) throw tooLarge()
  return bytes
}

/**
 * The redirect binding: DEFLATE, then base64 (saml-bindings 3.4.4.1).
 * @throws Failure saml_encoding_invalid, saml_message_too_large
 */
export function inflate(encoded: string): Buffer {
  const bytes = decodeBase64(encoded)
  try {
    return inflateRawSync(bytes, { maxOutputLength: messageLimits.bytes })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge()
    throw new Failure('saml_encoding_invalid', { received: 'no DEFLATE stream', cause })
  }
}

const tooLarge = (): Failure => new Failure('saml_message_too_large', { expected: `${messageLimits.bytes} bytes` })
