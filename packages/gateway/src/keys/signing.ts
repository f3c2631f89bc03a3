/**
 * Signs and verifies our own tokens (RFC 7515, compact form). RS256 signs on libuv's threads, so that 200 µs of
 * arithmetic do not block the event loop. With one or two processors it signs on the loop, because the hand-over to a
 * thread costs a tenth of a sign-in (docs/decisions/0018). ES256 always signs on the loop, because the hand-over would
 * cost as much as the signature.
 */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { maximumTokenLength } from '@gatehouse-sso/core/jwt'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { SealedSigningKey } from '../domain/ports/keys.ts'
import type { SigningKeyRecord } from '../domain/stores/signing-keys.ts'

const generate = promisify(generateKeyPair)
const signOnThread = promisify(sign) as (algorithm: string, data: Uint8Array, key: KeyObject) => Promise<Buffer>

/** Makes a new key pair as JWKs. RSA takes a quarter of a second, on a thread. */
export async function newSigningKey(
  alg: IdTokenAlgorithm,
): Promise<{ public_jwk: Record<string, unknown>; private_jwk: string }> {
  const { publicKey, privateKey } =
    alg === 'RS256' ? await generate('rsa', { modulusLength: 2048 }) : await generate('ec', { namedCurve: 'P-256' })
  return {
    public_jwk: { ...publicKey.export({ format: 'jwk' }), alg, use: 'sig' },
    private_jwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
  }
}

/** A key ready to sign, with its header for each `typ` already encoded. */
export interface OpenedSigningKey {
  readonly alg: IdTokenAlgorithm
  readonly sign: (bytes: Uint8Array) => Buffer | Promise<Buffer>
  readonly headers: Map<string, string>
}

/**
 * Keeps the last access tokens that this process has signed, up to a megabyte. Such a token usually comes back a moment
 * later, and its signature need not be verified again. An ID token comes back when its person signs out, if ever.
 */
export interface SignedTokens {
  add(token: string): void
  has(token: string): boolean
}

const maximumSignedTokens = 1_000

export function signedTokens(): SignedTokens {
  let [newer, older] = [new Set<string>(), new Set<string>()]
  return {
    add(token) {
      if (newer.size === maximumSignedTokens / 2) [newer, older] = [new Set(), newer]
      newer.add(token)
    },
    has: (token) => newer.has(token) || older.has(token),
  }
}

/** @param onThread true if RS256 signs on a thread */
export function openSigningKey({ alg }: SealedSigningKey, private_jwk: string, onThread: boolean): OpenedSigningKey {
  const key = createPrivateKey({ key: JSON.parse(private_jwk) as Record<string, string>, format: 'jwk' })
  const headers = new Map<string, string>()
  if (alg === 'RS256' && onThread) return { alg, sign: (bytes) => signOnThread('sha256', bytes, key), headers }
  const options = alg === 'RS256' ? key : { key, dsaEncoding: 'ieee-p1363' as const }
  return { alg, sign: (bytes) => sign('sha256', bytes, options), headers }
}

/** The `typ` of ID tokens. */
const idTokenType = 'JWT'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Returns a signed token. */
export async function signToken(
  record: SealedSigningKey,
  opened: OpenedSigningKey,
  typ: string,
  claims: Readonly<Record<string, unknown>>,
  signed: SignedTokens,
): Promise<string> {
  let header = opened.headers.get(typ)
  if (header === undefined) {
    header = encode({ alg: opened.alg, typ, kid: record.id })
    opened.headers.set(typ, header)
  }
  const input = `${header}.${encode(claims)}`
  const signature = await opened.sign(Buffer.from(input))
  const token = `${input}.${signature.toString('base64url')}`
  if (typ !== idTokenType) signed.add(token)
  return token
}

/**
 * Verifies a token that one of our keys should have signed. The key determines the algorithm; the token never does.
 * @returns its claims, or `undefined` for anything that is not exactly such a token
 */
export function verifyToken(
  token: string,
  typ: string,
  signed: SignedTokens,
  publicKey: (kid: string) => { alg: IdTokenAlgorithm; key: KeyObject } | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (token.length > maximumTokenLength) return undefined
  const [header = '', payload = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0) return undefined
  const { alg, kid, typ: sentType, crit } = parse(header) ?? {}
  if (sentType !== typ || typeof kid !== 'string' || crit !== undefined) return undefined
  const known = publicKey(kid)
  if (known === undefined || alg !== known.alg) return undefined
  const key = known.alg === 'ES256' ? { key: known.key, dsaEncoding: 'ieee-p1363' as const } : known.key
  if (signed.has(token)) return parse(payload)
  const bytes = Buffer.from(signature, 'base64url')
  // A signature has several base64url spellings; only the canonical one is accepted.
  if (bytes.toString('base64url') !== signature) return undefined
  return verify('sha256', Buffer.from(`${header}.${payload}`), key, bytes) ? parse(payload) : undefined
}

function parse(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export function publicKeyOf(record: SigningKeyRecord): KeyObject {
  return createPublicKey({ key: record.public_jwk as Record<string, string>, format: 'jwk' })
}
