/** The issuer of the ID tokens of a connection. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { OidcProvider } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

/**
 * The issuer that these claims must name. A provider with many tenants derives it from the claims, and refuses tenants
 * that are not allowed.
 */
export function expectedIssuer(
  provider: OidcProvider,
  settings: unknown,
  claims: Claims,
  discovery: Discovery,
): string {
  const issuer = provider.expectedIssuer(settings, claims, discovery.issuer)
  if (issuer === null) throw new Failure('token_tenant_wrong', { received: String(claims.tid).slice(0, 64) })
  return issuer
}

/** Whether an identity provider calls itself by this issuer. The issuer of many tenants has a place for one of them. */
export function isIssuerOf(discovery: Discovery, issuer: string): boolean {
  const [before = '', after] = discovery.issuer.split('{tenantid}', 2)
  if (after === undefined) return issuer === before
  const isBetween = issuer.startsWith(before) && issuer.endsWith(after)
  return isBetween && /^[0-9a-f-]{36}$/i.test(issuer.slice(before.length, issuer.length - after.length))
}
