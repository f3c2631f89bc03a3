/** The examples about the overview of the console. */
import { at, connection_id, organization_id } from './example-ids.ts'

export const connection_health = {
  state: 'failing',
  error_code: 'upstream_refused',
  last_sign_in_id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g32',
  last_sign_in_at: at,
}

const connection = {
  id: connection_id,
  name: 'Entra ID',
  type: 'entra_oidc',
  state: 'active',
  health: connection_health,
  has_candidate: false,
  credential_expires_at: '2026-12-24T00:00:00.000Z',
}

export const organization_summary = {
  object: 'organization_summary',
  id: organization_id,
  name: 'Contoso',
  external_id: 'crm-4711',
  domains: ['contoso.example'],
  connections: [connection],
  created_at: at,
}

export const overview = {
  object: 'overview',
  last_24_hours: { succeeded: 211, failed: 4 },
  days: [{ date: '2026-11-21', succeeded: 211, failed: 4, causes: [{ error_code: 'upstream_refused', count: 3 }] }],
  active_connections: 12,
  failing_connections: [{ ...connection, organization_id, organization_name: 'Contoso' }],
  expiring_credentials: [
    {
      credential_id: 'cred_01jd2x3y4z5a6b7c8d9e0f1g33',
      connection_id,
      connection_name: 'Entra ID',
      organization_id,
      organization_name: 'Contoso',
      expires_at: connection.credential_expires_at,
    },
  ],
  checklist: { application: true, redirect_uri: true, organization: true, setup_link: true, sign_in: true },
}
