/**
 * The keys of the issuers, each read by the discovery document that the policy or a setting names, and renewed:
 *
 *   after 5 minutes   behind the calls
 *   after 10 minutes  before the call, so that a key that was withdrawn in a quiet time is not accepted once more
 *   for 24 hours      the old keys serve while renewing fails
 *
 * A token with a key that is not there causes one fetch a minute and issuer. No address ever comes from a token.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { cloudInstanceOf } from '@gatehouse-sso/core/oauth/entra-authority'
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import { publishedKeys } from '@gatehouse-sso/core/published-key'
import { fetchDocument } from './document.ts'
import { type Renewed, renewed } from './renewed.ts'
import type { KeepAlive, Surroundings } from './surroundings.ts'
import { candidatesOf, type EarlyCheck, importKey, signerOf, type VerificationKey } from './verification-key.ts'

export interface KeySource {
  readonly discovery_url: string
  /** The issuers that the document may name. */
  readonly issuers: readonly string[]
  /** Members of the document that are addresses, and are kept beside the keys. Each must be there. */
  readonly endpoints?: readonly string[]
  /** Whether a published key may sign for the issuer. @param set where it was published */
  accepts(key: VerificationKey, set: Pick<KeySet, 'issuer' | 'cloud_instance_name'>): boolean
}

export interface KeySet {
  readonly issuer: string
  /** The cloud that the document names, or else its host; `undefined` if neither does. */
  readonly cloud_instance_name: unknown
  readonly jwks_uri: string
  /** The addresses that the source asked for. */
  readonly endpoints: Readonly<Record<string, string>>
  /** The time when the discovery document was read. */
  readonly discovered_at: number
  readonly keys: readonly VerificationKey[]
}

/** The things that belong to one call. */
export interface CallState {
  readonly keepAlive: KeepAlive | undefined
  readonly early: EarlyCheck | undefined
}

export interface IssuerKeys {
  current(keepAlive?: KeepAlive): KeySet | Promise<KeySet>
  /**
   * @returns the key that signed the token
   * @throws Failure access_token_key_unknown, access_token_signature, access_keys_unavailable
   */
  signer(token: UnverifiedJwt, { keepAlive, early }: CallState): Promise<VerificationKey>
}

export interface KeySets {
  of(source: KeySource): IssuerKeys
  /** Renews the sets that calls were accepted with in the last hour, where they are due. */
  renewDue(): Promise<void>
}

const [minuteMs, hourMs] = [60_000, 3_600_000]
const times = {
  renew_after_ms: 5 * minuteMs,
  wait_after_ms: 10 * minuteMs,
  serve_for_ms: 24 * hourMs,
  retry_after_ms: 5_000,
  code: 'access_keys_unavailable',
} as const

const maximumSets = 10_000
const maximumBytes = 512 * 1024
/** Sets that are renewed at the same time. */
const lanes = 8

interface Entry extends IssuerKeys {
  readonly set: Renewed<KeySet>
  used_at: number
}

export function keySets(surroundings: Surroundings): KeySets {
  const { now } = surroundings
  const entries = new Map<string, Entry>()

  function entryOf(source: KeySource): Entry {
    let missed_at = Number.NEGATIVE_INFINITY
    const set = renewed<KeySet>(surroundings, (last) => readKeySet(surroundings, source, last), times)
    /** Fetches again for a key that is not there, once a minute. */
    async function renewedFor(before: KeySet): Promise<KeySet> {
      const at = now()
      if (at - missed_at < minuteMs && at >= missed_at) return set.last() ?? before
      missed_at = at
      return set.renew().catch(() => before)
    }
    /** The key may have been published, or exchanged under its name, since the last fetch. */
    async function newSigner(token: UnverifiedJwt, before: KeySet): Promise<VerificationKey> {
      const again = await renewedFor(before)
      const candidates = candidatesOf(again.keys, token.header)
      if (candidates.length === 0) throw unknownKey(token)
      const signer = again === before ? undefined : await signerOf(candidates, token)
      if (signer === undefined) throw new Failure('access_token_signature', {})
      return signer
    }
    const entry: Entry = {
      set,
      used_at: Number.NEGATIVE_INFINITY,
      current: set.current,
      async signer(token, { keepAlive, early }) {
        const first = set.current(keepAlive)
        const found = first instanceof Promise ? await first : first
        const candidates = candidatesOf(found.keys, token.header)
        const signer = (await signerOf(candidates, token, early)) ?? (await newSigner(token, found))
        entry.used_at = now()
        return signer
      },
    }
    return entry
  }

  return {
    of(source) {
      const name = `${source.discovery_url} ${source.issuers.join(' ')}`
      const known = entries.get(name)
      if (known) return known
      if (entries.size >= maximumSets) entries.delete(String(entries.keys().next().value))
      const entry = entryOf(source)
      entries.set(name, entry)
      return entry
    },
    async renewDue() {
      const due = [...entries.values()].filter(
        ({ set, used_at }) => now() - used_at < hourMs && set.age() >= times.renew_after_ms,
      )
      const next = async (): Promise<void> => {
        for (let entry = due.pop(); entry; entry = due.pop()) await entry.set.renew().catch(() => undefined)
      }
      await Promise.all(Array.from({ length: lanes }, next))
    },
  }
}

