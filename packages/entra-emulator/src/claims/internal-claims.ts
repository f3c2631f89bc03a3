import type { Entropy } from '../identifier.ts'

/** Claims that mean something to Entra only; `uti` is good as a token's id. They look as real ones do. */
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
