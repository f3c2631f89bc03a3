/**
 * The endpoints of an OpenID provider to which people, codes, credentials and tokens are sent, and where its keys stand.
 * A document that suddenly names others may be an attack (RFC 9700, 4.4).
 */

/** An optional endpoint that the provider does not have is left out. */
export interface Endpoints {
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly jwks_uri: string
  readonly userinfo_endpoint?: string
}

const names = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const

export function endpointsOf({
  authorization_endpoint,
  token_endpoint,
  jwks_uri,
  userinfo_endpoint,
}: Endpoints): Endpoints {
  const needed = { authorization_endpoint, token_endpoint, jwks_uri }
  return userinfo_endpoint === undefined ? needed : { ...needed, userinfo_endpoint }
}

/** Whether each endpoint has the same scheme, host and path. The query may differ. */
export function areSameEndpoints(known: Endpoints, published: Endpoints): boolean {
  return names.every((name) => isSameAddress(known[name], published[name]))
}

function isSameAddress(known: string | undefined, published: string | undefined): boolean {
  if (known === published) return true
  if (known === undefined || published === undefined) return false
  const [a, b] = [new URL(known), new URL(published)]
  return a.origin === b.origin && a.pathname === b.pathname
}

/** The endpoints that differ, as texts for people: what was known, and what is published now. */
export function describeChange(
  known: Endpoints,
  published: Endpoints,
): { readonly expected: string; readonly received: string } {
  const changed = names.filter((name) => !isSameAddress(known[name], published[name]))
  const textOf = (endpoints: Endpoints): string =>
    changed.map((name) => `${name} ${endpoints[name] ?? 'none'}`).join(', ')
  return { expected: textOf(known), received: textOf(published) }
}
