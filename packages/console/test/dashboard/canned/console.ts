/** The vendor of the story, Acme Planner: staff, environments, applications, roles and groups. */
import type {
  Application,
  Branding,
  ConsoleSession,
  Environment,
  Event,
  Group,
  Role,
  SetupLink,
  StaffRole,
} from '@gatehouse-sso/sdk/browser'
import { staffRoleScopes } from '@gatehouse-sso/sdk/contract/staff-roles'
import { at, before, day, idOf, now } from './ids.ts'
import { connectionId, connectionOf, organizationId } from './organizations.ts'

const environmentOf = (slug: string, name: string, kind: Environment['kind'], n: number): Environment => ({
  object: 'environment',
  id: idOf('env', n),
  name,
  slug,
  kind,
  is_default: n === 1,
  issuer: n === 1 ? 'https://sso.planner.example' : `https://sso.planner.example/env/${slug}`,
  trace_days: 30,
  suggested_application_name: 'Acme Planner',
  callback_aliases: [],
  created_at: at('2026-03-01'),
  updated_at: at('2026-03-01'),
})

export function sessionOf(role: StaffRole = 'owner'): ConsoleSession {
  return {
    object: 'console_session',
    staff: {
      object: 'staff',
      id: idOf('staff', 1),
      email: 'priya@planner.example',
      name: 'Priya Nair',
      role,
      state: 'active',
      is_bound: true,
      invitation_expires_at: null,
      last_seen_at: before(3),
      created_at: at('2026-03-01'),
      updated_at: at('2026-03-01'),
    },
    scopes: [...staffRoleScopes[role]],
    environments: [environmentOf('live', 'Live', 'live', 1), environmentOf('test', 'Test', 'test', 2)],
    started_by: 'sign_in',
    expires_at: day(1),
  }
}

export const branding: Branding = {
  object: 'branding',
  id: idOf('env', 1),
  name: 'Acme Planner',
  logo_url: null,
  accent: null,
  support_email: 'help@planner.example',
  created_at: at('2026-03-01'),
  updated_at: at('2026-03-01'),
}

export const applications: readonly Application[] = [
  {
    object: 'application',
    id: idOf('app', 1),
    client_id: idOf('app', 1),
    name: 'Acme Planner',
    state: 'active',
    type: 'web',
    redirect_uris: ['https://planner.example/callback'],
    post_logout_redirect_uris: ['https://planner.example/'],
    token_endpoint_auth_methods: ['client_secret_basic'],
    require_pkce: true,
    grant_types: ['authorization_code', 'refresh_token'],
    jwks: null,
    jwks_uri: null,
    id_token_signed_response_alg: 'RS256',
    initiate_login_uri: 'https://planner.example/sso/start',
    backchannel_logout_uri: null,
    backchannel_logout_session_required: false,
    frontchannel_logout_uri: null,
    frontchannel_logout_session_required: false,
    output_claims: {},
    secrets: [],
    created_at: at('2026-03-01'),
    updated_at: at('2026-03-01'),
  },
]

const roleOf = (slug: string, name: string, position: number, more: Partial<Role> = {}): Role => ({
  object: 'role',
  id: idOf('role', position),
  slug,
  name,
  description: null,
  position,
  is_default: false,
  assignable_by_customer: true,
  claim_values: [],
  created_at: at('2026-03-01'),
  updated_at: at('2026-03-01'),
  ...more,
})

export const roles: readonly Role[] = [
  roleOf('owner', 'Owner', 0, { assignable_by_customer: false }),
  roleOf('admin', 'Admin', 1, { claim_values: ['Planner.Admin'] }),
  roleOf('billing', 'Billing', 2),
  roleOf('editor', 'Editor', 3),
  roleOf('viewer', 'Viewer', 4, { is_default: true }),
]

const groupOf = (n: number, name: string, idp_id: string, given: string[], seen = 0): Group => ({
  object: 'group',
  id: idOf('grp', n),
  organization_id: organizationId(0),
  source: given.length === 0 ? 'sign_in' : 'api',
  idp_id,
  name,
  roles: given,
  seen_count: seen,
  last_seen_at: seen > 0 ? before(4) : null,
  created_at: at('2026-03-14'),
  updated_at: at('2026-03-14'),
})

export const groups: readonly Group[] = [
  groupOf(1, 'Planner admins', '5a1d7c60-3c8e-4b1f-9d2a-7e6f5a4b3c2d', ['admin']),
  groupOf(2, 'Planning', '1c93e0f8-5b27-4d6a-81f4-30d9c7a26e5b', ['editor']),
  groupOf(3, 'Finance', 'd7208b4e-96f1-4c3d-a05b-e8214f7c93a6', ['billing']),
  groupOf(4, 'All of Northwind', '3e6fa1d5-08c4-47b9-b2e7-5f90d316c84a', ['viewer']),
  groupOf(5, 'Warehouse Lisbon', 'b60d4f17-2e9a-4c58-93d1-07a5e8c2f64b', [], 34),
  groupOf(6, 'Contractors', '86f2c5a0-d41b-4e7f-b938-1c60e2d79a35', [], 12),
  groupOf(7, '0e97b3d8-f5a2-41c6-8d04-92b7e1f6c53a', '0e97b3d8-f5a2-41c6-8d04-92b7e1f6c53a', [], 3),
]

export const setupLinks: readonly SetupLink[] = [
  {
    object: 'setup_link',
    id: idOf('setup', 1),
    organization_id: organizationId(12),
    intents: ['sso', 'domains'],
    state: 'started',
    step: null,
    activation: 'customer',
    needs_test: true,
    admin_emails: ['ada@proseware.example'],
    return_url: null,
    success_url: null,
    connection_id: connectionId(12),
    activation_requested_at: null,
    uses: [
      { at: before(95), address: '203.0.113.7', user_agent: 'Firefox on Windows' },
      { at: before(1_600), address: '203.0.113.7', user_agent: 'Firefox on Windows' },
    ],
    expires_at: day(4),
    completed_at: null,
    revoked_at: null,
    created_at: day(-3),
    updated_at: before(95),
  },
]

export const events: readonly Event[] = [
  {
    object: 'event',
    id: idOf('evt', 1),
    type: 'connection.updated',
    organization_id: organizationId(0),
    actor: { type: 'staff', id: idOf('staff', 1) },
    source: { request_id: 'req_4yKpX3YkJx0bJv1u2w3x4z', address: '203.0.113.7', user_agent: 'Chrome' },
    data: connectionOf(0),
    changes: [
      { field: '/candidate/mapping/email', before: ['email'], after: ['email', 'preferred_username'] },
      { field: '/candidate/mapping/roles', before: null, after: ['roles'] },
    ],
    created_at: before(110),
  },
  {
    object: 'event',
    id: idOf('evt', 2),
    type: 'connection.activated',
    organization_id: organizationId(0),
    actor: { type: 'setup_link', id: idOf('setup', 9) },
    source: { request_id: 'req_5yKpX3YkJx0bJv1u2w3x4z', address: '198.51.100.4', user_agent: 'Edge' },
    data: connectionOf(0),
    changes: [{ field: '/state', before: 'draft', after: 'active' }],
    created_at: at('2026-03-14', '10:02'),
  },
]

export const clock = now
