import { groupClaims, groupsReplaceRoles } from '../claims/group-claims.ts'
import { identityProviderClaim } from '../claims/guest.ts'
import { roleClaim } from '../claims/role-claims.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { issuerV1 } from '../tenants/authority.ts'
import type { SamlApplication } from './find-application.ts'
import { sourceValues } from './name-id.ts'

export interface SamlAttribute {
  readonly name: string
  readonly values: readonly string[]
}

const identity = 'http://schemas.microsoft.com/identity/claims'
const older = 'http://schemas.microsoft.com/ws/2008/06/identity'
const byPassword = `${older}/authenticationmethod/password`

/** The names of the attributes of groups, roles and the pointer to the groups. */
export const attributeNames = {
  groups: `${older}/claims/groups`,
  role: `${older}/claims/role`,
  wids: `${older}/claims/wids`,
  groups_link: 'http://schemas.microsoft.com/claims/groups.link',
  email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
} as const

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The endpoint in the claim that stands for too many groups. */
function overageEndpoint(claims: ReturnType<typeof groupClaims>): readonly string[] {
  const sources: unknown = claims._claim_sources
  const endpoint: unknown = Object(Object(sources).src1).endpoint
  return typeof endpoint === 'string' ? [endpoint] : []
}

/** The attributes of an assertion of Entra, in its order. An attribute without a value is left out. */
export function attributesOf(
  { address, directory }: Pick<Emulation, 'address' | 'directory'>,
  application: SamlApplication,
  tenant: Tenant,
  user: User,
  forcedOverage: boolean,
): readonly SamlAttribute[] {
  const base = address.baseUrl()
  const { saml } = application
  const ofGroups = groupClaims(directory, tenant, application, user, 'saml2Token', 'saml', forcedOverage)
  const ownRoles = groupsReplaceRoles(application, 'saml2Token')
    ? []
    : (roleClaim(directory, tenant, application, user.id) ?? [])
  const all: readonly SamlAttribute[] = [
    { name: `${identity}/tenantid`, values: [tenant.id] },
    { name: `${identity}/objectidentifier`, values: [user.id] },
    { name: `${identity}/displayname`, values: [user.displayName] },
    { name: saml.groupClaimName ?? attributeNames.groups, values: texts(ofGroups.groups) },
    { name: attributeNames.groups_link, values: overageEndpoint(ofGroups) },
    {
      name: `${identity}/identityprovider`,
      values: [identityProviderClaim(directory, user, base) ?? issuerV1(base, tenant.id)],
    },
    { name: 'http://schemas.microsoft.com/claims/authnmethodsreferences', values: [byPassword] },
    { name: attributeNames.role, values: [...ownRoles, ...texts(ofGroups.roles)] },
    { name: attributeNames.wids, values: texts(ofGroups.wids) },
    ...saml.claims.map(({ samlClaimType, id, value }) => ({
      name: samlClaimType,
      values: id === null ? [value ?? ''] : sourceValues(user, id),
    })),
  ]
  return all.filter(({ values }) => values.length > 0)
}
