/**
 * Discovery documents and signing keys of identity providers, in bounded memory. They are fetched when first needed
 * and renewed behind the back of sign-ins from five minutes on. A sign-in that finds them older than ten minutes waits
 * for the renewal, so that a key which was withdrawn while nobody signed in is not accepted once more; while renewing
 * fails the old ones serve for a day. A token whose key is not there causes one fetch a minute and issuer, no more.
 */
import { Failure, isFailure } from '@gatehouse/core/failure'
import { type Claims, isClaims, textClaim } from '@gatehouse/core/oidc/claims'
import { LRUCache } from 'lru-cache'
import { readKeySet, type VerificationKey } from '../keys/verification.ts'
import type { Outbound } from '../outbound/fetch.ts'
import type { OidcClient } from '../providers/provider.ts'

const renewBehindAfterMs = 5 * 60_000
const renewAfterMs = 10 * 60_000
const serveForMs = 24 * 60 * 60_000
const tryEveryMs = 60_000
const maximumProviders = 2_000

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

interface Entry<V> {
  readonly value: V
  readonly fetched_at: number
  /** When it was last tried because of its age, with or without success. */
  tried_at: number
  /** When it was last tried because something was missing in it. */
  missed_at: number
}

export interface MetadataCache {
  discovery(client: Pick<OidcClient, 'discovery_url' | 'discovery_issuer'>): Promise<Discovery>
  keys(discovery: Discovery): Promise<readonly VerificationKey[]>
  /** The keys once more from the source, if that has not just been tried. */
  renewedKeys(discovery: Discovery): Promise<readonly VerificationKey[]>
}

export function metadataCache(outbound: Outbound, now: () => number): MetadataCache {
  const documents = cacheOf<Discovery>(now)
  const keySets = cacheOf<readonly VerificationKey[]>(now)

  return {
    discovery: ({ discovery_url, discovery_issuer }) =>
      documents.get(`${discovery_url} ${discovery_issuer}`, () =>
        fetchDiscovery(outbound, discovery_url, discovery_issuer),
      ),
    keys: ({ jwks_uri }) => keySets.get(jwks_uri, () => fetchKeys(outbound, jwks_uri)),
    renewedKeys: ({ jwks_uri }) => keySets.renewed(jwks_uri, () => fetchKeys(outbound, jwks_uri)),
  }
}

interface RenewingCache<V> {
  get(key: string, load: () => Promise<V>): Promise<V>
  /** For whoever misses something in what {@link get} gave: fetched again, unless somebody has just missed something. */
  renewed(key: string, load: () => Promise<V>): Promise<V>
}

function cacheOf<V extends object>(now: () => number): RenewingCache<V> {
  const entries = new LRUCache<string, Entry<V>>({ max: maximumProviders })
  const loading = new Map<string, Promise<V>>()

  /** One fetch at a time for each key, however many sign-ins wait for it. */
  function renew(key: string, load: () => Promise<V>): Promise<V> {
    const running = loading.get(key)
    if (running) return running
    const promise = load()
      .then((value) => {
        const missed_at = entries.get(key)?.missed_at ?? Number.NEGATIVE_INFINITY
        entries.set(key, { value, fetched_at: now(), tried_at: now(), missed_at })
        return value
      })
      .finally(() => loading.delete(key))
    loading.set(key, promise)
    return promise
  }

  /** Renews at most once a minute for each of two reasons; what cannot be renewed stays. */
  async function renewOrKeep(
    key: string,
    load: () => Promise<V>,
    entry: Entry<V>,
    reason: 'tried_at' | 'missed_at',
  ): Promise<V> {
    if (!loading.has(key)) {
      if (now() - entry[reason] < tryEveryMs) return entry.value
      entry[reason] = now()
    }
    return renew(key, load).catch(() => entry.value)
  }

  return {
    async get(key, load) {
      const entry = entries.get(key)
      const age = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.fetched_at
      if (entry === undefined || age > serveForMs) return renew(key, load)
      if (age <= renewBehindAfterMs) return entry.value
      const renewed = renewOrKeep(key, load, entry, 'tried_at')
      return age > renewAfterMs ? renewed : entry.value
    },
    async renewed(key, load) {
      const entry = entries.get(key)
      return entry === undefined ? renew(key, load) : renewOrKeep(key, load, entry, 'missed_at')
    },
  }
}

async function fetchJson(outbound: Outbound, address: string, code: 'discovery_unusable' | 'keys_unusable') {
  let response: Response
  try {
    response = await outbound.fetch(address, { method: 'GET', headers: { accept: 'application/json' } })
  } catch (error) {
    if (isFailure(error, 'upstream_answer_unusable')) throw new Failure(code, { ...error.evidence, cause: error })
    throw error
  }
  if (response.status !== 200) {
    // A fault of its own passes: the application is told that it may try again, not that it was refused.
    throw new Failure(response.status >= 500 ? 'upstream_error' : code, {
      expected: 'status 200, without a redirect',
      received: `status ${response.status}`,
    })
  }
  try {
    const document: unknown = await response.json()
    if (isClaims(document)) return document
  } catch {
    // said below
  }
  throw new Failure(code, { expected: 'a JSON object' })
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
    return value
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

async function fetchKeys(outbound: Outbound, address: string): Promise<readonly VerificationKey[]> {
  const keys = readKeySet(await fetchJson(outbound, address, 'keys_unusable'))
  if (!keys) throw new Failure('keys_unusable', { expected: 'at most 100 keys in `keys`' })
  return keys
}