function unknownKey({ header: { kid } }: UnverifiedJwt): Failure {
  return new Failure('access_token_key_unknown', { received: kid ?? 'no kid' })
}

/** Reads the keys. The discovery document is read once an hour. A key that has not changed stays the same object. */
async function readKeySet(surroundings: Surroundings, source: KeySource, last: KeySet | undefined): Promise<KeySet> {
  const at = surroundings.now()
  const isFresh = last !== undefined && at - last.discovered_at < hourMs
  const found = isFresh ? last : { ...(await discover(surroundings, source)), discovered_at: at }
  const { document } = await fetchDocument(surroundings, {
    address: found.jwks_uri,
    maximum_bytes: maximumBytes,
    code: 'access_keys_unavailable',
  })
  const published = publishedKeys(document)
  if (published === undefined) {
    const expected = `at most 100 keys in \`keys\` of ${found.jwks_uri}`
    throw new Failure('access_keys_unavailable', { expected })
  }
  const usable = (key: VerificationKey | undefined) => key !== undefined && source.accepts(key, found)
  const keys = (await Promise.all(published.map(importKey))).filter((key) => key !== undefined).filter(usable)
  const same = new Map(last?.keys.map((key) => [key.identity, key]))
  return { ...found, keys: keys.map((key) => same.get(key.identity) ?? key) }
}

async function discover(
  surroundings: Surroundings,
  { discovery_url, issuers, endpoints = [] }: KeySource,
): Promise<Pick<KeySet, 'issuer' | 'cloud_instance_name' | 'jwks_uri' | 'endpoints'>> {
  const code = 'access_keys_unavailable'
  const { document } = await fetchDocument(surroundings, { address: discovery_url, maximum_bytes: maximumBytes, code })
  // OpenID Connect Discovery, 4.3: exactly an issuer that was asked for, case and slash included.
  const issuer = issuers.find((expected) => expected === document.issuer)
  if (issuer === undefined) {
    const received = String(document.issuer).slice(0, 300)
    throw new Failure(code, { expected: `the issuer ${issuers.join(' or ')} at ${discovery_url}`, received })
  }
  const address = (name: string): string => {
    const found = textClaim(document, name) ?? ''
    if (isSafeAddress(found, discovery_url)) return found
    throw new Failure(code, { expected: `${name} on https at ${discovery_url}`, received: found.slice(0, 300) })
  }
  const jwks_uri = address('jwks_uri')
  const cloud_instance_name = document.cloud_instance_name ?? cloudInstanceOf(new URL(discovery_url).host)
  const kept = Object.fromEntries(endpoints.map((name) => [name, address(name)]))
  return { issuer, cloud_instance_name, jwks_uri, endpoints: kept }
}

/** RFC 9700, 2.6: keys come by https. Only an issuer that is itself on http, such as an emulator, has them on http. */
function isSafeAddress(address: string, discovery_url: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, origin } = new URL(address)
  return protocol === 'https:' || origin === new URL(discovery_url).origin
}
