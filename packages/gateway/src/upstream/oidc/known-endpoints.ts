/**
 * The endpoints in force. Those that a connection is known to have stay in force until an administrator confirms others
 * (domain/connections/endpoints.ts): a document that was changed leads nobody to a strange place, and sends no code, no
 * credential and no token there (RFC 9700, 4.4). Never are endpoints of two documents mixed.
 */
import { areSameEndpoints, endpointsOf } from '@gatehouse-sso/core/oidc/endpoints'
import type { PublishedEndpoints } from '../../domain/ports/identity-providers.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { OidcClient } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

type Known = Pick<ConnectionRecord, 'endpoints'>

/**
 * The discovery document with the endpoints in force. Endpoints that an administrator entered one by one are always in
 * force, and so are those of a document that is seen for the first time.
 */
export function withKnownEndpoints(
  discovery: Discovery,
  { discovery_url }: Pick<OidcClient, 'discovery_url'>,
  { endpoints: known }: Known,
): Discovery {
  if (known === null || known.discovery_url !== discovery_url) return discovery
  if (areSameEndpoints(known.confirmed, discovery)) return discovery
  const { userinfo_endpoint: _, ...others } = discovery
  return { ...others, ...known.confirmed }
}

/** The published endpoints, if they are news for the connection; else `null`. Usually a comparison of four texts. */
export function newEndpoints(
  published: Discovery,
  { discovery_url }: Pick<OidcClient, 'discovery_url'>,
  { endpoints: known }: Known,
): PublishedEndpoints | null {
  if (discovery_url === null) return null
  if (known?.discovery_url === discovery_url) {
    // A document from before the confirmation, which this process still had, is no news.
    const isKnown = known.held !== null || published.fetched_at <= known.confirmed_at
    if (isKnown || areSameEndpoints(known.confirmed, published)) return null
  }
  return publishedEndpoints(published, discovery_url)
}

export function publishedEndpoints(published: Discovery, discovery_url: string): PublishedEndpoints {
  return { discovery_url, endpoints: endpointsOf(published), fetched_at: published.fetched_at }
}
