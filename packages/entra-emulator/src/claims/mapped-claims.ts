import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import { type MappedClaim, mappedProperties } from '../directory/mapped-claim.ts'
import { transitiveGroups } from '../directory/membership.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Claims } from './claim-order.ts'

/**
 * The claims that the tenant's policy maps for an application. A client could take a mapped claim for one of Entra's own,
 * so Entra issues them only with a signing key of the application, or with `acceptMappedClaims` in its manifest. Of
 * several entries with one name the last that holds counts.
 * @param application the audience of the token
 * @param audience the claim `aud`
 * @throws EntraError 50146, 501461
 */
export function mappedClaims(
  directory: Directory,
  tenant: Tenant,
  application: Application,
  user: User,
  audience: string,
): Claims {
  const mapping = settingsIn(tenant, application)?.claimsMapping ?? []
  if (mapping.length === 0) return {}
  if (!application.customSigningKey) {
    if (!application.api.acceptMappedClaims) throw new EntraError(50146)
    if (!isOwnAudience(tenant, application, audience)) throw new EntraError(501461)
  }
  const groups = new Set(transitiveGroups(directory, tenant, user.id).map(({ id }) => id))
  const held = mapping.filter(({ group }) => group === null || groups.has(group))
  return Object.fromEntries(held.map((claim) => [claim.jwtClaimType, mappedValue(claim, user)]))
}

function mappedValue({ id, value }: MappedClaim, user: User): unknown {
  if (id === null) return value
  const found = mappedProperties[id]?.(user) ?? user.extensions[id]
  return found === undefined || found.length === 0 ? undefined : found
}

/** The application's GUID, or an identifier in a domain of the tenant. */
function isOwnAudience({ domains }: Tenant, { appId }: Application, audience: string): boolean {
  if (audience === appId) return true
  const host = URL.canParse(audience) ? new URL(audience).hostname : ''
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
