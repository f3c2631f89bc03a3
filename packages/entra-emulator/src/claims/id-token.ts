import { issuerV2 } from '../tenants/authority.ts'
import { type Claims, inEntraOrder } from './claim-order.ts'
import { emailClaim } from './email-claim.ts'
import { groupClaims, type groupLimits, groupsReplaceRoles } from './group-claims.ts'
import { displayedUserName, identityProviderClaim } from './guest.ts'
import { internalClaims } from './internal-claims.ts'
import { mappedClaims } from './mapped-claims.ts'
import { type ClaimSource, optionalClaims, ownerVerifiedClaim } from './optional-claims.ts'
import type { Person } from './person.ts'
import { roleClaim } from './role-claims.ts'
import type { Setting } from './setting.ts'
import { pairwiseSubject } from './subject.ts'
import { idTokenSeconds, tokenTimes } from './token-times.ts'

export interface IdTokenRequest {
  readonly nonce: string | undefined
  /** Only in tokens from /authorize. */
  readonly c_hash: string | undefined
  readonly carrier: keyof typeof groupLimits
  readonly forced_overage: boolean
}

/**
 * The claims of a v2.0 ID token. Name, user name and `oid` need the scope `profile`. `given_name` and `family_name`
 * come only as optional claims. `email` comes with its scope, as an optional claim, or for a guest, if there is one.
 */
export function idTokenClaims(setting: Setting, person: Person, request: IdTokenRequest): Claims {
  const { address, clock, directory, entropy } = setting
  const { tenant, user, client, grant } = person
  const granted = (scope: string): boolean => grant.scopes.some(({ value }) => value === scope)
  const source: ClaimSource = {
    tenant,
    user,
    application: client,
    sid: grant.sid,
    auth_time: grant.auth_time,
    with_profile: granted('profile'),
  }
  const optional = optionalClaims(source, 'idToken')
  const email = granted('email') || user.userType === 'Guest' ? emailClaim(tenant, user, client) : optional.email
  return inEntraOrder({
    aud: client.appId,
    iss: issuerV2(address.baseUrl(), tenant.id),
    ...tokenTimes(clock.seconds(), idTokenSeconds),
    ...internalClaims(entropy),
    c_hash: request.c_hash,
    idp: identityProviderClaim(directory, user, address.baseUrl()),
    ...(granted('profile')
      ? { name: user.displayName, oid: user.id, preferred_username: displayedUserName(user) }
      : {}),
    nonce: request.nonce,
    sid: grant.sid,
    sub: pairwiseSubject(tenant.id, client.appId, user.id),
    tid: tenant.id,
    ver: '2.0',
    auth_time: grant.claims.auth_time ? grant.auth_time : undefined,
    // The person meets every authentication context, as after a second factor.
    acrs: grant.claims.acrs === undefined ? undefined : [grant.claims.acrs],
    roles: groupsReplaceRoles(client, 'idToken') ? undefined : roleClaim(directory, tenant, client, user.id),
    ...groupClaims(directory, tenant, client, user, 'idToken', request.carrier, request.forced_overage),
    ...mappedClaims(directory, tenant, client, user, client.appId),
    ...optional,
    email,
    xms_edov: ownerVerifiedClaim(source, 'idToken', email),
    // The optional claim of this name is for v1.0 tokens. In v2.0 the default claim stays.
    preferred_username: granted('profile') ? displayedUserName(user) : undefined,
  })
}
