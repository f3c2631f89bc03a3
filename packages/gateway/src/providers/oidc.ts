/** Any identity provider that speaks OpenID Connect Core and Discovery. */
import { responseModes } from '@gatehouse-sso/core/oauth/response-mode'
import { z } from 'zod'
import { oidcProvider } from './provider.ts'

const suffix = '/.well-known/openid-configuration'
const notAnAddress = `is not an address: it looks like https://idp.example${suffix}`
const empty = 'is empty: copy the client ID that the identity provider gave'

const fields = z.strictObject({
  discovery_url: z
    .string({ error: notAnAddress })
    .trim()
    .max(2048, 'is longer than 2,048 characters')
    .refine(URL.canParse, { error: notAnAddress, abort: true })
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
  client_id: z
    .string({ error: empty })
    .trim()
    .min(1, empty)
    .max(255, 'is longer than 255 characters')
    .meta({
      description: 'The client ID that the identity provider gave',
      examples: ['gatehouse'],
    }),
  scopes: z
    .array(z.string().regex(/^[\x21-\x7e]+$/, 'has a space: list each scope by itself'))
    .max(20)
    .refine((scopes) => scopes.includes('openid'), { message: 'must contain openid' })
    .optional()
    .meta({
      description: 'The scopes to ask for. Default: openid profile email',
      examples: [['openid', 'profile', 'email', 'groups']],
    }),
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
  response_mode: z
    .enum(responseModes)
    .optional()
    .meta({
      description: 'The way of the response. Needed only for a provider that requires `form_post`',
      examples: ['form_post'],
    }),
})

const settings = fields.superRefine(({ discovery_url, issuer }, context) => {
  if (issuer !== undefined || issuersOf(discovery_url).length > 0) return
  const message = `must end in ${suffix}, or the setting \`issuer\` must name the issuer exactly`
  context.addIssue({ code: 'custom', path: ['discovery_url'], message })
})

/**
 * The issuers whose document stands at this address (OpenID Connect Discovery 1.0, 4.1). An issuer that ends in a slash
 * has the same document address as one that does not. A query belongs to the address, not to the issuer.
 */
function issuersOf(discovery_url: string): readonly string[] {
  const address = discovery_url.split(/[?#]/, 1)[0] ?? ''
  if (!address.endsWith(suffix)) return []
  const issuer = address.slice(0, -suffix.length)
  return [issuer, `${issuer}/`]
}

type Settings = z.output<typeof settings>

export const oidc = oidcProvider<Settings>({
  id: 'oidc',
  name: 'OpenID Connect',
  protocol: 'oidc',
  fields,
  settings,
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
    discovery_url: value.discovery_url,
    discovery_issuers: value.issuer === undefined ? issuersOf(value.discovery_url) : [value.issuer],
    client_id: value.client_id,
    scopes: value.scopes ?? ['openid', 'profile', 'email'],
    token_endpoint_auth_method: value.token_endpoint_auth_method,
    response_mode: value.response_mode,
    id_token_algorithms: [value.id_token_signed_response_alg],
  }),

  expectedIssuer: (_, __, discovery_issuer) => discovery_issuer,

  // A subject has meaning only for its issuer, and an issuer only in the connection that was set up for it. A second
  // connection to the same address proves nothing about the people of the first.
  identityOf: (_, { iss, sub }, connection_id) =>
    typeof iss === 'string' && typeof sub === 'string' ? { authority: `${connection_id}|${iss}`, subject: sub } : null,

  emailTrust: ({ email_verified }) => {
    if (email_verified === undefined || email_verified === null) return null
    return email_verified === true || email_verified === 'true' ? 'claimed' : 'none'
  },
  default_email_trust: 'none',
  never_in_userinfo: [],
  // Many providers answer a client that may not use client credentials as they answer a wrong secret.
  credentialProof: () => null,

  explained_codes: [],
  unreturned_codes: [],
  explain: () => undefined,
})
