/** The profile in an access token, by the claim names of the API resource. */
import { knownSpelling } from '@gatehouse-sso/core/mapping/known-spelling'
import type { Mapped } from '@gatehouse-sso/core/mapping/profile'
import { accessProfile } from '@gatehouse-sso/core/oauth/access-profile'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { ApiResourceRecord } from '../stores/api-resources.ts'
import type { RoleRecord } from '../stores/roles.ts'

export function tokenProfile(
  resource: ApiResourceRecord,
  { groups }: OrganizationConfiguration,
  roles: readonly RoleRecord[],
  { claims }: VerifiedIdentity,
): Mapped {
  const mapped = accessProfile(resource, claims)
  const { admin_group } = resource
  const spell = knownSpelling({ groups, roles, admin_group }, resource)
  const spelled = (values: readonly string[]): readonly string[] => [...new Set(values.map(spell))]
  const { profile } = mapped
  return {
    ...mapped,
    profile: {
      ...profile,
      groups: spelled(profile.groups),
      role_claims: spelled(profile.role_claims),
    },
  }
}
