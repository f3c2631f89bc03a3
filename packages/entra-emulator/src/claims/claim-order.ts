/**
 * The claims of tokens. Each kind of token and each kind of claim has its own file. Claims are a function of the
 * directory, the grant and the time. Only sign-token.ts signs, and nothing here stores.
 *
 *   id-token.ts      person, for the client               v2.0 always
 *   access-token.ts  person, for an API                   v1.0 or v2.0, by the API's registration
 *   app-token.ts     program, for an API or Microsoft Graph
 *   graph-token.ts   person, for Microsoft Graph          v1.0, with a header that makes ordinary verification fail
 */
export type Claims = Readonly<Record<string, unknown>>

const first = ['aud', 'iss', 'iat', 'nbf', 'exp']

/** Sorts claims in Entra's order: audience, issuer, times, then by name. Claims without a value are left out. */
export function inEntraOrder(claims: Claims): Claims {
  const others = Object.keys(claims)
    .filter((name) => !first.includes(name))
    .sort()
  return Object.fromEntries(
    [...first, ...others].filter((name) => claims[name] !== undefined).map((name) => [name, claims[name]]),
  )
}
