/** The examples about staff and the console. */
import { at, env_id, organization_id } from './example-ids.ts'

const staff_id = 'staff_01jd2x3y4z5a6b7c8d9e0f1g30'

export const staff = {
  object: 'staff',
  id: staff_id,
  email: 'grace@example.com',
  name: 'Grace Hopper',
  role: 'support',
  state: 'active',
  is_bound: true,
  invitation_expires_at: null,
  last_seen_at: at,
  created_at: at,
  updated_at: at,
}

export const staff_with_address = {
  ...staff,
  state: 'invited',
  is_bound: false,
  invitation_expires_at: '2026-11-28T09:30:00.000Z',
  last_seen_at: null,
  url: 'https://sso.example.com/console/join/01jd2x3y4z5a6b7c8d9e0f1g30yKpX3YkJx0bJv1uV1StGXR8Z5jdHi6BmywTyKpX3YkJx0b',
}

export const staff_session = {
  object: 'staff_session',
  id: 'stses_01jd2x3y4z5a6b7c8d9e0f1g31',
  staff_id,
  started_by: 'sign_in',
  address: '203.0.113.7',
  user_agent: 'Mozilla/5.0',
  created_at: at,
  expires_at: '2026-11-21T21:30:00.000Z',
}

export const staff_settings = { object: 'staff_settings', id: env_id, organization_id, updated_at: at }

export const console_session = {
  object: 'console_session',
  staff,
  scopes: ['organizations:read', 'users:read', 'users:write', 'sign_ins:read', 'sign_ins:reveal'],
  environments: [
    {
      object: 'environment',
      id: env_id,
      name: 'Live',
      slug: 'live',
      kind: 'live',
      is_default: true,
      issuer: 'https://sso.example.com',
      trace_days: 30,
      suggested_application_name: null,
      callback_aliases: [],
      created_at: at,
      updated_at: at,
    },
  ],
  started_by: 'sign_in',
  expires_at: staff_session.expires_at,
}
