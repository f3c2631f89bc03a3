import type { KeyKind, KeyRing } from '../keys/key-ring.ts'
import type { SigningKey } from '../keys/signing-key.ts'
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
 * @param own the custom signing key of the application in `?appid=`
 */
export function keySet(
  keys: KeyRing,
  baseUrl: string,
  version: 'v1' | 'v2',
  own?: SigningKey,
): { readonly keys: readonly PublishedKey[] } {
  const first = own ? [{ ...own, kind: 'tenant' as const }] : []
  return {
    keys: [...first, ...keys.published()].map((key) => ({
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
