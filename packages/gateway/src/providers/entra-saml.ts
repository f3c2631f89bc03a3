/**
 * Microsoft Entra ID by SAML 2.0. A person is the same as by OpenID Connect: tenant and object ID.
 * https://learn.microsoft.com/entra/identity-platform/single-sign-on-saml-protocol
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { cloudOfHost } from '@gatehouse-sso/core/oauth/entra-clouds'
import { entraDirectory } from './entra-directory.ts'
import { codesIn, entraHints, explained, referencesIn } from './entra-hints/index.ts'
import type { Where } from './entra-hints/places.ts'
import { unreturnedFromEntra } from './entra-hints/unreturned.ts'
import { entraPortal } from './entra-portal.ts'
import {
  authorityOf,
  clientIdOf,
  type EntraSamlSettings,
  entraSamlFields,
  entraSamlSettings,
  tenantOf,
} from './entra-saml-settings.ts'
import { guid } from './entra-settings.ts'
import { entraSamlForm } from './forms/saml.ts'
import { entraSamlGuide, entraSamlSummary } from './guides/saml/guide.ts'
import type { SamlProvider } from './provider.ts'
import { namedIn, saml } from './saml.ts'
import { entraAttributes, entraEmails, microsoftClaims } from './saml-attributes.ts'

/** The name of the cloud, or of the host that stands for itself. */
function cloudOf(value: EntraSamlSettings): string {
  const { cloud, authority_host = '' } = authorityOf(value)
  return cloud === 'custom' ? new URL(authority_host).host : cloud
}

/** The pages of the admin center that hints lead to. */
function whereOf(value: Partial<EntraSamlSettings>): Where {
  const { sso_url = '' } = value
  const cloud = URL.canParse(sso_url) ? (cloudOfHost(new URL(sso_url).host) ?? 'custom') : 'public'
  return { tenant_id: tenantOf(value) ?? '', client_id: clientIdOf(value) ?? '', cloud }
}

const graphCertificate =
  'Make a certificate for the connection, and add it at Entra admin center > App registrations > your app > ' +
  'Certificates & secrets > Certificates'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const entraSaml: SamlProvider<EntraSamlSettings> = {
  ...saml,
  id: 'entra_saml',
  name: 'Microsoft Entra ID (SAML)',
  short_name: 'Entra ID (SAML)',
  summary: entraSamlSummary,
  guide: entraSamlGuide,
  form: entraSamlForm,
  portal: { ...entraPortal, identified_by: ['metadata_url', 'idp_entity_id'], metadata_parameter: 'appid' },
  fields: entraSamlFields,
  settings: entraSamlSettings,
  default_mapping: entraAttributes,
  login_hint_parameter: 'login_hint',
  domain_hint_parameter: 'domain_hint',
  amr_attribute: microsoftClaims.methods,
  email_attributes: entraEmails,
  // https://learn.microsoft.com/entra/identity-platform/single-sign-out-saml-protocol: the host that people sign in at,
  // where assertions have sts.windows.net.
  logoutIssuers: (value) => [`${new URL(value.sso_url).origin}/${tenantOf(value)}/`],
  identityOf(value, subject, connection_id) {
    const [tid, oid] = [microsoftClaims.tenant_id, microsoftClaims.object_id].map((name) => text(subject.claims[name]))
    const expected = tenantOf(value)
    if (tid !== undefined && tid.toLowerCase() !== expected) {
      throw new Failure('token_tenant_wrong', { expected: expected ?? 'a tenant', received: tid.slice(0, 100) })
    }
    if (tid === undefined || oid === undefined || !guid.test(oid)) return namedIn(value, subject, connection_id)
    return { authority: `entra:${cloudOf(value)}:${tid.toLowerCase()}`, subject: oid.toLowerCase() }
  },
  isGuest: (claims) => {
    const home = text(claims[microsoftClaims.identity_provider])
    const tid = text(claims[microsoftClaims.tenant_id])
    const isForeign = home !== undefined && tid !== undefined && !home.toLowerCase().includes(tid.toLowerCase())
    return isForeign || /#EXT#/i.test(text(claims[microsoftClaims.name]) ?? '')
  },
  // Entra makes the object ID. A member's user principal name ends in a domain that the tenant has proved.
  naming_claims: { issued: [microsoftClaims.object_id], domain_owned: [microsoftClaims.name] },
  // More than 150 groups: an address of Graph stands in their place.
  groupsIncomplete: (claims) => claims[microsoftClaims.groups_link] !== undefined,
  directory(value, claims) {
    const [tid, oid] = [tenantOf(value), text(claims[microsoftClaims.object_id])]
    if (oid === undefined || !guid.test(oid)) return null
    const query = entraDirectory({ ...authorityOf(value), group_format: value.group_format }, { tid, oid })
    return { client_id: clientIdOf(value), query: { ...query, remedy: `${graphCertificate}; then ${query.remedy}` } }
  },
  errorCodes: codesIn,
  errorReferences: referencesIn,
  declined_codes: ['AADSTS65004'],
  explained_codes: Object.keys(entraHints),
  unreturnedCodes: (value, pattern, hasConsent) =>
    unreturnedFromEntra({ tenant_id: tenantOf(value) ?? '' }, pattern, hasConsent),
  explain: (value, code, language) => explained(entraHints, whereOf(value), code, language),
}
