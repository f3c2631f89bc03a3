/** The names of a person whose domain the tenant must own. Only a member has them, not a guest. */
import { emailDomain } from '@gatehouse-sso/core/email'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { OrganizationConfiguration } from '../ports/configuration.ts'

interface Member {
  readonly identity: VerifiedIdentity
  readonly organization: OrganizationConfiguration
}

/** The user names of a member that are in a verified domain of the organization. */
export function memberNames({ identity, organization }: Member): readonly string[] {
  if (identity.is_guest) return []
  const names = identity.naming_claims.domain_owned.map((claim) => identity.claims[claim])
  return names.filter((name) => typeof name === 'string').filter((name) => isOwnDomain(organization, name))
}

/** Whether an address is in a verified domain of the organization. */
export function isOwnDomain({ domains }: OrganizationConfiguration, address: string): boolean {
  const domain = emailDomain(address)
  return domains.some((own) => own.domain === domain)
}
