/** A parsed JSON object of claims. Its values are not checked. */
export type Claims = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object of claims, not an array or a scalar. */
export function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same object without members that are `null`: providers send null for a value that is absent. */
export function withoutNulls(claims: Claims): Claims {
  let hasNull = false
  for (const name in claims) hasNull ||= claims[name] === null
  if (!hasNull) return claims
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
}

/** The claim if it is a string that is not empty, else `undefined`. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
