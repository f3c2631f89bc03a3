import { type ConnectionForm, field } from './form.ts'

export const oidcForm: ConnectionForm = {
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
  client_id: field('client_id', 'Client ID', 'gatehouse'),
  client_secret: { label: 'Client secret', hint: 'As the identity provider shows it.' },
  steps: [
    'Create a confidential client with the authorization code flow at the identity provider.',
    'Register the redirect URI. The client ID and the secret belong to this client.',
    'The configuration URL stands in the documents of the identity provider, often as **OpenID configuration** or **well-known**.',
  ],
  asks_logout_page: true,
  redirect_hint: 'They register it exactly like this. Every character counts, the slash at the end too.',
}
