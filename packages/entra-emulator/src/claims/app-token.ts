import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import { issuerV1, issuerV2 } from '../tenants/authority.ts'
import { audienceV1 } from './access-token.ts'
import { type Claims, inEntraOrder } from './claim-order.ts'
import { internalClaims } from './internal-claims.ts'
import type { Setting } from './setting.ts'
import { appTokenSeconds, tokenTimes } from './token-times.ts'

export interface Program {
  readonly tenant: Tenant
  readonly client: Application
  /** Object id of the client's service principal in this tenant. */
  readonly service_principal_id: string
  /** 1 for a secret, 2 for a certificate. */
  readonly client_authentication: '0' | '1' | '2'
}

/**
 * The claims of a program's access token. It has no name and no `scp`; `sub` and `oid` are the service principal. Entra
 * also issues a token to a program without a role. That token has no `roles`, so an API must check them.
 */
export function appTokenClaims(
  setting: Setting,
  program: Program,
  api: Application,
  identifier: string,
  roles: readonly string[],
): Claims {
  const { address, clock, entropy } = setting
  const { tenant, client, service_principal_id: id, client_authentication: by } = program
  const issuer = issuerV1(address.baseUrl(), tenant.id)
  const version =
    api.api.requestedAccessTokenVersion === 2
      ? { aud: api.appId, iss: issuerV2(address.baseUrl(), tenant.id), azp: client.appId, azpacr: by, ver: '2.0' }
      : { aud: audienceV1(api, identifier), iss: issuer, appid: client.appId, appidacr: by, idp: issuer, ver: '1.0' }
  return inEntraOrder({
    ...tokenTimes(clock.seconds(), appTokenSeconds),
    ...internalClaims(entropy),
    idtyp: 'app',
    oid: id,
    roles: roles.length > 0 ? roles : undefined,
    sub: id,
    tid: tenant.id,
    ...version,
  })
}
