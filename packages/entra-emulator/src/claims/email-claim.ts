import { type Application, isMultiTenant } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'

/** `xms_edov`: whether the tenant owns the domain of the address. A fixture may set each form that real tokens have. */
export function emailDomainOwnerVerified(tenant: Tenant, user: User): boolean | '1' | 1 {
  if (user.emailDomainOwnerVerified !== null) return user.emailDomainOwnerVerified
  const domain = user.mail?.split('@')[1]?.toLowerCase()
  return domain !== undefined && tenant.domains.includes(domain)
}

/**
 * The claim `email` is the directory's property `mail`, and an administrator can set that to any text. Since June 2023
 * a multi-tenant application gets an address with an unverified domain only if it asks for it.
 */
export function emailClaim(tenant: Tenant, user: User, application: Application): string | undefined {
  if (user.mail === null) return undefined
  const removes = application.authenticationBehaviors.removeUnverifiedEmailClaim ?? isMultiTenant(application)
  return removes && !emailDomainOwnerVerified(tenant, user) ? undefined : user.mail
}
