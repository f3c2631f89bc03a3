import type { Entropy } from '../identifier.ts'

/** Claims for Entra's own use, in the form of real ones. Only `uti` is useful to others, as the id of a token. */
export interface InternalClaims {
  readonly aio: string
  readonly rh: string
  readonly uti: string
}

export function internalClaims(entropy: Entropy): InternalClaims {
  return {
    aio: `AVQAq/8ZAAAA${entropy(47).toString('base64')}`,
    rh: `1.AS4A${entropy(30).toString('base64url')}AA.`,
    uti: entropy(16).toString('base64url'),
  }
}
