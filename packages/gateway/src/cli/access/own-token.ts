/** Verifies a token that the gateway itself has signed, by the keys that the gateway publishes. */
import { createPublicKey, verify, type webcrypto } from 'node:crypto'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import { AccessRefusal } from './refusal.ts'

/** Seconds. The same as for all clocks of Gatehouse. */
const tolerance = 120

type PublishedKey = webcrypto.JsonWebKey & { readonly kid?: string }

export interface OwnCheck {
  readonly name: 'issuer' | 'signature' | 'times'
  readonly passed: boolean
  readonly detail: string
}

/** Whether a token says that it is of the gateway at this address, or of one of its environments. */
export function isOfGateway({ claims }: UnverifiedJwt, base_url: string): boolean {
  const base = base_url.replace(/\/$/, '')
  const issuer = textClaim(claims, 'iss') ?? ''
  return (
    issuer === base || (issuer.startsWith(`${base}/env/`) && /^[a-z0-9-]+$/.test(issuer.slice(`${base}/env/`.length)))
  )
}

/**
 * @param unverified a token of `isOfGateway`: its issuer is at the address that the person typed, so that no other address
 *   of the token is read
 * @param now milliseconds since 1970
 * @throws AccessRefusal when the keys cannot be read
 */
export async function checkOwnToken(unverified: UnverifiedJwt, now: number): Promise<readonly OwnCheck[]> {
  const issuer = String(unverified.claims.iss)
  const { issuer: published, jwks_uri } = await json(`${issuer}/.well-known/openid-configuration`)
  if (published !== issuer || typeof jwks_uri !== 'string' || !jwks_uri.startsWith(`${issuer}/`)) {
    return [{ name: 'issuer', passed: false, detail: `the gateway calls itself ${String(published)}` }]
  }
  const { keys } = await json(jwks_uri)
  return [
    { name: 'issuer', passed: true, detail: issuer },
    signature(unverified, Array.isArray(keys) ? (keys as readonly PublishedKey[]) : []),
    times(unverified, now),
  ]
}

function signature({ header, signing_input, signature: sent }: UnverifiedJwt, keys: readonly PublishedKey[]): OwnCheck {
  const found = keys.find(({ kid, alg }) => kid === header.kid && alg === header.alg)
  const isKnown = header.alg === 'ES256' || header.alg === 'RS256'
  if (found === undefined || !isKnown) {
    const detail = `no published key has the kid ${header.kid ?? '(none)'} for ${header.alg}`
    return { name: 'signature', passed: false, detail }
  }
  const key = createPublicKey({ key: found, format: 'jwk' })
  const options = header.alg === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' as const } : { key }
  const passed = verify('sha256', Buffer.from(signing_input), options, Buffer.from(sent, 'base64url'))
  return { name: 'signature', passed, detail: passed ? `key ${header.kid}` : `does not fit the key ${header.kid}` }
}

function times({ claims: { exp, nbf } }: UnverifiedJwt, now: number): OwnCheck {
  const seconds = now / 1000
  if (typeof exp !== 'number') return { name: 'times', passed: false, detail: 'it has no exp' }
  if (exp <= seconds - tolerance) return { name: 'times', passed: false, detail: 'it has expired' }
  if (typeof nbf === 'number' && nbf > seconds + tolerance) {
    return { name: 'times', passed: false, detail: 'it is not valid yet' }
  }
  return { name: 'times', passed: true, detail: 'it has not expired' }
}

async function json(address: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(10_000) })
    if (answer.ok) return (await answer.json()) as Readonly<Record<string, unknown>>
    throw new Error(`status ${answer.status}`)
  } catch (cause) {
    throw new AccessRefusal(`${address} cannot be read (${cause instanceof Error ? cause.message : ''})`, {
      code: 'keys_unreachable',
      hint: 'Check that the gateway runs, and that --base-url is its address.',
    })
  }
}
