/** Google Workspace by SAML 2.0. Its NameID is an address, and it has no logout. https://support.google.com/a/answer/6087519 */
import { googleSamlForm } from './forms/saml.ts'
import { googleSamlGuide, googleSamlSummary } from './guides/saml/guide.ts'
import type { SamlProvider } from './provider.ts'
import { saml } from './saml.ts'
import type { SamlSettings } from './saml-settings.ts'

export const googleSaml: SamlProvider<SamlSettings> = {
  ...saml,
  id: 'google_saml',
  name: 'Google Workspace (SAML)',
  short_name: 'Google (SAML)',
  summary: googleSamlSummary,
  guide: googleSamlGuide,
  form: googleSamlForm,
}
