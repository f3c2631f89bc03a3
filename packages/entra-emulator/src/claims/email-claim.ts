import { type Application, isMultiTenant } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'

/** What `xms_edov` says: whether the tenant owns the domain of the address. A fixture may say anything real ones do. */
export function emailDomainOwnerVerified(tenant: Tenant, user: User): boolean | '1' | 1 {
  if (user.emailDomainOwnerVerified !== null) return user.emailDomainOwnerVerified
  const domain = user.mail?.split('@')[1]?.toLowerCase()
  return domain !== undefined && tenant.domains.includes(domain)
}

/**
 * The claim `email`, from the directory's property `mail`, which an administrator can set to any text. Applications
 * for several tenants do not get an address whose domain nobody verified, since June 2023 and unless they ask for it.
 */
export function emailClaim(tenant: Tenant, user: User, application: Application): string | undefined {
  if (user.mail === null) return undefined
  const removes = application.authenticationBehaviors.removeUnverifiedEmailClaim ?? isMultiTenant(application)
  return removes && !emailDomainOwnerVerified(tenant, user) ? undefined : user.mail
}
