/**
 * The admin consent endpoint of Entra.
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
import { originOf } from '@gatehouse-sso/core/oauth/entra-authority'
import { clouds } from '@gatehouse-sso/core/oauth/entra-clouds'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { type EntraSettings, isTemplate } from './entra-settings.ts'
import type { ConsentPermissions } from './provider.ts'

/** The name of Microsoft Graph in scopes. Hosts that stand in for the public cloud use its name. */
const graphScope = ({ cloud }: EntraSettings): string =>
  `${cloud === 'custom' || cloud === 'external_id' ? clouds.public.graph : clouds[cloud].graph}/.default`

/** The tenant that is asked. The endpoint has no `common`, and with one allowed tenant only that one can consent. */
function tenantOf(value: EntraSettings): string {
  if (!isTemplate(value)) return value.tenant_id
  const [only, ...others] = value.allowed_tenants ?? []
  return only !== undefined && others.length === 0 ? only : 'organizations'
}

export function entraConsent(value: EntraSettings, permissions: ConsentPermissions, scopes: readonly string[]): string {
  const scope = permissions === 'all' ? graphScope(value) : scopes.join(' ')
  const endpoint = `${originOf(value)}/${tenantOf(value)}/v2.0/adminconsent`
  return withParameters(endpoint, { client_id: value.client_id, scope })
}
