/**
 * Google Workspace by OpenID Connect. Anybody can have a Google account, so the domains of the organization are needed: the
 * claim `hd` names the one to which an account belongs, and is absent for accounts of private people.
 * https://developers.google.com/identity/openid-connect/openid-connect
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { z } from 'zod'
import { clientIdField, scopesField } from './client-fields.ts'
import { googleForm } from './forms/google.ts'
import { googleGuide, googleSummary } from './guides/google/guide.ts'
import { oidc } from './oidc.ts'
import { oidcProvider } from './provider.ts'
import { redirectUriField } from './redirect-uri-field.ts'

const issuer = 'https://accounts.google.com'
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/
const notADomain = 'is not a domain: it looks like contoso.example'

const fields = z.strictObject({
  hosted_domains: z
    .array(z.string({ error: notADomain }).trim().toLowerCase().regex(domain, notADomain))
    .min(1, 'is empty: list the domains of the Google Workspace')
    .max(100)
    .meta({
      description:
        'Google Admin console > Account > Domains > Manage domains. Only accounts of these domains sign in; without ' +
        'them every Google account of the world could',
      examples: [['contoso.example']],
    }),
  client_id: clientIdField(
    'Google Cloud console > Google Auth Platform > Clients > your client > Client ID',
    '1234567890-abc123.apps.googleusercontent.com',
  ),
  scopes: scopesField,
  redirect_uri: redirectUriField,
})

type Settings = z.output<typeof fields>

/** A form has one field for the domains, separated by commas or blanks. */
function withList(
  entered: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | readonly FieldError[] {
  const { hosted_domains } = entered
  if (typeof hosted_domains !== 'string') return entered
  return { ...entered, hosted_domains: hosted_domains.split(/[\s,;]+/).filter((each) => each !== '') }
}

export const google = oidcProvider<Settings>({
  ...(oidc as object as Parameters<typeof oidcProvider<Settings>>[0]),
  id: 'google_oidc',
  name: 'Google Workspace',
  short_name: 'Google',
  summary: googleSummary,
  guide: googleGuide,
  form: googleForm,
  portal: {
    identified_by: ['hosted_domains'],
    mail: { hosts: /(?:^|\.)(?:google|googlemail)\.com$/i, name: 'Google Workspace' },
  },
  fields,
  settings: fields,
  alternatives: [],
  rewrite: withList,
  discovery_proves: "Google's configuration can be read.",
  tenantFacts: ({ hosted_domains }) => hosted_domains,
  choose_prompt: 'select_account',
  default_mapping: {
    identifier: ['sub'],
    email: ['email'],
    name: ['name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['email'],
  },
  client: (value) => ({
    discovery_url: `${issuer}/.well-known/openid-configuration`,
    discovery_issuers: [issuer],
    client_id: value.client_id,
    scopes: value.scopes ?? ['openid', 'profile', 'email'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_algorithms: ['RS256'],
    assertion_audience: 'token_endpoint',
  }),
  // A token of an account of another organization, or of a private person, belongs to no connection.
  expectedIssuer: ({ hosted_domains }, { hd }, discovery_issuer) =>
    typeof hd === 'string' && hosted_domains.includes(hd.toLowerCase()) ? discovery_issuer : null,
  // Google sends no groups.
  never_in_userinfo: ['groups', 'roles', 'is_admin'],
  logout_signals: [],
})
