import { createHash, createHmac } from 'node:crypto'
import { CompactSign, exportSPKI } from 'jose'
import { type Drawn, noFaults } from '../faults/faults.ts'
import type { Entropy } from '../identifier.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { Claims } from './claim-order.ts'

const encoder = new TextEncoder()

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A JOSE header. jose keeps the order of its members, which is Entra's. */
type Header = { readonly alg: string } & Readonly<Record<string, string>>

function signed(header: Header, claims: Claims, key: SigningKey): Promise<string> {
  return new CompactSign(encoder.encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key.private_key)
}

/** Only v1.0 tokens carry `x5t`. */
function headerFor(claims: Claims, kid: string, alg = 'RS256'): Header {
  return claims.ver === '1.0' ? { typ: 'JWT', alg, x5t: kid, kid } : { typ: 'JWT', alg, kid }
}

async function withHmac(claims: Claims, key: SigningKey): Promise<string> {
  const input = `${encoded(headerFor(claims, key.kid, 'HS256'))}.${encoded(claims)}`
  const secret = await exportSPKI(key.public_key)
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

/** Changes one bit in the middle, because some bits of the last character are padding. */
function withBrokenSignature(token: string): string {
  const [header, payload, signature] = token.split('.')
  const bytes = Buffer.from(signature ?? '', 'base64url')
  bytes[100] = (bytes[100] ?? 0) ^ 1
  return `${header}.${payload}.${bytes.toString('base64url')}`
}

/**
 * Signs a token for an application or an API.
 * @param faults only those that break the signature have an effect
 */
export async function signToken(claims: Claims, key: SigningKey, faults: Drawn = noFaults): Promise<string> {
  if (faults.has('alg-none')) return `${encoded(headerFor(claims, key.kid, 'none'))}.${encoded(claims)}.`
  if (faults.has('alg-hs256')) return withHmac(claims, key)
  const kid = faults.has('unknown-kid') ? createHash('sha1').update(key.kid).digest('base64url') : key.kid
  const token = await signed(headerFor(claims, kid), claims, key)
  return faults.has('bad-signature') ? withBrokenSignature(token) : token
}

function hashedNonce(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url')
}

/**
 * Signs a token for Microsoft Graph as Entra does. The signed header has a hash of the `nonce` in the sent header, so
 * that only Graph can verify the token.
 */
export async function signGraphToken(claims: Claims, key: SigningKey, entropy: Entropy): Promise<string> {
  const nonce = entropy(32).toString('base64url')
  const header = (value: string): Header => ({
    typ: 'JWT',
    nonce: value,
    alg: 'RS256',
    x5t: key.kid,
    kid: key.kid,
  })
  const token = await signed(header(hashedNonce(nonce)), claims, key)
  return `${encoded(header(nonce))}.${token.split('.').slice(1).join('.')}`
}

/** Restores the token as it was signed, for the emulator's own Graph. */
export function graphTokenAsSigned(token: string): string {
  const [header, ...rest] = token.split('.')
  const parsed: unknown = JSON.parse(Buffer.from(header ?? '', 'base64url').toString())
  if (typeof parsed !== 'object' || parsed === null || !('nonce' in parsed)) return token
  return [encoded({ ...parsed, nonce: hashedNonce(String(parsed.nonce)) }), ...rest].join('.')
}
