/** Okta by SAML 2.0. https://developer.okta.com/docs/guides/build-sso-integration/saml2/main/ */
import { oktaSamlForm } from './forms/saml.ts'
import { oktaSamlGuide, oktaSamlSummary } from './guides/saml/guide.ts'
import type { SamlProvider } from './provider.ts'
import { saml } from './saml.ts'
import type { SamlSettings } from './saml-settings.ts'

export const oktaSaml: SamlProvider<SamlSettings> = {
  ...saml,
  id: 'okta_saml',
  name: 'Okta (SAML)',
  short_name: 'Okta (SAML)',
  summary: oktaSamlSummary,
  guide: oktaSamlGuide,
  form: oktaSamlForm,
}
