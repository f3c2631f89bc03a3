/** The access token of a request (RFC 6750, 2.1). It is never read from an address. */
import { Failure } from '../failure.ts'

const scheme = /^bearer +(\S+)$/i

/**
 * @param authorization the header of the request
 * @returns the token, not verified
 * @throws Failure access_token_missing, access_token_malformed
 */
export function bearerToken(authorization: string | null | undefined): string {
  if (authorization === undefined || authorization === null) throw new Failure('access_token_missing')
  const token = scheme.exec(authorization.trim())?.[1]
  if (token !== undefined) return token
  throw new Failure('access_token_malformed', { expected: '`Authorization: Bearer …`, with one token' })
}
