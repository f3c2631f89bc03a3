/**
 * The authority of a sign-in is the first segment of every path.
 *
 *   GUID or domain     this tenant: its members and guests
 *   organizations      any tenant's members
 *   common             the same, because personal accounts are not emulated
 *   consumers          personal accounts: discovery and keys only
 *
 * Discovery by domain returns the GUID. Discovery by a shared word returns the template `{tenantid}`.
 */
import type { Directory } from '../directory/directory.ts'
import type { Tenant } from '../directory/tenant.ts'
import { EntraError } from '../errors/entra-error.ts'

/** The tenant of all personal accounts. */
export const personalAccountsTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

export type Authority =
  | { readonly kind: 'tenant'; readonly tenant: Tenant }
  | { readonly kind: 'common' | 'organizations' | 'consumers' }

/**
 * @throws EntraError 90002
 */
export function findAuthority(directory: Directory, word: string): Authority {
  const name = word.toLowerCase()
  if (name === 'common' || name === 'organizations') return { kind: name }
  if (name === 'consumers' || name === personalAccountsTenant) return { kind: 'consumers' }
  const tenant = directory.tenantNamed(name)
  if (!tenant) throw new EntraError(90002, { tenant: word })
  return { kind: 'tenant', tenant }
}

/** The path segment of an authority in the emulator's own URLs: for a tenant its GUID, never its domain. */
export function authorityWord(authority: Authority): string {
  return authority.kind === 'tenant' ? authority.tenant.id : authority.kind
}

/** Issuer of v2.0 tokens and documents. */
export function issuerV2(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/${tenantId}/v2.0`
}

/**
 * Issuer of v1.0 tokens and of SAML. It is `https://sts.windows.net/TID/` for an emulator with Entra's own name, and the
 * same path on the emulator's origin otherwise.
 */
export function issuerV1(baseUrl: string, tenantId: string): string {
  return `${baseUrl === 'https://login.microsoftonline.com' ? 'https://sts.windows.net' : baseUrl}/${tenantId}/`
}

/** Issuer of the messages of SAML about a sign-out, which Entra sends under the name of the sign-in host. */
export function logoutIssuer(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/${tenantId}/`
}

/** The tenant in the issuer of this authority's documents: a GUID or `{tenantid}`. */
export function issuerTenant(authority: Authority): string {
  if (authority.kind === 'tenant') return authority.tenant.id
  return authority.kind === 'consumers' ? personalAccountsTenant : '{tenantid}'
}
