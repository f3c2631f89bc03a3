/**
 * What tokens say. One file a kind of token, one a kind of claim; everything here is a function of the directory, the
 * grant and the time, and none of it signs (sign-token.ts does) or stores.
 *
 *   id-token.ts      person, for the client               v2.0 always
 *   access-token.ts  person, for an API                   v1.0 or v2.0, the API's registration decides
 *   app-token.ts     program, for an API or Microsoft Graph
 *   graph-token.ts   person, for Microsoft Graph          v1.0, with a header that makes ordinary verification fail
 */
export type Claims = Readonly<Record<string, unknown>>

const first = ['aud', 'iss', 'iat', 'nbf', 'exp']

/** Entra's order: audience, issuer and times, then the alphabet. Members without a value are left out. */
export function inEntraOrder(claims: Claims): Claims {
  const others = Object.keys(claims)
    .filter((name) => !first.includes(name))
    .sort()
  return Object.fromEntries(
    [...first, ...others].filter((name) => claims[name] !== undefined).map((name) => [name, claims[name]]),
  )
}
