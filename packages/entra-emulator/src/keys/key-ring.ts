/**
 * The signing keys of this emulator. They are generated at the start and stay in memory.
 *
 *   published, as Entra does:  2 tenant keys (issuer template) · 1 key of a foreign cloud · 1 key for personal accounts
 *   signs normally:            the first tenant key
 *   rotate():                  a new tenant key signs at once, the older of the two tenant keys is deleted
 *   ofApplication(app id):     the own key of an application, made at the first use; only its own key set publishes it
 *   signWith(kind):            sign with a key that is published but not valid for this issuer: a client that accepts
 *                              such a token checks neither the key's `issuer` nor its `cloud_instance_name`
 *
 * Tokens for Microsoft Graph are always signed with a tenant key, because only the emulator reads them.
 */
import { openBoundedMap } from '../bounded-map.ts'
import { makeSigningKey, type SigningKey } from './signing-key.ts'

export const keyKinds = ['tenant', 'foreign', 'consumer'] as const
export type KeyKind = (typeof keyKinds)[number]

export interface KeyRing {
  readonly published: () => readonly (SigningKey & { readonly kind: KeyKind })[]
  /** The current signing key of ID tokens and access tokens. */
  readonly signer: () => SigningKey
  /** The tenant key for tokens that only the emulator reads. */
  readonly tenantSigner: () => SigningKey
  readonly signingWith: () => KeyKind
  readonly signWith: (kind: KeyKind) => void
  readonly rotate: () => Promise<SigningKey>
  /** The custom signing key of an application. It stays the same while the emulator runs. */
  readonly ofApplication: (appId: string) => Promise<SigningKey>
}

/** The subjects of the certificates, as in Entra's key set. */
const subjects: Readonly<Record<KeyKind, string>> = {
  tenant: 'CN=accounts.accesscontrol.windows.net',
  foreign: 'CN=login.microsoftonline.us',
  consumer: 'CN=Live ID STS Signing Public Key',
}

/**
 * @param now milliseconds since 1970, for the certificates
 */
export async function openKeyRing(now: () => number): Promise<KeyRing> {
  const make = (kind: KeyKind): Promise<SigningKey> => makeSigningKey(subjects[kind], now())
  const [first, second, foreign, consumer] = await Promise.all([
    make('tenant'),
    make('tenant'),
    make('foreign'),
    make('consumer'),
  ])
  let tenant: readonly [SigningKey, SigningKey] = [first, second]
  let kind: KeyKind = 'tenant'
  const ofApplications = openBoundedMap<Promise<SigningKey>>(1_000)
  return {
    published: () => [
      { ...tenant[0], kind: 'tenant' },
      { ...tenant[1], kind: 'tenant' },
      { ...foreign, kind: 'foreign' },
      { ...consumer, kind: 'consumer' },
    ],
    signer: () => ({ tenant: tenant[0], foreign, consumer })[kind],
    tenantSigner: () => tenant[0],
    signingWith: () => kind,
    signWith: (next) => {
      kind = next
    },
    rotate: async () => {
      const fresh = await make('tenant')
      tenant = [fresh, tenant[0]]
      return fresh
    },
    ofApplication: (appId) => {
      const made = ofApplications.get(appId) ?? makeSigningKey(`CN=${appId}`, now())
      ofApplications.set(appId, made)
      return made
    },
  }
}
