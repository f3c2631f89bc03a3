/**
 * The addresses and issuers of a tenant of Microsoft Entra ID, in each cloud.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
import type { Claims } from '../oidc/claims.ts'
import { cloudOfHost, clouds, externalIdDomain, type NationalCloud } from './entra-clouds.ts'

export interface EntraAuthority {
  readonly cloud: NationalCloud | 'external_id' | 'custom'
  /** The origin of the sign-in endpoints, for a cloud that has no name of its own. */
  readonly authority_host?: string | undefined
  /** The application whose tokens are meant. */
  readonly client_id: string
  /** True if its tokens are signed with a key of its own. */
  readonly application_keys?: boolean | undefined
}

export const originOf = ({ cloud, authority_host = '' }: Pick<EntraAuthority, 'cloud' | 'authority_host'>): string =>
  cloud === 'custom' || cloud === 'external_id' ? authority_host : clouds[cloud].login

/** The issuer of tokens of version 2.0. */
export const issuerFor = (value: EntraAuthority, tid: string): string => `${originOf(value)}/${tid}/v2.0`

/** @param tenant an id, a domain, or a word for many tenants */
export const discoveryUrlOf = (value: EntraAuthority, tenant: string): string =>
  `${originOf(value)}/${tenant}/v2.0/.well-known/openid-configuration${value.application_keys ? `?appid=${value.client_id}` : ''}`

/** @param tenant an id, or a word for many tenants */
export const authorizeEndpointOf = (value: EntraAuthority, tenant: string): string =>
  `${originOf(value)}/${tenant}/oauth2/v2.0/authorize`

/**
 * The issuers of version 2.0. An External ID tenant is also served below its own id.
 * @param tenant an id, or the template with its braces
 */
export function issuersOf(value: EntraAuthority, tenant: string): readonly string[] {
  const byHost = issuerFor(value, tenant)
  return value.cloud === 'external_id' ? [byHost, `https://${tenant}${externalIdDomain}/${tenant}/v2.0`] : [byHost]
}

/** The issuers of tokens of version 1.0, which end with a slash. Other origins issue under their own name. */
export function issuersOfVersion1(value: EntraAuthority, tenant_id: string): readonly string[] {
  const { cloud } = value
  const origin =
    cloud === 'custom' ? originOf(value) : cloud === 'external_id' ? clouds.public.version_1 : clouds[cloud].version_1
  return [`${origin}/${tenant_id}/`]
}

/** The name of the cloud of a login host, as keys have it; `undefined` for another host. */
export function cloudInstanceOf(host: string): string | undefined {
  const cloud = cloudOfHost(host)
  return cloud === undefined ? undefined : clouds[cloud].instance
}

/**
 * Whether a published key may have signed a token. Each key names the issuer and the cloud that may use it, and the
 * public endpoint serves keys of other clouds too.
 * @param jwk as it was published
 * @param claims with the issuer of version 2.0, because keys name no other
 * @param instance the cloud of the tenant, if it is known
 */
export function acceptsEntraKey(
  { issuer, cloud_instance_name: cloud }: { readonly issuer?: unknown; readonly cloud_instance_name?: unknown },
  { iss, tid }: Claims,
  instance: unknown,
): boolean {
  if (issuer !== undefined && typeof issuer !== 'string') return false
  if (issuer !== undefined && issuer.replace(/\{tenantid\}/i, String(tid)) !== iss) return false
  return cloud === undefined || instance === undefined || cloud === instance
}
