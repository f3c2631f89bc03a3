/**
 * Discovery documents and signing keys of identity providers, in bounded memory. `cache/renewing.ts` decides for how
 * long.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { renewingCache } from '../../cache/renewing.ts'
import type { VerificationKey } from '../../keys/verification.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { fetchJson, fetchKeys } from '../json-document.ts'

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
}

/** The parameters that `begin.ts` adds to the authorization endpoint. */
export const authorizationParameters = [
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'login_hint',
  'domain_hint',
  'max_age',
  'claims',
] as const

export interface MetadataCache {
  discovery(client: Pick<OidcClient, 'discovery_url' | 'discovery_issuer'>): Promise<Discovery>
  keys(discovery: Discovery): Promise<readonly VerificationKey[]>
  /** Fetches the keys again, unless that was just tried. */
  renewedKeys(discovery: Discovery): Promise<readonly VerificationKey[]>
}

export function metadataCache(outbound: Outbound, now: () => number): MetadataCache {
  const documents = renewingCache<Discovery>(now)
  const keySets = renewingCache<readonly VerificationKey[]>(now)

  return {
    discovery: ({ discovery_url, discovery_issuer }) =>
      documents.get(`${discovery_url} ${discovery_issuer}`, () =>
        fetchDiscovery(outbound, discovery_url, discovery_issuer),
      ),
    keys: ({ jwks_uri }) => keySets.get(jwks_uri, () => fetchKeys(outbound, jwks_uri)),
    renewedKeys: ({ jwks_uri }) => keySets.renewed(jwks_uri, () => fetchKeys(outbound, jwks_uri)),
  }
}

async function fetchDiscovery(outbound: Outbound, address: string, issuer: string): Promise<Discovery> {
  const document = await fetchJson(outbound, address, 'discovery_unusable')
  // OpenID Connect Discovery, 4.3: exactly the issuer that was asked, case and slash included.
  if (document.issuer !== issuer) {
    throw new Failure('discovery_issuer_mismatch', {
      expected: issuer,
      received: String(document.issuer).slice(0, 300),
    })
  }
  const endpoint = (name: string): string => {
    const value = textClaim(document, name)
    if (value === undefined) throw new Failure('discovery_unusable', { expected: name })
    // Endpoints may be on other hosts, but never on http or a private network (RFC 9700, 2.6).
    outbound.check(value)
    // The address goes into a header, so it has no line breaks, no fragment, and none of our parameters.
    const url = new URL(value)
    url.hash = ''
    for (const parameter of authorizationParameters) url.searchParams.delete(parameter)
    return url.href
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
  }
}
