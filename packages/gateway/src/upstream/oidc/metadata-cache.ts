/**
 * Discovery documents and signing keys of identity providers, in bounded memory. `cache/renewing.ts` decides for how
 * long.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { renewingCache } from '../../cache/renewing.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { fetchJson, fetchKeySet, type KeySet, keySetBytes } from '../json-document.ts'

/** The members of a discovery document that are used; all others are ignored. */
export interface Discovery {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly jwks_uri: string
  readonly userinfo_endpoint?: string
  readonly end_session_endpoint?: string
  readonly authorization_response_iss_parameter_supported?: boolean
  /** The whole document, for a provider's own members. */
  readonly document: Claims
  /** Milliseconds since 1970. */
  readonly fetched_at: number
}

export interface MetadataCache {
  discovery(client: Pick<OidcClient, 'discovery_url' | 'configuration' | 'discovery_issuers'>): Promise<Discovery>
  keys(discovery: Discovery): Promise<DatedKeySet>
  /** Fetches the keys again, unless that was just tried. */
  renewedKeys(discovery: Discovery, connection_id: string): Promise<DatedKeySet>
}

export interface DatedKeySet extends KeySet {
  /** Milliseconds since 1970. */
  readonly fetched_at: number
}

export function metadataCache(outbound: Outbound, now: () => number): MetadataCache {
  const documents = renewingCache<Discovery>(now, ({ document }) => JSON.stringify(document).length)
  const keySets = renewingCache<DatedKeySet>(now, ({ keys }) => keySetBytes(keys))
  const load = async (address: string): Promise<DatedKeySet> => ({
    ...(await fetchKeySet(outbound, address)),
    fetched_at: now(),
  })

  return {
    async discovery({ discovery_url, configuration = {}, discovery_issuers }) {
      if (discovery_url === null) return checkDocument(outbound, configuration, discovery_issuers, now())
      return documents.get(`${discovery_url} ${discovery_issuers.join(' ')}`, async () => {
        const document = await fetchJson(outbound, discovery_url, 'discovery_unusable')
        return checkDocument(outbound, document, discovery_issuers, now())
      })
    },
    keys: ({ jwks_uri }) => keySets.get(jwks_uri, () => load(jwks_uri)),
    renewedKeys: ({ jwks_uri }, connection_id) => keySets.renewed(jwks_uri, () => load(jwks_uri), connection_id),
  }
}

/** @throws Failure discovery_issuer_mismatch, discovery_unusable, address_refused */
export function checkDocument(
  outbound: Outbound,
  document: Claims,
  issuers: readonly string[],
  fetched_at: number,
): Discovery {
  // OpenID Connect Discovery, 4.3: exactly an issuer that was asked for, case and slash included.
  const issuer = issuers.find((candidate) => candidate === document.issuer)
  if (issuer === undefined) {
    throw new Failure('discovery_issuer_mismatch', {
      param: '/settings/issuer',
      expected: issuers.join(' or '),
      received: String(document.issuer).slice(0, 300),
    })
  }
  const endpoint = (name: string): string => {
    const value = textClaim(document, name)
    if (value === undefined) throw new Failure('discovery_unusable', { expected: name })
    // Endpoints may be on other hosts, but never on http or a private network (RFC 9700, 2.6).
    outbound.check(value)
    return asPublished(value)
  }
  const optional = (name: string): Record<string, string> =>
    textClaim(document, name) === undefined ? {} : { [name]: endpoint(name) }
  return {
    issuer,
    authorization_endpoint: endpoint('authorization_endpoint'),
    token_endpoint: endpoint('token_endpoint'),
    jwks_uri: endpoint('jwks_uri'),
    ...optional('userinfo_endpoint'),
    ...optional('end_session_endpoint'),
    authorization_response_iss_parameter_supported: document.authorization_response_iss_parameter_supported === true,
    document,
    fetched_at,
  }
}

/** An endpoint byte for byte, its query included. It goes into a header, so only ASCII stays as it is. */
function asPublished(endpoint: string): string {
  const address = /^[\x21-\x7e]+$/.test(endpoint) ? endpoint : new URL(endpoint).href
  return address.split('#', 1)[0] ?? address
}
