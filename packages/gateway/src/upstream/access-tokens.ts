/** The port `AccessTokens`, answered by the rules of Microsoft Entra ID. */
import type { AccessTokens, TokenAuthority } from '../domain/ports/access-tokens.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { entra } from '../providers/entra.ts'
import type { EntraSettings } from '../providers/entra-settings.ts'

/** An id that no tenant has: the other settings are checked with it. */
const noTenant = '00000000-0000-0000-0000-000000000000'

export function accessTokens(outbound: Outbound): AccessTokens {
  return {
    check(authority) {
      const parsed = entra.settings.safeParse(enteredOf(authority, noTenant))
      if (!parsed.success) {
        return parsed.error.issues.map(({ path, message }) => ({
          param: `/${path.join('/')}`,
          code: 'invalid_value',
          message,
        }))
      }
      outbound.check(String(entra.client(parsed.data).discovery_url))
      return []
    },
    authorityOf(authority, tenant_id) {
      const identity = entra.identityOf(settingsOf(authority, tenant_id), { tid: tenant_id, oid: noTenant }, '')
      if (identity === null) throw new Error(`${tenant_id} is no tenant ID`)
      return identity.authority
    },
  }
}

function enteredOf({ cloud, authority_host, application_id, application_keys }: TokenAuthority, tenant_id: string) {
  return {
    tenant_id,
    client_id: application_id,
    cloud,
    ...(authority_host === null ? {} : { authority_host }),
    application_keys,
  }
}

/** The settings of a connection to the same tenant, checked when the API resource was saved. */
function settingsOf(authority: TokenAuthority, tenant_id: string): EntraSettings {
  return enteredOf(authority, tenant_id)
}
