/** Okta by SAML 2.0. https://developer.okta.com/docs/guides/build-sso-integration/saml2/main/ */
import { oktaSamlForm } from './forms/saml.ts'
import { oktaSamlGuide, oktaSamlSummary } from './guides/saml/guide.ts'
import type { SamlProvider } from './provider.ts'
import { saml } from './saml.ts'
import { usualAttributes } from './saml-attributes.ts'
import { checkSamlSettings, type SamlSettings, samlFields, subjectAttribute } from './saml-settings.ts'

/** The NameID of Okta is a user name, which somebody else may get later. The guide has the customer send `user.id` as `id`. */
const fields = samlFields.extend({ subject_attribute: subjectAttribute.default('id') })

export const oktaSaml: SamlProvider<SamlSettings> = {
  ...saml,
  id: 'okta_saml',
  name: 'Okta (SAML)',
  short_name: 'Okta (SAML)',
  summary: oktaSamlSummary,
  guide: oktaSamlGuide,
  form: oktaSamlForm,
  fields,
  settings: fields.superRefine(checkSamlSettings),
  default_mapping: { ...usualAttributes, identifier: ['id'] },
}
