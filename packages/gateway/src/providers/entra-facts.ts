/** The facts about a tenant in Entra's discovery document, for people. */
import { originOf } from '@gatehouse-sso/core/oauth/entra-authority'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { EntraSettings } from './entra-settings.ts'

type Named = Exclude<EntraSettings['cloud'], 'external_id' | 'custom'>

const words: Readonly<Record<Language, Readonly<Record<Named | 'tenant', string>>>> = {
  en: { tenant: 'Tenant', public: 'public cloud', us_government: 'US Government cloud', china: 'China cloud' },
  de: { tenant: 'Mandant', public: 'öffentliche Cloud', us_government: 'US-Regierungscloud', china: 'China-Cloud' },
}

/** The beginning of the tenant's id, its cloud and the region of its directory. Entra publishes no name of a tenant. */
export function entraFacts(
  value: EntraSettings,
  { tenant_region_scope }: Claims,
  language: Language,
): readonly string[] {
  const { tenant_id, cloud } = value
  const where = cloud === 'external_id' || cloud === 'custom' ? new URL(originOf(value)).host : words[language][cloud]
  const region =
    typeof tenant_region_scope === 'string' && /^[A-Z]{2,6}$/.test(tenant_region_scope) ? [tenant_region_scope] : []
  return [`${words[language].tenant} ${tenant_id.slice(0, 8)}…`, where, ...region]
}
