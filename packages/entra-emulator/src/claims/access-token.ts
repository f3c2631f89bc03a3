import type { Application } from '../directory/application.ts'
import { issuerV1, issuerV2 } from '../tenants/authority.ts'
import { type Claims, inEntraOrder } from './claim-order.ts'
import { emailClaim } from './email-claim.ts'
import { groupClaims, groupsReplaceRoles } from './group-claims.ts'
import { displayedUserName, identityProviderClaim } from './guest.ts'
import { internalClaims } from './internal-claims.ts'
import { mappedClaims } from './mapped-claims.ts'
import { optionalClaims, ownerVerifiedClaim } from './optional-claims.ts'
import type { Person } from './person.ts'
import { roleClaim } from './role-claims.ts'
import type { Setting } from './setting.ts'
import { pairwiseSubject } from './subject.ts'
import { tokenTimes } from './token-times.ts'

export interface AccessTokenRequest {
  readonly api: Application
  /** Identifier of the API, as in the request. */
  readonly identifier: string
  /** Value of `scp`. */
  readonly scope: string
  readonly lifetime_seconds: number
  /** "0" for a public client, "1" for a secret, "2" for a certificate. */
  readonly client_authentication: '0' | '1' | '2'
  readonly forced_overage: boolean
}

/** `aud` of a v1.0 token: the requested identifier, unless the registration asks for the GUID. */
export function audienceV1(api: Application, identifier: string): string {
  const entry = api.optionalClaims.accessToken.find(({ name }) => name === 'aud')
  return entry?.additionalProperties.includes('use_guid') ? api.appId : identifier
}

function versionOne(setting: Setting, { tenant, user, client }: Person, request: AccessTokenRequest): Claims {
  const guest = user.userType === 'Guest'
  return {
    aud: audienceV1(request.api, request.identifier),
    iss: issuerV1(setting.address.baseUrl(), tenant.id),
    acr: '1',
    amr: ['pwd'],
    appid: client.appId,
    appidacr: request.client_authentication,
    email: guest ? emailClaim(tenant, user, request.api) : undefined,
    family_name: user.surname ?? undefined,
    given_name: user.givenName ?? undefined,
    ipaddr: '127.0.0.1',
    unique_name: displayedUserName(user),
    upn: guest ? undefined : user.userPrincipalName,
    ver: '1.0',
  }
}

function versionTwo(setting: Setting, { tenant, user, client, grant }: Person, request: AccessTokenRequest): Claims {
  return {
    aud: request.api.appId,
    iss: issuerV2(setting.address.baseUrl(), tenant.id),
    azp: client.appId,
    azpacr: request.client_authentication,
    preferred_username: displayedUserName(user),
    sid: grant.sid,
    ver: '2.0',
  }
}

/**
 * The claims of a person's access token for an API. The API's registration decides version, optional claims, groups and
 * roles. The client and the endpoint have no influence.
 */
export function accessTokenClaims(setting: Setting, person: Person, request: AccessTokenRequest): Claims {
  const { address, clock, directory, entropy } = setting
  const { tenant, user, grant } = person
  const { api } = request
  const isVersionTwo = api.api.requestedAccessTokenVersion === 2
  const source = {
    tenant,
    user,
    application: api,
    sid: grant.sid,
    auth_time: grant.auth_time,
    with_profile: true,
  }
  const own = (isVersionTwo ? versionTwo : versionOne)(setting, person, request)
  const optional = optionalClaims(source, 'accessToken')
  const idtyp = api.optionalClaims.accessToken.find(({ name }) => name === 'idtyp')
  const asksCapabilities = api.optionalClaims.accessToken.some(({ name }) => name === 'xms_cc')
  const email = optional.email ?? own.email
  return inEntraOrder({
    ...mappedClaims(directory, tenant, api, user, String(own.aud)),
    ...tokenTimes(clock.seconds(), request.lifetime_seconds),
    ...internalClaims(entropy),
    // The person meets every authentication context, as after a second factor.
    acrs: grant.claims.access_acrs === undefined ? undefined : [grant.claims.access_acrs],
    idp: identityProviderClaim(directory, user, address.baseUrl()),
    idtyp: idtyp?.additionalProperties.includes('include_user_token') ? 'user' : undefined,
    name: user.displayName,
    oid: user.id,
    roles: groupsReplaceRoles(api, 'accessToken') ? undefined : roleClaim(directory, tenant, api, user.id),
    scp: request.scope,
    sub: pairwiseSubject(tenant.id, api.appId, user.id),
    tid: tenant.id,
    xms_cc: asksCapabilities && grant.claims.capabilities.length > 0 ? grant.claims.capabilities : undefined,
    ...groupClaims(directory, tenant, api, user, 'accessToken', 'token', request.forced_overage),
    ...optional,
    ...own,
    email,
    xms_edov: ownerVerifiedClaim(source, 'accessToken', email),
  })
}
