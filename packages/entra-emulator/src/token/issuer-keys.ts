/**
 * The keys of other issuers, for federated identity credentials. Only the issuer of a registered credential is read,
 * never one that a token names. The first 100 keys count, as at Entra.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { isLoopback } from '../address.ts'
import { openBoundedMap } from '../bounded-map.ts'
import { EntraError } from '../errors/entra-error.ts'

export interface IssuerKeys {
  /**
   * The RSA key with this id. A key that is not known causes one more look at the issuer.
   * @throws EntraError 90061 if the issuer's documents cannot be read
   */
  readonly find: (issuer: string, kid: string) => Promise<KeyObject | undefined>
  readonly clear: () => void
}

interface Known {
  readonly keys: ReadonlyMap<string, KeyObject>
  /** Milliseconds since 1970. */
  readonly read_at: number
}

const maximumIssuers = 100
const maximumKeys = 100
const maximumBytes = 256 * 1024
const timeoutMs = 5_000
const freshMs = 60_000

export function openIssuerKeys(now: () => number): IssuerKeys {
  const known = openBoundedMap<Known>(maximumIssuers)
  async function read(issuer: string): Promise<Known> {
    const found = { keys: await readKeys(issuer), read_at: now() }
    known.set(issuer, found)
    return found
  }
  return {
    async find(issuer, kid) {
      const before = known.get(issuer)
      const isFresh = before !== undefined && Math.abs(now() - before.read_at) < freshMs
      const found = isFresh ? before.keys.get(kid) : undefined
      return found ?? (await read(issuer)).keys.get(kid)
    },
    clear: known.clear,
  }
}

async function readKeys(issuer: string): Promise<ReadonlyMap<string, KeyObject>> {
  const discovery = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (discovery.issuer !== issuer || typeof discovery.jwks_uri !== 'string') throw new EntraError(90061)
  const { keys } = await readJson(discovery.jwks_uri)
  const published: unknown[] = Array.isArray(keys) ? keys.slice(0, maximumKeys) : []
  return new Map(published.flatMap((jwk) => keyOf(jwk)))
}

function keyOf(jwk: unknown): [string, KeyObject][] {
  if (typeof jwk !== 'object' || jwk === null) return []
  const { kid, kty } = jwk as Record<string, unknown>
  if (typeof kid !== 'string' || kty !== 'RSA') return []
  try {
    return [[kid, createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' })]]
  } catch {
    return []
  }
}

async function readJson(address: string): Promise<Record<string, unknown>> {
  try {
    const url = new URL(address)
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw new TypeError('https is needed')
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    const document: unknown = response.ok ? JSON.parse(await boundedText(response)) : undefined
    if (typeof document === 'object' && document !== null) return document as Record<string, unknown>
  } catch {
    // Entra says the same for each reason.
  }
  throw new EntraError(90061)
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maximumBytes) throw new TypeError('the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
