import { everyMember } from '../directory/directory-role.ts'
import { microsoftGraphAppId } from '../directory/enterprise-settings.ts'
import { issuerV1 } from '../tenants/authority.ts'
import type { Program } from './app-token.ts'
import { type Claims, inEntraOrder } from './claim-order.ts'
import { displayedUserName, identityProviderClaim } from './guest.ts'
import { internalClaims } from './internal-claims.ts'
import type { Person } from './person.ts'
import type { Setting } from './setting.ts'
import { pairwiseSubject } from './subject.ts'
import { appTokenSeconds, tokenTimes } from './token-times.ts'

/** The claims of a person's v1.0 token for Microsoft Graph. `xms_st.sub` is the `sub` that the client knows. */
export function graphTokenClaims(
  setting: Setting,
  person: Person,
  request: { readonly scope: string; readonly lifetime_seconds: number; readonly client_authentication: string },
): Claims {
  const { address, clock, directory, entropy } = setting
  const { tenant, user, client } = person
  const guest = user.userType === 'Guest'
  return inEntraOrder({
    aud: microsoftGraphAppId,
    iss: issuerV1(address.baseUrl(), tenant.id),
    ...tokenTimes(clock.seconds(), request.lifetime_seconds),
    ...internalClaims(entropy),
    acct: guest ? 1 : 0,
    acr: '1',
    amr: ['pwd'],
    app_displayname: client.displayName,
    appid: client.appId,
    appidacr: request.client_authentication,
    family_name: user.surname ?? undefined,
    given_name: user.givenName ?? undefined,
    idp: identityProviderClaim(directory, user, address.baseUrl()),
    idtyp: 'user',
    ipaddr: '127.0.0.1',
    name: user.displayName,
    oid: user.id,
    scp: request.scope,
    sub: pairwiseSubject(tenant.id, microsoftGraphAppId, user.id),
    tenant_region_scope: tenant.region,
    tid: tenant.id,
    unique_name: displayedUserName(user),
    upn: user.userPrincipalName,
    ver: '1.0',
    wids: [...user.directoryRoles, everyMember],
    xms_st: { sub: pairwiseSubject(tenant.id, client.appId, user.id) },
  })
}

/** The claims of a program's token for Microsoft Graph, with the application permissions that were granted. */
export function graphAppTokenClaims(setting: Setting, program: Program, permissions: readonly string[]): Claims {
  const { address, clock, entropy } = setting
  const { tenant, client, service_principal_id: id, client_authentication: by } = program
  const issuer = issuerV1(address.baseUrl(), tenant.id)
  return inEntraOrder({
    aud: 'https://graph.microsoft.com',
    iss: issuer,
    ...tokenTimes(clock.seconds(), appTokenSeconds),
    ...internalClaims(entropy),
    app_displayname: client.displayName,
    appid: client.appId,
    appidacr: by,
    idp: issuer,
    idtyp: 'app',
    oid: id,
    roles: permissions.length > 0 ? permissions : undefined,
    sub: id,
    tenant_region_scope: tenant.region,
    tid: tenant.id,
    ver: '1.0',
  })
}
