/** Examples of people and what they have. */
import { application_id, at, connection_id, organization_id, user_id } from './example-ids.ts'

export const role = {
  object: 'role',
  id: 'role_01jd2x3y4z5a6b7c8d9e0f1g2s',
  slug: 'admin',
  name: 'Administrator',
  description: null,
  position: 0,
  is_default: false,
  assignable_by_customer: true,
  claim_values: ['Platform.Write'],
  created_at: at,
  updated_at: at,
}

export const group = {
  object: 'group',
  id: 'grp_01jd2x3y4z5a6b7c8d9e0f1g2t',
  organization_id,
  source: 'api',
  idp_id: '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d',
  name: 'Engineering',
  roles: ['admin'],
  seen_count: 0,
  last_seen_at: null,
  created_at: at,
  updated_at: at,
}

export const user = {
  object: 'user',
  id: user_id,
  organization_id,
  kind: 'person',
  state: 'active',
  source: 'jit',
  email: 'ada@contoso.example',
  email_verified: true,
  name: 'Ada Muster',
  given_name: 'Ada',
  family_name: 'Muster',
  preferred_username: 'ada@contoso.example',
  external_id: '4711',
  identifier: '11111111-2222-4333-8444-555555555555',
  custom_attributes: { department: 'Research' },
  role: 'admin',
  roles: ['admin', 'member'],
  role_reasons: [
    { role: 'admin', because: 'group', from: 'Engineering' },
    { role: 'member', because: 'organization', from: null },
  ],
  groups: ['Engineering'],
  is_admin: true,
  metadata: {},
  last_sign_in_at: at,
  created_at: at,
  updated_at: at,
}

export const user_import = {
  object: 'user_import',
  organization_id,
  dry_run: false,
  match_case: 'insensitive',
  created: 1,
  updated: 0,
  unchanged: 0,
  refused: 1,
  rows: [
    { row: 1, outcome: 'created', user_id, errors: [] },
    {
      row: 2,
      outcome: 'refused',
      user_id: null,
      errors: [{ param: '/email', code: 'duplicate', message: 'is the name of row 1, too' }],
    },
  ],
}

export const identity = {
  object: 'identity',
  id: 'idn_01jd2x3y4z5a6b7c8d9e0f1g2v',
  authority: 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/v2.0',
  subject: '2f6a0d3e-1b5c-4d7f-9a8b-0c1d2e3f4a5b',
  identifier: 'ada@contoso.example',
  connection_id,
  linked_because: 'created with the user',
  created_at: at,
}

export const invitation = {
  object: 'invitation',
  id: 'inv_01jd2x3y4z5a6b7c8d9e0f1g2y',
  organization_id,
  email: 'ada@contoso.example',
  subject: null,
  application_id,
  connection_id,
  asks_consent: false,
  state: 'pending',
  expires_at: '2026-11-28T09:30:00.000Z',
  sent_at: null,
  accepted_at: null,
  accepted_by: null,
  created_at: at,
  updated_at: at,
}

export const session = {
  object: 'session',
  id: 'sess_01jd2x3y4z5a6b7c8d9e0f1g2w',
  user_id,
  organization_id,
  connection_id,
  created_at: at,
  last_used_at: at,
  expires_at: '2026-11-22T09:30:00.000Z',
  session_expiry: null,
  ended_at: null,
  ended_because: null,
}
