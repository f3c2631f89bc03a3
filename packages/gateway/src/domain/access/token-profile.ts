/** The profile in an access token, by the claim names of the API resource. */
import { readClaim } from '@gatehouse-sso/core/mapping/claim-path'
import { knownSpelling } from '@gatehouse-sso/core/mapping/known-spelling'
import { type ClaimMap, type Mapped, mapProfile } from '@gatehouse-sso/core/mapping/profile'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
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
  const mapped = mapProfile(mappingOf(resource), { id_token: claims })
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
      is_admin: isAdministrator(resource, claims),
    },
  }
}

function mappingOf({ claims }: ApiResourceRecord): ClaimMap {
  return {
    identifier: [claims.subject],
    email: [claims.email],
    name: [claims.name],
    given_name: [claims.given_name],
    family_name: [claims.family_name],
    // Version 1.0 has other names for it.
    preferred_username: ['preferred_username', 'upn', 'unique_name'],
    groups: [claims.groups],
    roles: [claims.roles],
    custom_attributes: Object.fromEntries(
      Object.entries(claims.custom_attributes).map(([name, path]) => [name, [path]]),
    ),
  }
}

/** Whether the claim has the value that means yes, alone or in a list. */
function isAdministrator({ claims: { is_admin }, match_case }: ApiResourceRecord, claims: Claims): boolean {
  if (is_admin === null) return false
  const form = (value: unknown): string => (match_case === 'exact' ? String(value) : String(value).toLowerCase())
  const sent = [readClaim(claims, is_admin.claim)].flat()
  return sent.some(
    (value) => ['string', 'number', 'boolean'].includes(typeof value) && form(value) === form(is_admin.value),
  )
}
