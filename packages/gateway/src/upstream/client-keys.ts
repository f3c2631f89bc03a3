import { renewingCache } from '../cache/renewing.ts'
import type { ClientKeys } from '../domain/ports/client-keys.ts'
import type { VerificationKey } from '../keys/verification.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { fetchKeys, keySetBytes } from './json-document.ts'

/** The key sets that applications publish at their `jwks_uri`. */
export function clientKeys(outbound: Outbound, now: () => number): ClientKeys {
  const keySets = renewingCache<readonly VerificationKey[]>(now, keySetBytes)
  return {
    get: (jwks_uri) => keySets.get(jwks_uri, () => fetchKeys(outbound, jwks_uri)),
    renewed: (jwks_uri, application_id) =>
      keySets.renewed(jwks_uri, () => fetchKeys(outbound, jwks_uri), application_id),
  }
}
