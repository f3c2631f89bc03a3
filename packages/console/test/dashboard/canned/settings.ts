/** Keys and staff of the vendor. */
import type { ApiKey, SigningKey, StaffMember, StaffSession, StaffSettings } from '@gatehouse-sso/sdk/browser'
import { sessionOf } from './console.ts'
import { at, before, day, idOf } from './ids.ts'
import { organizationId } from './organizations.ts'

export const apiKeys: readonly ApiKey[] = [
  {
    object: 'api_key',
    id: idOf('key', 1),
    name: 'Planner backend',
    hint: 'gh_live_4n…Zq',
    scopes: ['organizations:read', 'organizations:write', 'users:read', 'setup_links:write'],
    expires_at: null,
    last_used_at: before(2),
    last_used_address: '198.51.100.20',
    created_at: at('2026-03-01'),
  },
  {
    object: 'api_key',
    id: idOf('key', 2),
    name: 'Nightly import',
    hint: 'gh_live_8k…Ra',
    scopes: ['users:read', 'users:write'],
    expires_at: day(12),
    last_used_at: null,
    last_used_address: null,
    created_at: at('2026-10-01'),
  },
]

const keyOf = (n: number, state: SigningKey['state'], changed_at: string): SigningKey => ({
  object: 'signing_key',
  id: idOf('skey', n),
  alg: 'RS256',
  state,
  created_at: changed_at,
  changed_at,
})

export const signingKeys: readonly SigningKey[] = [
  keyOf(3, 'next', day(-4)),
  keyOf(2, 'current', day(-60)),
  keyOf(1, 'previous', day(-60)),
]

const memberOf = (
  n: number,
  name: string,
  role: StaffMember['role'],
  more: Partial<StaffMember> = {},
): StaffMember => ({
  ...sessionOf().staff,
  id: idOf('staff', n),
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@planner.example`,
  role,
  ...more,
})

export const staff: readonly StaffMember[] = [
  memberOf(1, 'Priya Nair', 'owner'),
  memberOf(2, 'Jon Berg', 'developer', { last_seen_at: day(-1) }),
  memberOf(3, 'Mia Costa', 'support', {
    state: 'invited',
    is_bound: false,
    invitation_expires_at: day(5),
    last_seen_at: null,
  }),
]

export const staffSessions: readonly StaffSession[] = [
  {
    object: 'staff_session',
    id: idOf('stses', 1),
    staff_id: idOf('staff', 1),
    started_by: 'sign_in',
    address: '203.0.113.7',
    user_agent: 'Chrome 131 on macOS',
    created_at: before(180),
    expires_at: day(1),
  },
]

export const staffSettings: StaffSettings = {
  object: 'staff_settings',
  id: idOf('env', 1),
  organization_id: organizationId(0),
  updated_at: at('2026-03-01'),
}
