/** Decodes compact JWTs within size limits and trusts nothing in them. RFC 7519; RFC 8725. */
import { Failure } from './failure.ts'
import { type Claims, isClaims } from './oidc/claims.ts'

export interface JoseHeader {
  readonly alg: string
  readonly kid?: string
  readonly typ?: string
  /** In tokens for Microsoft Graph. Their signature covers another header. */
  readonly nonce?: string
}

/** A received token, decoded but not trusted. */
export interface UnverifiedJwt {
  readonly header: JoseHeader
  readonly claims: Claims
  /** The signed text: the first two parts with the dot between them. */
  readonly signing_input: string
  readonly signature: string
}

/** Characters. Longer tokens are refused before anything in them is decoded (RFC 8725, 3.4). */
export const maximumTokenLength = 64 * 1024
const maximumKidLength = 256
/** Three parts in base64url. */
const compact = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/**
 * Decodes a compact JWS.
 * @param token from any source
 * @param decode base64url to text; throws on anything that is not UTF-8
 * @param headers that were read before, by their text. The tokens of one key have the same header
 * @throws Failure token_malformed, token_too_large
 */
export function decodeJwt(
  token: string,
  decode: (part: string) => string,
  headers?: Map<string, JoseHeader>,
): UnverifiedJwt {
  if (token.length > maximumTokenLength) {
    throw new Failure('token_too_large', {
      expected: `at most ${maximumTokenLength} characters`,
      received: `${token.length}`,
    })
  }
  if (!compact.test(token)) {
    const received = `${token.split('.').length} parts`
    throw new Failure('token_malformed', { expected: 'three parts in base64url', received })
  }
  const first = token.indexOf('.')
  const last = token.lastIndexOf('.')
  return {
    header: headerOf(token.slice(0, first), decode, headers),
    claims: parseObject(token.slice(first + 1, last), decode, 'payload'),
    signing_input: token.slice(0, last),
    signature: token.slice(last + 1),
  }
}

/** Headers that are kept. A stranger may fill them, and then they are dropped. */
const maximumHeaders = 100

function headerOf(part: string, decode: (part: string) => string, known?: Map<string, JoseHeader>): JoseHeader {
  const header = known?.get(part)
  if (header !== undefined) return header
  const read = parseHeader(parseObject(part, decode, 'header'))
  if (known !== undefined && part.length <= 512) {
    if (known.size >= maximumHeaders) known.clear()
    known.set(part, read)
  }
  return read
}

function parseObject(part: string, decode: (part: string) => string, what: string): Claims {
  let value: unknown
  try {
    value = JSON.parse(decode(part))
  } catch (cause) {
    throw new Failure('token_malformed', { expected: `a JSON object as ${what}`, cause })
  }
  if (!isClaims(value)) throw new Failure('token_malformed', { expected: `a JSON object as ${what}` })
  return value
}

function parseHeader(header: Claims): JoseHeader {
  const { alg, kid, typ, nonce } = header
  if (typeof alg !== 'string') throw new Failure('token_malformed', { expected: 'alg', received: 'none' })
  // We must refuse an extension that we do not know (RFC 7515, 4.1.11). `b64: false` needs `crit` (RFC 7797, 6).
  if ('crit' in header || 'b64' in header) throw new Failure('token_malformed', { expected: 'no crit header' })
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > maximumKidLength)) {
    throw new Failure('token_key_unknown', { expected: `a kid of at most ${maximumKidLength} characters` })
  }
  return {
    alg,
    ...(kid === undefined ? {} : { kid }),
    ...(typeof typ === 'string' ? { typ } : {}),
    ...(typeof nonce === 'string' ? { nonce } : {}),
  }
}
