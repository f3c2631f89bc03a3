/**
 * Microsoft Entra ID by OpenID Connect.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc, …/id-token-claims-reference
 */
import { groupsIncomplete } from '@gatehouse-sso/core/oauth/access-profile'
import { acceptsEntraKey, discoveryUrlOf, originOf } from '@gatehouse-sso/core/oauth/entra-authority'
import { clouds } from '@gatehouse-sso/core/oauth/entra-clouds'
import { withoutAddresses } from './entra-addresses.ts'
import { checkCodes, cloudOf, complaintOf } from './entra-check.ts'
import { entraConsent } from './entra-consent.ts'
import { entraDirectory } from './entra-directory.ts'
import { entraFacts } from './entra-facts.ts'
import { codesIn, entraHints, explained, referencesIn } from './entra-hints/index.ts'
import { unreturnedFromEntra } from './entra-hints/unreturned.ts'
import { entraPortal } from './entra-portal.ts'
import { entraProofs } from './entra-proofs.ts'
import {
  discoveryIssuersOf,
  type EntraSettings,
  entraFields,
  entraSettings,
  federationOf,
  guid,
  isTemplate,
  resolveEntra,
} from './entra-settings.ts'
import { entraForm } from './forms/entra.ts'
import { entraGuide, entraSummary } from './guides/entra/guide.ts'
import { oidcProvider } from './provider.ts'

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 'true' || value === '1'

export const entra = oidcProvider<EntraSettings>({
  id: 'entra_oidc',
  name: 'Microsoft Entra ID',
  short_name: 'Entra ID',
  protocol: 'oidc',
  summary: entraSummary,
  guide: entraGuide,
  form: entraForm,
  portal: entraPortal,
  tenantFacts: entraFacts,
  fields: entraFields,
  settings: entraSettings,
  alternatives: [['tenant_id'], ['discovery_url'], ['authorization_endpoint', 'token_endpoint']],
  rewrite: withoutAddresses,
  resolve: resolveEntra,
  discovery_proves: 'The tenant exists, and its configuration can be read.',
  default_mapping: {
    identifier: ['oid'],
    email: ['email'],
    name: ['name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username', 'upn'],
    groups: ['groups'],
    roles: ['roles'],
  },
  choose_prompt: 'select_account',
  ask_auth_time: true,
  // Authentication contexts of Conditional Access.
  acrs: /^c[1-9]\d?$/,

  client: (value) => ({
    discovery_url: discoveryUrlOf(value, value.tenant_id),
    discovery_issuers: discoveryIssuersOf(value),
    client_id: value.client_id,
    scopes: value.scopes ?? ['openid', 'profile', 'email'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_algorithms: ['RS256'],
    assertion_audience: 'token_endpoint',
    federation: federationOf(value),
  }),

  expectedIssuer(value, { tid }, discovery_issuer) {
    if (typeof tid !== 'string' || !guid.test(tid)) return null
    const allowed = isTemplate(value) ? (value.allowed_tenants ?? []) : [value.tenant_id]
    if (!allowed.includes(tid.toLowerCase())) return null
    return isTemplate(value) ? discovery_issuer.replace('{tenantid}', tid) : discovery_issuer
  },

  // Where the document names no cloud, the setting does.
  acceptsKey(value, key, claims, { cloud_instance_name }) {
    const named = value.cloud === 'custom' || value.cloud === 'external_id' ? undefined : clouds[value.cloud].instance
    return acceptsEntraKey(key, claims, cloud_instance_name ?? named)
  },

  identityOf(value, { tid, oid }) {
    if (typeof tid !== 'string' || typeof oid !== 'string' || !guid.test(oid)) return null
    const cloud =
      value.cloud === 'custom' || value.cloud === 'external_id' ? new URL(originOf(value)).host : value.cloud
    return { authority: `entra:${cloud}:${tid.toLowerCase()}`, subject: oid.toLowerCase() }
  },

  // `xms_edov`: Entra has verified that the tenant owns the email's domain. It comes as true, 1, "1" or "true".
  // Without it the mail attribute is free text of the tenant's administrators (nOAuth).
  emailWord: ({ xms_edov }) =>
    xms_edov === undefined || xms_edov === null ? null : isTrue(xms_edov) ? 'domain_owner' : 'none',
  default_email_word: 'asserted',
  // A guest has the home tenant in `idp`, 1 in `acct`, or `#EXT#` in the user principal name.
  isGuest: ({ iss, idp, acct, upn, preferred_username, tid }) =>
    acct === 1 ||
    acct === '1' ||
    [upn, preferred_username].some((name) => typeof name === 'string' && /#EXT#/i.test(name)) ||
    (idp !== undefined && idp !== iss && idp !== `https://sts.windows.net/${tid}/`),
  isPinned: (value) => !isTemplate(value) || value.allowed_tenants?.length === 1,
  // Entra makes `oid` and `sub`. A member's user principal name ends in a domain that the tenant has proved.
  naming_claims: { issued: ['oid', 'sub'], domain_owned: ['preferred_username', 'upn'] },
  // Userinfo is Microsoft Graph, which has neither groups, app roles nor optional claims.
  never_in_userinfo: ['groups', 'roles', 'is_admin', 'custom_attributes'],

  groupsIncomplete,

  directory: entraDirectory,

  credentialProofs: entraProofs,
  confused: (value) =>
    isTemplate(value)
      ? null
      : {
          settings: { ...value, tenant_id: value.client_id, client_id: value.tenant_id },
          failure: 'tenant_and_client_swapped',
        },

  adminConsent: entraConsent,
  logout_signals: ['frontchannel'],
  logout_hint_claim: 'login_hint',
  // An application of many tenants has one logout URL, and a connection for each of them.
  registrationOf: (value) => `${originOf(value)} ${value.client_id}`,
  cloudOf,
  complaintOf,
  check_codes: checkCodes,

  secretProblem: (secret) =>
    guid.test(secret)
      ? 'is the Secret ID: copy the column Value instead. It is shown only once; if it is gone, make a new secret'
      : undefined,

  errorCodes: codesIn,
  errorReferences: referencesIn,
  declined_codes: ['AADSTS65004'],
  uninstalled_codes: ['AADSTS7000229'],

  explained_codes: Object.keys(entraHints),
  unreturnedCodes: unreturnedFromEntra,
  explain: (value, code, language) => explained(entraHints, value, code, language),
})
