import { type ConnectionForm, field } from './form.ts'

const tenant = 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'

/** An application of many tenants, whose endpoints lead to any of them, needs the list of those that may sign in. */
const tenants = field('allowed_tenants', 'Tenant IDs that may sign in', '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b', {
  hint: 'Only for a multitenant application (`organizations` or `common`). Without the list, every Entra tenant could sign in.',
  kind: 'list',
  is_needed: false,
})

export const entraForm: ConnectionForm = {
  ways: [
    {
      id: 'discovery',
      label: 'Discovery endpoint',
      fields: [
        field('discovery_url', 'Discovery endpoint', `${tenant}/v2.0/.well-known/openid-configuration`, {
          hint: 'At **Endpoints**, the line **OpenID Connect metadata document**.',
        }),
        tenants,
      ],
    },
    {
      id: 'tenant',
      label: 'Tenant ID',
      fields: [field('tenant_id', 'Directory (tenant) ID', '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'), tenants],
    },
    {
      id: 'endpoints',
      label: 'Both v2 URLs',
      fields: [
        field('authorization_endpoint', 'OAuth 2.0 authorization endpoint (v2)', `${tenant}/oauth2/v2.0/authorize`),
        field('token_endpoint', 'OAuth 2.0 token endpoint (v2)', `${tenant}/oauth2/v2.0/token`),
        tenants,
      ],
    },
  ],
  client_id: field('client_id', 'Application (client) ID', '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'),
  client_secret: { label: 'Client secret', hint: 'The column **Value**, not the **Secret ID** beside it.' },
  steps: [
    'Open the Entra admin center, **Entra ID** › **App registrations**, and their application.',
    '**Overview** shows the **Application (client) ID**. **Endpoints**, at the top, has the **OpenID Connect metadata document**: that is the discovery endpoint.',
    '**Certificates & secrets** › **New client secret**. Copy the column **Value** before leaving the page.',
    '**Token configuration** › **Add optional claim** › **ID**: `email`, `family_name`, `given_name`.',
  ],
  asks_logout_page: false,
  redirect_hint: 'They register it as redirect URI, platform **Web**.',
}
