/**
 * The requests that prove a credential at Entra. A word for many tenants is no tenant that could be asked (AADSTS9001023),
 * so the allowed tenants are asked, the first ones in the order of the list. Entra knows the credential in each tenant in
 * which the application is installed.
 */
import { type EntraSettings, graphScope, isTemplate, tokenEndpointOf } from './entra-settings.ts'
import type { CredentialProof } from './provider.ts'

/** Tenants that are asked at most, so that a long list does not cost a long time. */
const maximumAsked = 3

export function entraProofs(value: EntraSettings): readonly CredentialProof[] {
  if (!isTemplate(value)) return [{ scope: graphScope, token_endpoint: null }]
  const tenants = (value.allowed_tenants ?? []).slice(0, maximumAsked)
  return tenants.map((tid) => ({ scope: graphScope, token_endpoint: tokenEndpointOf(value, tid) }))
}
