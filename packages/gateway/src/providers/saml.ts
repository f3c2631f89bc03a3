/** Any identity provider with SAML 2.0: AD FS, Keycloak, Ping, OneLogin, Shibboleth and others. */
import { samlForm } from './forms/saml.ts'
import { samlGuide, samlSummary } from './guides/saml/guide.ts'
import type { Identity, SamlProvider, SamlSubject } from './provider.ts'
import { usualAttributes, usualEmails } from './saml-attributes.ts'
import { type SamlSettings, samlFields, samlSettings } from './saml-settings.ts'

const formats = 'urn:oasis:names:tc:SAML'
const transient = `${formats}:2.0:nameid-format:transient`
const email = `${formats}:1.1:nameid-format:emailAddress`

/**
 * A name has meaning only for the identity provider of the connection. An address as a NameID is a name like any other,
 * and proves nothing about a mailbox; its case does not count. A transient NameID names nobody for longer than a session.
 */
export function namedIn(
  { subject_attribute }: Pick<SamlSettings, 'subject_attribute'>,
  { issuer, name_id, name_id_format, claims }: SamlSubject,
  connection_id: string,
): Identity | null {
  const authority = `${connection_id}|${issuer}`
  if (subject_attribute !== undefined) {
    const value = Object.hasOwn(claims, subject_attribute) ? claims[subject_attribute] : undefined
    return typeof value === 'string' && value !== '' ? { authority, subject: value } : null
  }
  if (name_id_format === transient) return null
  return { authority, subject: name_id_format === email ? name_id.toLowerCase() : name_id }
}

export const saml: SamlProvider<SamlSettings> = {
  id: 'saml',
  name: 'SAML 2.0',
  short_name: 'SAML',
  protocol: 'saml',
  summary: samlSummary,
  guide: samlGuide,
  form: samlForm,
  portal: { identified_by: ['metadata_url', 'idp_entity_id'] },
  fields: samlFields,
  settings: samlSettings,
  // The document stays with the administrator; its values are stored.
  rewrite: ({ metadata_xml: _, ...entered }) => entered,
  default_mapping: usualAttributes,
  identityOf: namedIn,
  login_hint_parameter: null,
  domain_hint_parameter: null,
  amr_attribute: null,
  email_attributes: usualEmails,
  // An attribute is what administrators wrote.
  emailWord: () => null,
  default_email_word: 'asserted',
  logout_signals: [],
  explained_codes: [],
  unreturnedCodes: () => [],
  explain: () => undefined,
}
