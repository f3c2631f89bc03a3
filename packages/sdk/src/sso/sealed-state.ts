/**
 * Seals the state of a sign-in for a cookie, by AES-GCM. The key comes from the client secret (HKDF, RFC 5869), so every
 * process of the application can open it, and nobody else can read or make one. It is bound to the issuer and the client.
 */
import { base64urlDecoder, base64urlOf } from '../verify/base64url.ts'
import { SignInError } from './sign-in-error.ts'

/** The things that an application must remember between the two calls. */
export interface BegunSignIn {
  readonly state: string
  readonly nonce: string
  readonly code_verifier: string
  readonly redirect_uri: string
  readonly app_state?: string
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

export interface StateSeal {
  /** @throws TypeError if it is too long for a cookie */
  seal(begun: BegunSignIn): Promise<string>
  /** @throws SignInError sealed_state_missing, sealed_state_unreadable, sealed_state_expired */
  open(sealed: string | null | undefined): Promise<BegunSignIn>
}

/** A cookie has 4096 bytes with its name and its attributes (RFC 6265, 6.1). */
const longestSealed = 3800
/** The gateway ends a sign-in after 15 minutes. */
export const signInLifetimeMs = 20 * 60_000
const ivBytes = 12

const encoder = new TextEncoder()

export interface SealOwner {
  readonly issuer: string
  readonly client_id: string
  readonly client_secret: string
}

export function stateSeal({ issuer, client_id, client_secret }: SealOwner, now: () => number): StateSeal {
  const additionalData = encoder.encode(JSON.stringify(['gatehouse sealed state 1', issuer, client_id]))
  let derived: Promise<CryptoKey> | undefined
  const key = (): Promise<CryptoKey> => {
    derived ??= derivedKey(client_secret)
    return derived
  }
  return {
    async seal(begun) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const text = encoder.encode(JSON.stringify(begun))
      const sealed = new Uint8Array(
        await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, await key(), text),
      )
      const bytes = new Uint8Array(ivBytes + sealed.length)
      bytes.set(iv)
      bytes.set(sealed, ivBytes)
      const made = base64urlOf(bytes)
      if (made.length > longestSealed) {
        throw new TypeError(
          '`app_state` and `redirect_uri` are too long for a cookie: keep a key to longer data instead',
        )
      }
      return made
    },
    async open(sealed) {
      if (typeof sealed !== 'string' || sealed === '') throw new SignInError('sealed_state_missing')
      const begun = await opened(sealed, additionalData, key)
      if (!(now() < begun.expires_at)) throw new SignInError('sealed_state_expired')
      return begun
    },
  }
}

async function opened(
  sealed: string,
  additionalData: Uint8Array<ArrayBuffer>,
  key: () => Promise<CryptoKey>,
): Promise<BegunSignIn> {
  if (sealed.length > longestSealed) throw new SignInError('sealed_state_unreadable')
  const opening = await key()
  try {
    const bytes = base64urlDecoder(new Uint8Array(longestSealed))(sealed)
    const how = { name: 'AES-GCM', iv: bytes.subarray(0, ivBytes), additionalData }
    const text = await crypto.subtle.decrypt(how, opening, bytes.subarray(ivBytes))
    return JSON.parse(new TextDecoder().decode(text)) as BegunSignIn
  } catch {
    throw new SignInError('sealed_state_unreadable') // the reason would help only somebody who forges one
  }
}

async function derivedKey(client_secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(client_secret), 'HKDF', false, ['deriveKey'])
  const info = encoder.encode('gatehouse sealed state 1')
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
