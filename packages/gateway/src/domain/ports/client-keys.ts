/** Key sets that applications publish. */
import type { KeySet } from './keys.ts'

/** Key sets that applications publish for `private_key_jwt`. */
export interface ClientKeys {
  /** @throws Failure keys_unusable, upstream_unreachable */
  get(jwks_uri: string): Promise<KeySet>
  /** Fetches the key set again, for a caller that did not find its key in it; not more often than once a minute. */
  renewed(jwks_uri: string, application_id: string): Promise<KeySet>
}
