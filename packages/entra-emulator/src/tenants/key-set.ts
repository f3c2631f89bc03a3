import type { KeyKind, KeyRing } from '../keys/key-ring.ts'
import { issuerV2, personalAccountsTenant } from './authority.ts'

/** A key as Entra publishes it. It has no `alg`. A client must check `issuer` and `cloud_instance_name`. */
export interface PublishedKey {
  readonly kty: 'RSA'
  readonly use: 'sig'
  readonly kid: string
  readonly x5t: string
  readonly n: string
  readonly e: string
  readonly x5c: readonly string[]
  readonly cloud_instance_name?: string
  readonly issuer?: string
}

function whose(kind: KeyKind, baseUrl: string): Pick<PublishedKey, 'cloud_instance_name' | 'issuer'> {
  if (kind === 'consumer') {
    return { cloud_instance_name: 'microsoftonline.com', issuer: issuerV2(baseUrl, personalAccountsTenant) }
  }
  // Entra lists the keys of the other cloud with the same issuer template. Only cloud_instance_name differs.
  return {
    cloud_instance_name: kind === 'foreign' ? 'microsoftonline.us' : 'microsoftonline.com',
    issuer: issuerV2(baseUrl, '{tenantid}'),
  }
}

/**
 * @param version v1.0 key sets have no issuer and no cloud
 */
export function keySet(
  keys: KeyRing,
  baseUrl: string,
  version: 'v1' | 'v2',
): { readonly keys: readonly PublishedKey[] } {
  return {
    keys: keys.published().map((key) => ({
      kty: 'RSA',
      use: 'sig',
      kid: key.kid,
      x5t: key.kid,
      n: key.n,
      e: key.e,
      x5c: [key.certificate],
      ...(version === 'v2' ? whose(key.kind, baseUrl) : {}),
    })),
  }
}
