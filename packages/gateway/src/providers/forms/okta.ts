import { type ConnectionForm, field } from './form.ts'

export const oktaForm: ConnectionForm = {
  ways: [
    {
      id: 'domain',
      label: 'Okta domain',
      fields: [field('okta_domain', 'Okta domain', 'contoso.okta.com', { kind: 'text' })],
    },
  ],
  client_id: field('client_id', 'Client ID', '0oa1b2c3d4e5f6g7h8i9'),
  client_secret: { label: 'Client secret', hint: 'At **General** › **Client Credentials**.' },
  steps: [
    'Open the Okta Admin Console, **Applications** › **Create App Integration**: **OIDC**, **Web Application**.',
    'The Okta domain stands below the name at the top right, without `-admin`.',
    '**General** › **Client Credentials** has the client ID and the secret.',
  ],
  asks_logout_page: false,
  redirect_hint: 'They enter it at **Sign-in redirect URIs**.',
}
