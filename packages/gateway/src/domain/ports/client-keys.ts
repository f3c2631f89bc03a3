/** Key sets that applications publish. */
import type { KeySet } from './keys.ts'

/** Key sets that applications publish for `private_key_jwt`. */
export interface ClientKeys {
  /** @throws Failure keys_unusable, upstream_unreachable */
  get(jwks_uri: string): Promise<KeySet>
  /** For whoever misses a key in what {@link get} gave. */
  renewed(jwks_uri: string): Promise<KeySet>
}
