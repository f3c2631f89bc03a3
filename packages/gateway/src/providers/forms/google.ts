import { type ConnectionForm, field } from './form.ts'

export const googleForm: ConnectionForm = {
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
  client_id: field('client_id', 'Client ID', '1234567890-abc123.apps.googleusercontent.com'),
  client_secret: { label: 'Client secret', hint: 'Shown once, when the client is created.' },
  steps: [
    'Open the Google Cloud console, **Google Auth Platform** › **Clients** › **Create client**: **Web application**.',
    'The page of the client shows its client ID and its secret.',
  ],
  asks_logout_page: false,
  redirect_hint: 'They enter it at **Authorized redirect URIs**.',
}
