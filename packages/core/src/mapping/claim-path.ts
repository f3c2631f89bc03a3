/**
 * A claim path is the exact name of a claim, or a path of names joined by dots. The exact name may itself have dots,
 * slashes and colons, as in `http://schemas.xmlsoap.org/…/emailaddress` and `extn.costCenter`. There is no expression
 * language, so a mapping cannot loop, cannot throw, and cannot reach anything but these claims.
 */
import { hasControlCharacters } from '../control-characters.ts'
import { type Claims, isClaims } from '../oidc/claims.ts'

export const maximumPathLength = 256
const maximumDepth = 8

/** Whether a text may be used as a claim path. */
export function isClaimPath(path: string): boolean {
  return path.length > 0 && path.length <= maximumPathLength && !path.includes(' ') && !hasControlCharacters(path)
}

/** The value at a path, or `undefined`. Inherited properties such as `constructor` are never read. */
export function readClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  const names = path.split('.')
  if (names.length < 2 || names.length > maximumDepth) return undefined
  let value: unknown = claims
  for (const name of names) {
    if (!isClaims(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}
