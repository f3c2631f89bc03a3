/** Records for storage tests. Every field has a different value, so a swapped column shows. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Keys } from '../../domain/ports/keys.ts'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../../domain/stores/api-resources.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { BrandingRecord } from '../../domain/stores/branding.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { ClientSecretRecord, FederatedRecord } from '../../domain/stores/credentials.ts'
import type { DeviceAuthorizationRecord } from '../../domain/stores/device-authorizations.ts'
import type { DomainRecord } from '../../domain/stores/domains.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { AccessTokenRecord, GrantRecord } from '../../domain/stores/grants.ts'
import type { GroupRecord } from '../../domain/stores/groups.ts'
import type { InvitationRecord } from '../../domain/stores/invitations.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { RoleRecord } from '../../domain/stores/roles.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import type { SetupSessionRecord } from '../../domain/stores/setup-sessions.ts'
import type { SignInRecord, SignInSuccess } from '../../domain/stores/sign-ins.ts'
import type { DeletedIdentity, IdentityRecord, UserRecord } from '../../domain/stores/users.ts'
import { createKeys } from '../../keys/keys.ts'
import { newMasterKey, parseMasterKey } from '../../keys/master-key.ts'

export const keys: Keys = createKeys(parseMasterKey(newMasterKey()), Date.now, 2)

const versioned = { version: 1, created_at: 1_700_000_000_001, updated_at: 1_700_000_000_002 }

export const environmentOf = (change: Partial<EnvironmentRecord> = {}): EnvironmentRecord => {
  const id = keys.newId('env')
  return {
    id,
    name: 'Test',
    slug: id.slice(-12),
    kind: 'test',
    is_default: false,
    callback_aliases: [{ path: '/oauth/complete', either_slash: true }],
    trace_days: 7,
    suggested_application_name: 'https://api.example.com/prod',
    ...versioned,
    ...change,
  }
}

export const organizationOf = (
  environment_id: Id<'env'>,
  change: Partial<OrganizationRecord> = {},
): OrganizationRecord => ({
  id: keys.newId('org'),
  environment_id,
  name: 'Acme',
  external_id: null,
  slug: null,
  host: null,
  policy: {
    ...{ default_role: 'member', default_roles: ['writer'], default_groups: ['everyone'] },
    ...{ provisioning: 'invited_only', match_by: ['email'], match_case: 'insensitive' },
    ...{ require_group: true, outside_domains: 'refuse' },
    session: { idle_minutes: 30, lifetime_minutes: 600, is_shared: false, logout_page_url: 'https://acme.example/out' },
  },
  metadata: { plan: 'enterprise', note: 'quotes " and \u00eb' },
  access_ended_at: null,
  ...versioned,
  ...change,
})

export const domainOf = (
  { id, environment_id }: OrganizationRecord,
  change: Partial<DomainRecord> = {},
): DomainRecord => ({
  id: keys.newId('dom'),
  environment_id,
  organization_id: id,
  domain: 'acme.example',
  state: 'verified',
  verified_at: 1_700_000_000_003,
  verified_by: 'operator',
  created_at: 1_700_000_000_004,
  proof_token: 'proof',
  checked_at: 1_700_000_000_031,
  check_at: 1_700_000_000_032,
  records: ['v=spf1 -all'],
  pending_since: 1_700_000_000_033,
  proof_missing_since: 1_700_000_000_034,
  ...change,
})

const endpointsAt = (origin: string) => ({
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  jwks_uri: `${origin}/keys`,
})

export const connectionOf = (
  { id, environment_id }: OrganizationRecord,
  change: Partial<ConnectionRecord> = {},
): ConnectionRecord => ({
  id: keys.newId('conn'),
  environment_id,
  organization_id: id,
  type: 'oidc',
  name: 'Directory',
  state: 'active',
  settings: { client_id: 'c', scopes: ['openid'] },
  mapping: { email: ['email', 'upn'] },
  policy: {
    ...{
      provisioning: 'known_only',
      match_by: ['identifier'],
      match_case: null,
      default_role: null,
      userinfo: 'if_missing',
    },
    ...{ role_sync: 'additive', admin_values: ['Owners'], groups_claim: 'matched', on_incomplete_groups: 'refuse' },
    recheck_minutes: null,
    upstream_logout: true,
    logout_page_url: 'https://acme.example/out',
  },
  candidate: {
    ...{ settings: { client_id: 'next' }, mapping: { name: ['nickname'] }, created_at: 1_700_000_000_021 },
    ...{ test: { sign_in_id: 'signin_1', result: 'passed', at: 1_700_000_000_022 }, updated_at: 1_700_000_000_023 },
  },
  previous: { settings: { client_id: 'last' }, mapping: {}, replaced_at: 1_700_000_000_024 },
  last_test: { sign_in_id: 'signin_2', result: 'failed', at: 1_700_000_000_025 },
  consent: { result: 'declined', because: 'The consent was not given.', sign_in_id: 'signin_3', at: 1_700_000_000_027 },
  armed_at: 1_700_000_000_026,
  endpoints: {
    discovery_url: 'https://idp.example/.well-known/openid-configuration',
    confirmed: endpointsAt('https://idp.example'),
    confirmed_at: 1_700_000_000_028,
    held: { endpoints: endpointsAt('https://other.example'), seen_at: 1_700_000_000_029 },
  },
  exposed_keys: { kids: ['a'], fetched_at: 1_700_000_000_030 },
  saml_watch: {
    held: { settings: { sso_url: 'https://idp.example/sso' }, seen_at: 1_700_000_000_031 },
    warned: { not_after: 1_700_000_000_032, days: 30 },
  },
  ...versioned,
  ...change,
})

export const credentialOf = (
  { id, environment_id }: ConnectionRecord,
  change: Partial<ClientSecretRecord> = {},
): ClientSecretRecord => ({
  id: keys.newId('cred'),
  environment_id,
  connection_id: id,
  type: 'client_secret',
  active: true,
  secret_sealed: 's1.k.x',
  certificate: null,
  federation: null,
  hint: 'abc',
  not_after: 1_800_000_000_000,
  last_used_at: null,
  trial: null,
  failed_at: null,
  proved_at: null,
  created_at: 1_700_000_000_005,
  ...change,
})

export const federatedOf = (connection: ConnectionRecord, change: Partial<FederatedRecord> = {}): FederatedRecord => ({
  ...credentialOf(connection),
  type: 'federated',
  secret_sealed: null,
  hint: null,
  not_after: null,
  federation: { issuer: 'https://a.example/federation', subject: 'org:o:connection:c', audience: 'api://x' },
  ...change,
})

export const applicationOf = (
  environment_id: Id<'env'>,
  change: Partial<ApplicationRecord> = {},
): ApplicationRecord => ({
  id: keys.newId('app'),
  environment_id,
  name: 'Web',
  state: 'active',
  type: 'web',
  redirect_uris: ['https://app.example/callback'],
  post_logout_redirect_uris: [],
  token_endpoint_auth_methods: ['client_secret_basic'],
  require_pkce: true,
  id_token_signed_response_alg: 'RS256',
  initiate_login_uri: null,
  output_claims: { displayName: 'name' },
  grant_types: ['authorization_code', 'refresh_token'],
  jwks: null,
  jwks_uri: null,
  backchannel_logout_uri: 'https://app.example/backchannel',
  backchannel_logout_session_required: true,
  frontchannel_logout_uri: 'https://app.example/frontchannel',
  frontchannel_logout_session_required: true,
  ...versioned,
  ...change,
})

export const apiResourceOf = (
  environment_id: Id<'env'>,
  change: Partial<ApiResourceRecord> = {},
): ApiResourceRecord => ({
  id: keys.newId('res'),
  environment_id,
  organization_id: null,
  name: 'Orders API',
  enabled: true,
  cloud: 'custom',
  authority_host: 'https://login.example',
  application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
  app_id_uris: ['api://orders.example'],
  accepts_v1: false,
  application_keys: true,
  allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
  required_scopes: ['access_as_user'],
  required_app_roles: ['Orders.Write'],
  allow_app_only: true,
  allow_token_exchange: true,
  required_acr: 'c2',
  claims: {
    ...{ subject: 'oid', email: 'email', name: 'name', given_name: 'given_name', family_name: 'family_name' },
    ...{ groups: 'groups', roles: 'roles', is_admin: { claim: 'admin', value: 'yes' } },
    custom_attributes: { department: 'department' },
  },
  admin_group: 'Owners',
  require_group: false,
  match_case: 'insensitive',
  match_group_names: true,
  debug: false,
  ...versioned,
  ...change,
})

export const apiResourceTenantOf = (
  { id, environment_id }: ApiResourceRecord,
  organization: OrganizationRecord,
  change: Partial<ApiResourceTenantRecord> = {},
): ApiResourceTenantRecord => ({
  id: keys.newId('rten'),
  environment_id,
  api_resource_id: id,
  organization_id: organization.id,
  tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
  source: 'sign_in',
  allowed_clients: ['47b1c2d3-e4f5-4061-8728-394a5b6c7d8e'],
  ...versioned,
  ...change,
})

export const roleOf = (environment_id: Id<'env'>, change: Partial<RoleRecord> = {}): RoleRecord => ({
  id: keys.newId('role'),
  environment_id,
  slug: 'member',
  name: 'Member',
  description: null,
  position: 5,
  is_default: false,
  assignable_by_customer: true,
  claim_values: ['Platform.Write', '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d'],
  ...versioned,
  ...change,
})

export const groupOf = (
  { id, environment_id }: OrganizationRecord,
  change: Partial<GroupRecord> = {},
): GroupRecord => ({
  id: keys.newId('grp'),
  environment_id,
  organization_id: id,
  source: 'api',
  idp_id: 'Engineering',
  name: 'Engineers',
  roles: ['editor'],
  seen_count: 7,
  last_seen_at: 1_700_000_000_012,
  ...versioned,
  ...change,
})

export const userOf = ({ id, environment_id }: OrganizationRecord, change: Partial<UserRecord> = {}): UserRecord => ({
  id: keys.newId('user'),
  environment_id,
  organization_id: id,
  kind: 'person',
  state: 'active',
  source: 'jit',
  email: 'Ada@acme.example',
  email_key: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Muster',
  name_key: 'ada muster',
  given_name: 'Ada',
  family_name: 'Muster',
  preferred_username: 'Ada',
  preferred_username_key: 'ada',
  external_id: null,
  external_id_key: null,
  identifier: 'oid-1',
  custom_attributes: { department: 'R&D', sites: ['Bern'] },
  role: 'admin',
  roles: ['admin', 'member'],
  role_reasons: [{ role: 'admin', because: 'group', from: 'g1' }],
  preferred_username_verified: true,
  identities_version: 0,
  access_ended_at: null,
  groups: ['g1', 'g2'],
  is_admin: true,
  metadata: { team: 'blue' },
  last_sign_in_at: 1_700_000_000_006,
  ...versioned,
  ...change,
})

export const identityOf = (user: UserRecord, change: Partial<IdentityRecord> = {}): IdentityRecord => ({
  id: keys.newId('idn'),
  environment_id: user.environment_id,
  organization_id: user.organization_id,
  user_id: user.id,
  authority: 'entra:public:tid',
  subject: user.id,
  identifier: 'oid',
  connection_id: null,
  linked_because: 'first sign-in',
  created_at: 1_700_000_000_007,
  ...change,
})

export const invitationOf = (
  { id, environment_id }: OrganizationRecord,
  application: ApplicationRecord,
  change: Partial<InvitationRecord> = {},
): InvitationRecord => ({
  id: keys.newId('inv'),
  environment_id,
  organization_id: id,
  email: 'Eve@acme.example',
  email_key: 'eve@acme.example',
  subject: 'oid-7',
  application_id: application.id,
  connection_id: null,
  asks_consent: true,
  token_hash: 'token',
  expires_at: 1_700_086_400_001,
  sent_at: 1_700_000_000_041,
  accepted_at: null,
  accepted_by: null,
  revoked_at: null,
  ...versioned,
  ...change,
})

export const setupLinkOf = (
  { id, environment_id }: OrganizationRecord,
  change: Partial<SetupLinkRecord> = {},
): SetupLinkRecord => ({
  id: keys.newId('setup'),
  environment_id,
  organization_id: id,
  parent_id: null,
  intents: ['sso', 'domains'],
  only_step: null,
  activation: 'automatic',
  needs_test: true,
  admin_emails: ['ada@acme.example'],
  return_url: 'https://app.example/back',
  success_url: null,
  connection_id: null,
  token_hash: 'token',
  language: 'de',
  progress: { step: 'values', done_steps: ['provider'], done_actions: ['register.name'], tenant: ['acme.example'] },
  uses: [{ at: 1_700_000_000_051, address: '203.0.113.7', user_agent: null }],
  expires_at: 1_700_086_400_001,
  activation_requested_at: 1_700_000_000_052,
  completed_at: null,
  revoked_at: null,
  ...versioned,
  ...change,
})

export const setupSessionOf = (
  { id, environment_id }: SetupLinkRecord,
  change: Partial<SetupSessionRecord> = {},
): SetupSessionRecord => ({
  id: keys.newId('sets'),
  environment_id,
  setup_link_id: id,
  token_hash: 'token',
  person: 'Ada Muster',
  created_at: 1_700_000_000_053,
  expires_at: 1_700_086_400_001,
  ...change,
})

export const brandingOf = (environment_id: EnvironmentRecord['id']): BrandingRecord => ({
  environment_id,
  name: 'Acme Planner',
  logo_png: 'iVBORw0KGgo=',
  accent: '#4338ca',
  support_email: 'sso@acme.example',
  ...versioned,
})

export const deletedIdentityOf = (
  { id, environment_id }: OrganizationRecord,
  change: Partial<DeletedIdentity> = {},
): DeletedIdentity => ({
  environment_id,
  organization_id: id,
  identity_hash: 'hash of an identity',
  deleted_at: 1_700_000_000_042,
  ...change,
})

export const signInOf = (
  connection: ConnectionRecord,
  application: ApplicationRecord,
  change: Partial<SignInRecord> = {},
): SignInRecord => ({
  id: keys.newId('signin'),
  environment_id: connection.environment_id,
  application_id: application.id,
  organization_id: connection.organization_id,
  connection_id: connection.id,
  user_id: null,
  email_key: null,
  state: 'in_progress',
  state_hash: 'hash',
  browser_hash: 'browser',
  flow_sealed: 's1.k.flow',
  restarted: false,
  error_code: null,
  session_id: null,
  grant_id: null,
  created_at: 1_700_000_000_008,
  expires_at: 1_700_000_900_008,
  finished_at: null,
  occurrences: 1,
  ...change,
})

export const successOf = (user: UserRecord, change: Partial<SignInSuccess> = {}): SignInSuccess => ({
  user_id: user.id,
  email_key: null,
  session_id: keys.newId('sess'),
  grant_id: keys.newId('grant'),
  finished_at: 1_700_000_000_500,
  ...change,
})

export const sessionOf = (
  user: UserRecord,
  connection: ConnectionRecord,
  change: Partial<SessionRecord> = {},
): SessionRecord => ({
  id: keys.newId('sess'),
  environment_id: user.environment_id,
  organization_id: user.organization_id,
  user_id: user.id,
  connection_id: connection.id,
  token_hash: 'token',
  auth_time: 1_700_000_000,
  amr: ['pwd', 'mfa'],
  acr: 'c1',
  upstream_sid: 'sid',
  profile_sealed: 's1.k.profile',
  application_id: keys.newId('app'),
  session_expiry: 1_700_080_000,
  logout_hints_sealed: 's1.k.hints',
  created_at: 1_700_000_000_009,
  last_used_at: 1_700_000_000_010,
  expires_at: 1_700_086_400_000,
  ended_at: null,
  ended_because: null,
  ...change,
})

export const accessToken: AccessTokenRecord = { hash: 'h', scopes: null, issued_at: 1, expires_at: 2_000_000_000_000 }

export const deviceAuthorizationOf = (
  application: ApplicationRecord,
  change: Partial<DeviceAuthorizationRecord> = {},
): DeviceAuthorizationRecord => ({
  id: keys.newId('dev'),
  environment_id: application.environment_id,
  application_id: application.id,
  device_code_hash: 'device',
  user_code_hash: keys.newSecret(128),
  scopes: ['openid'],
  api_resource_id: null,
  hints: { organization: 'acme' },
  asked_from: '127.0.0.1',
  state: 'pending',
  grant_id: null,
  interval_seconds: 5,
  polled_at: null,
  created_at: 1_700_000_000_011,
  expires_at: 1_700_000_600_000,
  ...change,
})

export const grantOf = (
  session: SessionRecord,
  application: ApplicationRecord,
  change: Partial<GrantRecord> = {},
): GrantRecord => ({
  id: keys.newId('grant'),
  environment_id: session.environment_id,
  application_id: application.id,
  user_id: session.user_id,
  session_id: session.id,
  connection_id: session.connection_id,
  sign_in_id: null,
  scopes: ['openid', 'email'],
  requested_claims: { id_token: [], userinfo: [] },
  offline: false,
  auth_time: session.auth_time,
  amr: session.amr,
  acr: session.acr,
  profile_sealed: null,
  session_expiry: session.session_expiry,
  api_resource_id: null,
  access_token: null,
  redirect_uri: 'https://app.example/callback',
  nonce: 'n',
  code_challenge: 'challenge',
  code_hash: 'code',
  code_expires_at: 1_700_000_060_000,
  code_redeemed_at: null,
  revoked_at: null,
  revoked_because: null,
  created_at: 1_700_000_000_011,
  expires_at: 1_700_003_660_000,
  ...change,
})
