/**
 * Base64url without padding (RFC 7515, 2), on every runtime. Short-lived bytes stand in buffers that are used again: new
 * ones would cost a tenth of a signature.
 */
import { maximumTokenLength } from '@gatehouse-sso/core/jwt'

type Bytes = Uint8Array<ArrayBuffer>

interface FromBase64 {
  setFromBase64?(text: string, options: { alphabet: 'base64url' }): { read: number; written: number }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

/**
 * @param buffer with room for a whole token
 * @returns a function that decodes into the buffer. Its result holds until the next call
 */
export function base64urlDecoder(
  buffer: Bytes = new Uint8Array((maximumTokenLength * 3) / 4),
): (text: string) => Bytes {
  const { setFromBase64 } = buffer as FromBase64
  return (text) => {
    if (setFromBase64) {
      const { read, written } = setFromBase64.call(buffer, text, { alphabet: 'base64url' })
      if (read !== text.length) throw new SyntaxError('too long')
      return buffer.subarray(0, written)
    }
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    for (let index = 0; index < binary.length; index += 1) buffer[index] = binary.charCodeAt(index)
    return buffer.subarray(0, binary.length)
  }
}

const decode = base64urlDecoder()

/** @throws SyntaxError, DOMException for a text of another form, TypeError for bytes that are not UTF-8 */
export function textOf(text: string): string {
  return utf8.decode(decode(text))
}

/** The base64url of some bytes, at most a few thousand. */
export function base64urlOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @returns a function that encodes ASCII into a buffer of its own. Its result holds until the next call */
export function asciiEncoder(): (text: string) => Bytes {
  const buffer = new Uint8Array(maximumTokenLength)
  return (text) => buffer.subarray(0, encoder.encodeInto(text, buffer).written)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Whether this is the only spelling of its bytes: the unused bits of the last character are zero. */
export function isCanonical(text: string): boolean {
  const rest = text.length % 4
  if (rest === 0) return true
  const last = alphabet.indexOf(text.at(-1) ?? '')
  return rest !== 1 && last >= 0 && (last & (rest === 2 ? 0b1111 : 0b11)) === 0
}
