import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose'

/** A client assertion that was read, and not verified. */
export interface DecodedAssertion {
  readonly text: string
  readonly header: ProtectedHeaderParameters
  readonly claims: JWTPayload
}

export function decodeAssertion(text: string): DecodedAssertion | undefined {
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) }
  } catch {
    return undefined
  }
}

/** A clock of the client may be off by five minutes. */
const skewSeconds = 300

export function isInTime({ exp, nbf }: JWTPayload, seconds: number): boolean {
  if (exp === undefined || exp + skewSeconds <= seconds) return false
  return nbf === undefined || nbf - skewSeconds <= seconds
}
