/** The facts about a tenant in Entra's discovery document, for people. */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { EntraSettings } from './entra-settings.ts'

const clouds: Readonly<Record<Language, Readonly<Record<EntraSettings['cloud'], string>>>> = {
  en: {
    public: 'public cloud',
    us_government: 'US Government cloud',
    china: 'China cloud',
    external_id: 'External ID',
    custom: 'own origin',
  },
  de: {
    public: 'öffentliche Cloud',
    us_government: 'US-Regierungscloud',
    china: 'China-Cloud',
    external_id: 'External ID',
    custom: 'eigener Ursprung',
  },
}

/** The tenant's id, its cloud and the region of its directory. Entra publishes no name. */
export function entraFacts(
  { tenant_id, cloud }: EntraSettings,
  { tenant_region_scope }: Claims,
  language: Language,
): readonly string[] {
  return [
    tenant_id,
    clouds[language][cloud],
    ...(typeof tenant_region_scope === 'string' && /^[A-Z]{2,6}$/.test(tenant_region_scope)
      ? [tenant_region_scope]
      : []),
  ]
}
