/** The profile in an access token from Microsoft Entra ID, by the claim names of the API. */
import { readClaim } from '../mapping/claim-path.ts'
import { type ClaimMap, type Mapped, mapProfile } from '../mapping/profile.ts'
import type { Claims } from '../oidc/claims.ts'

/** The claims of each attribute. */
export interface AccessClaimNames {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly given_name: string
  readonly family_name: string
  readonly groups: string
  readonly roles: string
  readonly is_admin: { readonly claim: string; readonly value: string } | null
  readonly custom_attributes: Readonly<Record<string, string>>
}

export interface ProfileRules {
  readonly claims: AccessClaimNames
  readonly match_case: 'exact' | 'insensitive'
}

/** The names that Entra has for them. */
export const entraClaimNames: AccessClaimNames = {
  subject: 'oid',
  email: 'email',
  name: 'name',
  given_name: 'given_name',
  family_name: 'family_name',
  groups: 'groups',
  roles: 'groups',
  is_admin: null,
  custom_attributes: {},
}

/** Groups, roles and the flag of administrators are as the token has them. */
export function accessProfile(rules: ProfileRules, claims: Claims): Mapped {
  const mapped = mapProfile(mappingOf(rules), { id_token: claims })
  return { ...mapped, profile: { ...mapped.profile, is_admin: isAdministrator(rules, claims) } }
}

function mappingOf({ claims }: ProfileRules): ClaimMap {
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
function isAdministrator({ claims: { is_admin }, match_case }: ProfileRules, claims: Claims): boolean {
  if (is_admin === null) return false
  const form = (value: unknown): string => (match_case === 'exact' ? String(value) : String(value).toLowerCase())
  const sent = [readClaim(claims, is_admin.claim)].flat()
  return sent.some(
    (value) => ['string', 'number', 'boolean'].includes(typeof value) && form(value) === form(is_admin.value),
  )
}

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 'true' || value === '1'

/** Whether Entra left the groups out because there are too many (groups overage). */
export function groupsIncomplete({ groups, hasgroups, _claim_names }: Claims): boolean {
  if (groups !== undefined) return false
  return isTrue(hasgroups) || (typeof _claim_names === 'object' && _claim_names !== null && 'groups' in _claim_names)
}
