/** Documents that identity providers and applications publish, through the one guarded way out. */
import { Failure, isFailure, type UpstreamError } from '@gatehouse-sso/core/failure'
import { type Claims, isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { exposedKeys, readKeySet, type VerificationKey } from '../keys/verification.ts'
import type { Outbound } from '../outbound/fetch.ts'

/** @throws Failure with `code`, upstream_error, upstream_unreachable, and every failure of the outbound guard */
export async function fetchJson(outbound: Outbound, address: string, code: UnusableCode): Promise<Claims> {
  return (await fetchDated(outbound, address, code)).document
}

export type UnusableCode = 'discovery_unusable' | 'keys_unusable'

export interface DatedDocument {
  readonly document: Claims
  /** By the clock of the server, in milliseconds since 1970; `null` if it does not say. */
  readonly date: number | null
}

/** The same, with the time of the answer. @throws Failure as {@link fetchJson} */
export async function fetchDated(outbound: Outbound, address: string, code: UnusableCode): Promise<DatedDocument> {
  let response: Response
  try {
    response = await outbound.fetch(address, { method: 'GET', headers: { accept: 'application/json' } })
  } catch (error) {
    if (isFailure(error, 'upstream_answer_unusable')) throw new Failure(code, { ...error.evidence, cause: error })
    throw error
  }
  if (response.status !== 200) {
    // 5xx and 429 are temporary: the application learns that it may try again, not that it was refused.
    const isTemporary = response.status >= 500 || response.status === 429
    throw new Failure(isTemporary ? 'upstream_error' : code, {
      expected: 'status 200, without a redirect',
      received: `status ${response.status}`,
      ...(await describedError(response)),
    })
  }
  try {
    const document: unknown = await response.json()
    const date = Date.parse(response.headers.get('date') ?? '')
    if (isClaims(document)) return { document, date: Number.isNaN(date) ? null : date }
  } catch {
    // said below
  }
  throw new Failure(code, { expected: 'a JSON object' })
}

/** The error object (RFC 6749, 5.2) that some providers answer instead of a document, Entra among them. */
async function describedError(response: Response): Promise<{ upstream?: UpstreamError }> {
  const body: unknown = await response.json().catch(() => undefined)
  if (!isClaims(body) || typeof body.error !== 'string') return {}
  const description = textClaim(body, 'error_description')
  return { upstream: { error: body.error.slice(0, 100), ...(description !== undefined && { description }) } }
}

/** About the memory that a key set takes: its text twice, as published and as parsed. */
export function keySetBytes(keys: readonly VerificationKey[]): number {
  return keys.reduce((bytes, { jwk }) => bytes + 2 * JSON.stringify(jwk).length, 0)
}

export async function fetchKeys(outbound: Outbound, address: string): Promise<readonly VerificationKey[]> {
  return (await fetchKeySet(outbound, address)).keys
}

export interface KeySet {
  readonly keys: readonly VerificationKey[]
  /** The names of keys that are ignored because their secret part is published. */
  readonly exposed: readonly string[]
}

/** @throws Failure keys_unusable, and as {@link fetchJson} */
export async function fetchKeySet(outbound: Outbound, address: string): Promise<KeySet> {
  const document = await fetchJson(outbound, address, 'keys_unusable')
  const keys = readKeySet(document)
  if (!keys) throw new Failure('keys_unusable', { expected: 'at most 100 keys in `keys`' })
  return { keys, exposed: exposedKeys(document) }
}
