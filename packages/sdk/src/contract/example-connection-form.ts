/** The example of the types of connections and their forms. */
const client_id = {
  param: '/settings/client_id',
  label: 'Client ID',
  hint: null,
  kind: 'code',
  example: '0oa1b2c3d4e5f6g7h8i9',
  is_needed: true,
}

export const connection_types = {
  object: 'connection_types',
  data: [
    {
      object: 'connection_type',
      type: 'oidc',
      name: 'OpenID Connect',
      short_name: 'OpenID Connect',
      form: {
        ways: [
          {
            id: 'discovery',
            label: 'Configuration URL',
            fields: [{ ...client_id, param: '/settings/discovery_url', label: 'Configuration URL' }],
          },
        ],
        client_id,
        client_secret: { label: 'Client secret', hint: 'As the identity provider shows it.' },
        steps: ['Create a confidential client at the identity provider.'],
        redirect_hint: 'They register it exactly like this.',
        asks_logout_page: true,
      },
    },
  ],
}
