/** Any identity provider that speaks OpenID Connect Core and Discovery. */
import { responseModes } from '@gatehouse-sso/core/oauth/response-mode'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { z } from 'zod'
import { clientIdField, scopesField } from './client-fields.ts'
import { oidcForm } from './forms/oidc.ts'
import { oidcGuide, oidcSummary } from './guides/oidc/guide.ts'
import { oidcProvider } from './provider.ts'
import { redirectUriField } from './redirect-uri-field.ts'

const suffix = '/.well-known/openid-configuration'
const notAnAddress = `is not an address: it looks like https://idp.example${suffix}`

/** The endpoints of a provider without a discovery document. All but the last two are needed. */
const endpointNames = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

const address = (error: string) =>
  z.string({ error }).trim().max(2048, 'is longer than 2,048 characters').refine(URL.canParse, { error, abort: true })
const endpoint = (what: string, example: string) =>
  address(`is not an address: it looks like ${example}`)
    .optional()
    .meta({ description: `${what}. Only for a provider without a configuration URL`, examples: [example] })

const fields = z.strictObject({
  discovery_url: address(notAnAddress)
    .optional()
    .meta({
      description:
        'The configuration URL of the identity provider. It usually ends in `/.well-known/openid-configuration`',
      examples: ['https://idp.example/realms/acme/.well-known/openid-configuration'],
    }),
  issuer: z
    .string({ error: 'is not text: copy the member `issuer` of the configuration document' })
    .min(1, 'is empty: leave it out, or copy the member `issuer` of the configuration document')
    .max(2048, 'is longer than 2,048 characters')
    .optional()
    .meta({
      description:
        'The member `issuer` of the configuration document, exactly. Needed only where it is not the configuration URL ' +
        'without its end',
      examples: ['https://idp.example/realms/acme'],
    }),
  authorization_endpoint: endpoint('Where people sign in', 'https://idp.example/authorize'),
  token_endpoint: endpoint('Where a code is redeemed', 'https://idp.example/token'),
  jwks_uri: endpoint('Where the signing keys stand, in JWK Set format', 'https://idp.example/jwks'),
  userinfo_endpoint: endpoint('Where further claims are read', 'https://idp.example/userinfo'),
  end_session_endpoint: endpoint('Where people sign out', 'https://idp.example/logout'),
  client_id: clientIdField('The client ID that the identity provider gave', 'gatehouse'),
  scopes: scopesField,
  id_token_signed_response_alg: z
    .enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])
    .default('RS256')
    .meta({
      description: 'The one algorithm that ID tokens are signed with',
      examples: ['RS256'],
    }),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post'])
    .optional()
    .meta({
      description: 'How the client secret is sent. Default: a method that the configuration document lists',
      examples: ['client_secret_post'],
    }),
  redirect_uri: redirectUriField,
  response_mode: z
    .enum(responseModes)
    .optional()
    .meta({
      description: 'The way of the response. Needed only for a provider that requires `form_post`',
      examples: ['form_post'],
    }),
})

const settings = fields.superRefine((value, context) => {
  const { discovery_url, issuer } = value
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const given = [...endpointNames, 'userinfo_endpoint', 'end_session_endpoint'].filter((name) => name in value)
  if (discovery_url === undefined) {
    // Without a document nothing else says who may sign tokens, and with which keys.
    for (const name of endpointNames.filter((name) => value[name] === undefined)) {
      if (given.length > 0) issue(name, 'is needed beside the other endpoints')
    }
    if (given.length === 0) issue('discovery_url', notAnAddress)
    else if (issuer === undefined) issue('issuer', 'is needed beside the endpoints: the `iss` of ID tokens, exactly')
    return
  }
  for (const name of given) {
    issue(name, 'stands in the document at `discovery_url` already: leave it out, or leave `discovery_url` out')
  }
  if (issuer === undefined && issuersOf(discovery_url).length === 0) {
    issue('discovery_url', `must end in ${suffix}, or the setting \`issuer\` must name the issuer exactly`)
  }
})

/**
 * The issuers whose document stands at this address (OpenID Connect Discovery 1.0, 4.1). An issuer that ends in a slash
 * has the same document address as one that does not. A query belongs to the address, not to the issuer.
 */
function issuersOf(discovery_url: string): readonly string[] {
  const path = discovery_url.split(/[?#]/, 1)[0] ?? ''
  if (!path.endsWith(suffix)) return []
  const issuer = path.slice(0, -suffix.length)
  return [issuer, `${issuer}/`]
}

type Settings = z.output<typeof settings>

/** The members of the discovery document that the settings hold in its place. */
function configurationOf(value: Settings): Claims {
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, end_session_endpoint } = value
  const configuration = { issuer, authorization_endpoint, token_endpoint, jwks_uri }
  return withoutUndefined({ ...configuration, userinfo_endpoint, end_session_endpoint })
}

const withoutUndefined = (claims: Claims): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))

export const oidc = oidcProvider<Settings>({
  id: 'oidc',
  name: 'OpenID Connect',
  short_name: 'OpenID Connect',
  protocol: 'oidc',
  summary: oidcSummary,
  guide: oidcGuide,
  form: oidcForm,
  portal: { identified_by: ['discovery_url', 'authorization_endpoint'] },
  fields,
  settings,
  alternatives: [['discovery_url'], endpointNames],
  discovery_proves: 'The configuration of the identity provider can be read.',
  default_mapping: {
    identifier: ['sub'],
    email: ['email'],
    name: ['name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username'],
    groups: ['groups'],
  },
  choose_prompt: 'login',
  ask_auth_time: false,

  client: (value) => ({
    discovery_url: value.discovery_url ?? null,
    configuration: value.discovery_url === undefined ? configurationOf(value) : undefined,
    discovery_issuers: value.issuer === undefined ? issuersOf(value.discovery_url ?? '') : [value.issuer],
    client_id: value.client_id,
    scopes: value.scopes ?? ['openid', 'profile', 'email'],
    token_endpoint_auth_method: value.token_endpoint_auth_method,
    response_mode: value.response_mode,
    id_token_algorithms: [value.id_token_signed_response_alg],
    assertion_audience: 'issuer',
  }),

  expectedIssuer: (_, __, discovery_issuer) => discovery_issuer,

  // A subject has meaning only for its issuer, and an issuer only in the connection that was set up for it. A second
  // connection to the same address proves nothing about the people of the first.
  identityOf: (_, { iss, sub }, connection_id) =>
    typeof iss === 'string' && typeof sub === 'string' ? { authority: `${connection_id}|${iss}`, subject: sub } : null,

  emailWord: ({ email_verified }) => {
    if (email_verified === undefined || email_verified === null) return null
    return email_verified === true || email_verified === 'true' ? 'verified' : 'none'
  },
  default_email_word: 'none',
  never_in_userinfo: [],
  // Many providers answer a client that may not use client credentials as they answer a wrong secret.
  credentialProofs: () => [],

  logout_signals: ['frontchannel', 'backchannel', 'revocation'],
  explained_codes: [],
  unreturnedCodes: () => [],
  explain: () => undefined,
})
