/** Compact JWTs as they come: taken apart within bounds, nothing in them trusted. RFC 7519; RFC 8725. */
import { Failure } from './failure.ts'
import { type Claims, isClaims } from './oidc/claims.ts'

export interface JoseHeader {
  readonly alg: string
  readonly kid?: string
  readonly typ?: string
}

/** A token as it came: decoded, not trusted. */
export interface UnverifiedJwt {
  readonly header: JoseHeader
  readonly claims: Claims
  /** What the signature is over: the first two parts with their dot. */
  readonly signing_input: string
  readonly signature: string
}

/** Larger tokens are refused before anything in them is decoded (RFC 8725, 3.4). Characters. */
export const maximumTokenLength = 64 * 1024
const maximumKidLength = 256
const base64url = /^[A-Za-z0-9_-]+$/

/**
 * Takes a compact JWS apart.
 * @param token from wherever it came
 * @param decode base64url to text, throwing on anything that is not UTF-8
 * @throws Failure token_malformed
 */
export function decodeJwt(token: string, decode: (part: string) => string): UnverifiedJwt {
  if (token.length > maximumTokenLength) {
    throw new Failure('token_malformed', {
      expected: `at most ${maximumTokenLength} characters`,
      received: `${token.length}`,
    })
  }
  const parts = token.split('.')
  const [header, payload, signature] = parts
  if (parts.length !== 3 || !parts.every((part) => base64url.test(part)) || !header || !payload || !signature) {
    throw new Failure('token_malformed', { expected: 'three parts in base64url', received: `${parts.length} parts` })
  }
  return {
    header: parseHeader(parseObject(header, decode, 'header')),
    claims: parseObject(payload, decode, 'payload'),
    signing_input: `${header}.${payload}`,
    signature,
  }
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
  const { alg, kid, typ } = header
  if (typeof alg !== 'string') throw new Failure('token_malformed', { expected: 'alg', received: 'none' })
  // An extension we do not know must not be passed over (RFC 7515, 4.1.11); b64=false comes with crit.
  if ('crit' in header || 'b64' in header) throw new Failure('token_malformed', { expected: 'no crit header' })
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > maximumKidLength)) {
    throw new Failure('token_key_unknown', { expected: `a kid of at most ${maximumKidLength} characters` })
  }
  return { alg, ...(kid === undefined ? {} : { kid }), ...(typeof typ === 'string' ? { typ } : {}) }
}
