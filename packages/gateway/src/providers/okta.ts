/**
 * Okta by OpenID Connect. An organization has a server of its own, and may have further authorization servers.
 * https://developer.okta.com/docs/concepts/auth-servers, …/reference/api/oidc
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { z } from 'zod'
import { clientIdField, scopesField } from './client-fields.ts'
import { oktaForm } from './forms/okta.ts'
import { oktaGuide, oktaSummary } from './guides/okta/guide.ts'
import { oidc } from './oidc.ts'
import { oidcProvider } from './provider.ts'
import { redirectUriField } from './redirect-uri-field.ts'

const host = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*(?::\d{1,5})?$/
const notAHost = 'is not the domain of an Okta organization: it looks like contoso.okta.com'

const fields = z.strictObject({
  okta_domain: z
    .string({ error: notAHost })
    .trim()
    .toLowerCase()
    .regex(host, notAHost)
    .meta({
      description: 'Okta Admin Console > your name at the top right > the domain below it, without `-admin`',
      examples: ['contoso.okta.com'],
    }),
  authorization_server: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, 'is not the ID of an authorization server: it looks like default or aus1abc2def3')
    .optional()
    .meta({
      description:
        'Security > API > Authorization Servers: the ID of a custom one. Default: the server of the organization itself',
      examples: ['default'],
    }),
  client_id: clientIdField(
    'Applications > your app > General > Client Credentials > Client ID',
    '0oa1b2c3d4e5f6g7h8i9',
  ),
  scopes: scopesField,
  redirect_uri: redirectUriField,
})

type Settings = z.output<typeof fields>

/** People paste an address of their Okta in place of the domain, often that of its admin console. */
function withoutAddress(
  entered: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | readonly FieldError[] {
  const { okta_domain, ...rest } = entered
  if (typeof okta_domain !== 'string') return entered
  const text = okta_domain.trim()
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined
  const server = url && /^\/oauth2\/([A-Za-z0-9_-]{1,100})(?:\/|$)/.exec(url.pathname)?.[1]
  const domain = (url?.host ?? text).replace(/-admin(?=\.(?:okta|oktapreview|okta-emea)\.com$)/i, '')
  return { ...(server && server !== 'v1' ? { authorization_server: server } : {}), ...rest, okta_domain: domain }
}

const issuerOf = ({ okta_domain, authorization_server }: Settings): string =>
  `https://${okta_domain}${authorization_server === undefined ? '' : `/oauth2/${authorization_server}`}`

export const okta = oidcProvider<Settings>({
  ...(oidc as object as Parameters<typeof oidcProvider<Settings>>[0]),
  id: 'okta_oidc',
  name: 'Okta',
  short_name: 'Okta',
  summary: oktaSummary,
  guide: oktaGuide,
  form: oktaForm,
  portal: { identified_by: ['okta_domain'] },
  fields,
  settings: fields,
  alternatives: [],
  rewrite: withoutAddress,
  discovery_proves: 'The Okta organization exists, and its configuration can be read.',
  tenantFacts: ({ okta_domain }) => [okta_domain],
  client: (value) => ({
    discovery_url: `${issuerOf(value)}/.well-known/openid-configuration`,
    discovery_issuers: [issuerOf(value)],
    client_id: value.client_id,
    // The server of an organization sends groups by this scope; a custom one must define it.
    scopes: value.scopes ?? [
      'openid',
      'profile',
      'email',
      ...(value.authorization_server === undefined ? ['groups'] : []),
    ],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_algorithms: ['RS256'],
    assertion_audience: 'token_endpoint',
  }),
})
