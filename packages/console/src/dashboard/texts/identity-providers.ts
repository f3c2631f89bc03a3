/**
 * The kinds of identity providers by the type of a connection: names, and the fields of the form. It is the only file of
 * the dashboard that names any, so a further kind is an entry here.
 */
import type { Connection } from '@gatehouse-sso/sdk/browser'

export type ConnectionType = Connection['type']

export interface ProviderField {
  /** JSON pointer in the body: `/settings/tenant_id` */
  readonly param: string
  readonly label: string
  readonly hint: string | null
  readonly kind: 'text' | 'code' | 'list'
  readonly example: string
  /** Needed to sign in, unless another group of the same set has a value. */
  readonly isNeeded: boolean
}

/** One way of entering the place of the identity provider. */
export interface ProviderWay {
  readonly id: string
  readonly label: string
  readonly fields: readonly ProviderField[]
}

export interface ProviderTexts {
  readonly name: string
  /** As people say it in a sentence, and in tables. */
  readonly short: string
  /** Ways of which one is filled in. One way only: no choice is shown. */
  readonly ways: readonly ProviderWay[]
  readonly clientId: ProviderField
  readonly clientSecret: { readonly label: string; readonly hint: string }
  /** The steps of the customer's administrator: sentences with `**words of the page**`. */
  readonly guide: readonly string[]
  /** Whether the form asks for a page to go to after signing out. */
  readonly asksLogoutPage: boolean
  /** The sentence below the redirect URI. */
  readonly redirectHint: string
}

const field = (
  name: string,
  label: string,
  example: string,
  more: Partial<Omit<ProviderField, 'param' | 'label' | 'example'>> = {},
): ProviderField => ({
  param: `/settings/${name}`,
  label,
  example,
  hint: null,
  kind: 'code',
  isNeeded: true,
  ...more,
})

const entraTenant = 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const redirectHint = 'They register it exactly like this. Every character counts, the slash at the end too.'

export const identityProviders: Readonly<Record<ConnectionType, ProviderTexts>> = {
  entra_oidc: {
    name: 'Microsoft Entra ID',
    short: 'Entra ID',
    ways: [
      {
        id: 'discovery',
        label: 'Discovery endpoint',
        fields: [
          field('discovery_url', 'Discovery endpoint', `${entraTenant}/v2.0/.well-known/openid-configuration`, {
            hint: 'At **Endpoints**, the line **OpenID Connect metadata document**.',
          }),
        ],
      },
      {
        id: 'tenant',
        label: 'Tenant ID',
        fields: [field('tenant_id', 'Directory (tenant) ID', '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b')],
      },
      {
        id: 'endpoints',
        label: 'Both v2 URLs',
        fields: [
          field(
            'authorization_endpoint',
            'OAuth 2.0 authorization endpoint (v2)',
            `${entraTenant}/oauth2/v2.0/authorize`,
          ),
          field('token_endpoint', 'OAuth 2.0 token endpoint (v2)', `${entraTenant}/oauth2/v2.0/token`),
        ],
      },
    ],
    clientId: field('client_id', 'Application (client) ID', '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'),
    clientSecret: { label: 'Client secret', hint: 'The column **Value**, not the **Secret ID** beside it.' },
    guide: [
      'Open the Entra admin center, **Entra ID** › **App registrations**, and their application.',
      '**Overview** shows the **Application (client) ID**. **Endpoints**, at the top, has the **OpenID Connect metadata document**: that is the discovery endpoint.',
      '**Certificates & secrets** › **New client secret**. Copy the column **Value** before leaving the page.',
      '**Token configuration** › **Add optional claim** › **ID**: `email`, `family_name`, `given_name`.',
    ],
    asksLogoutPage: false,
    redirectHint: 'They register it as redirect URI, platform **Web**.',
  },
  okta_oidc: {
    name: 'Okta',
    short: 'Okta',
    ways: [
      {
        id: 'domain',
        label: 'Okta domain',
        fields: [field('okta_domain', 'Okta domain', 'contoso.okta.com', { kind: 'text' })],
      },
    ],
    clientId: field('client_id', 'Client ID', '0oa1b2c3d4e5f6g7h8i9'),
    clientSecret: { label: 'Client secret', hint: 'At **General** › **Client Credentials**.' },
    guide: [
      'Open the Okta Admin Console, **Applications** › **Create App Integration**: **OIDC**, **Web Application**.',
      'The Okta domain stands below the name at the top right, without `-admin`.',
      '**General** › **Client Credentials** has the client ID and the secret.',
    ],
    asksLogoutPage: false,
    redirectHint: 'They enter it at **Sign-in redirect URIs**.',
  },
  google_oidc: {
    name: 'Google Workspace',
    short: 'Google',
    ways: [
      {
        id: 'domains',
        label: 'Domains',
        fields: [
          field('hosted_domains', 'Domains of the Google Workspace', 'contoso.example', {
            kind: 'list',
            hint: 'Separated by commas. Only accounts of these domains may sign in.',
          }),
        ],
      },
    ],
    clientId: field('client_id', 'Client ID', '1234567890-abc123.apps.googleusercontent.com'),
    clientSecret: { label: 'Client secret', hint: 'Shown once, when the client is created.' },
    guide: [
      'Open the Google Cloud console, **Google Auth Platform** › **Clients** › **Create client**: **Web application**.',
      'The page of the client shows its client ID and its secret.',
    ],
    asksLogoutPage: false,
    redirectHint: 'They enter it at **Authorized redirect URIs**.',
  },
  oidc: {
    name: 'OpenID Connect',
    short: 'OpenID Connect',
    ways: [
      {
        id: 'discovery',
        label: 'Configuration URL',
        fields: [
          field('discovery_url', 'Configuration URL', 'https://idp.example/.well-known/openid-configuration', {
            hint: 'It usually ends in `/.well-known/openid-configuration`.',
          }),
        ],
      },
    ],
    clientId: field('client_id', 'Client ID', 'gatehouse'),
    clientSecret: { label: 'Client secret', hint: 'As the identity provider shows it.' },
    guide: [
      'Create a confidential client with the authorization code flow at the identity provider.',
      'Register the redirect URI. The client ID and the secret belong to this client.',
      'The configuration URL stands in the documents of the identity provider, often as **OpenID configuration** or **well-known**.',
    ],
    asksLogoutPage: true,
    redirectHint,
  },
}

/** The kind that most customers have. */
export const usualType: ConnectionType = 'entra_oidc'

export const connectionTypes = Object.keys(identityProviders) as ConnectionType[]
