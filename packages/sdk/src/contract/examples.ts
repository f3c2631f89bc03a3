/** One resource of each kind, for the examples in the documents. A test checks them against the contract. */
import { access_test, api_resource, api_resource_policy, api_resource_tenant } from './example-api-access.ts'
import { connection_types } from './example-connection-form.ts'
import {
  connection,
  connection_check,
  connection_consent_link,
  connection_explanation,
  connection_test_link,
  credential,
} from './example-connections.ts'
import { application_id, at, connection_id, env_id, key_id, organization_id, user_id } from './example-ids.ts'
import { connection_health, organization_summary, overview } from './example-overview.ts'
import { group, identity, invitation, role, session, user, user_import } from './example-people.ts'
import {
  branding,
  setup_guess,
  setup_guide,
  setup_link,
  setup_session,
  setup_test,
  value_check,
} from './example-setup.ts'
import { console_session, staff, staff_session, staff_settings, staff_with_address } from './example-staff.ts'

const environment = {
  object: 'environment',
  id: env_id,
  name: 'Staging',
  slug: 'staging',
  kind: 'test',
  is_default: false,
  issuer: 'https://sso.example.com/env/staging',
  trace_days: 30,
  suggested_application_name: 'https://api.example.com',
  callback_aliases: [{ path: '/oauth/complete', either_slash: true }],
  created_at: at,
  updated_at: at,
}

const api_key = {
  object: 'api_key',
  id: key_id,
  name: 'Nightly import',
  hint: 'sk_test_z0…tKJK',
  scopes: ['users:read', 'users:write'],
  expires_at: null,
  last_used_at: at,
  last_used_address: '203.0.113.7',
  created_at: at,
}

const domain = {
  object: 'domain',
  id: 'dom_01jd2x3y4z5a6b7c8d9e0f1g2p',
  organization_id,
  domain: 'contoso.example',
  state: 'verified',
  verified_at: at,
  verified_by: 'operator',
  dns_record: {
    type: 'TXT',
    name: '_gatehouse.contoso.example',
    value: 'gatehouse-domain-verification=V1StGXR8_Z5jdHi6B-myTw',
  },
  dns_answer: [],
  checked_at: null,
  proof_missing_since: null,
  created_at: at,
}

const organization = {
  object: 'organization',
  id: organization_id,
  name: 'Contoso',
  external_id: 'crm-4711',
  slug: 'contoso',
  host: null,
  domains: [domain],
  policy: {
    default_role: null,
    default_roles: [],
    default_groups: ['everyone'],
    require_group: false,
    outside_domains: 'refuse',
    provisioning: 'known_only',
    match_by: ['preferred_username'],
    match_case: 'insensitive',
    session: { idle_minutes: 60, lifetime_minutes: null, is_shared: true, logout_page_url: null },
  },
  metadata: { plan: 'enterprise' },
  created_at: at,
  updated_at: at,
}

const application_secret = {
  object: 'application_secret',
  id: 'secret_01jd2x3y4z5a6b7c8d9e0f1g2r',
  application_id,
  hint: 'fRF',
  last_used_at: at,
  created_at: at,
}

const application = {
  object: 'application',
  id: application_id,
  client_id: application_id,
  name: 'Web',
  state: 'active',
  type: 'web',
  redirect_uris: ['https://app.example/callback'],
  post_logout_redirect_uris: ['https://app.example/'],
  token_endpoint_auth_methods: ['client_secret_basic', 'client_secret_post'],
  require_pkce: true,
  grant_types: ['authorization_code', 'refresh_token'],
  jwks: null,
  jwks_uri: null,
  id_token_signed_response_alg: 'RS256',
  initiate_login_uri: null,
  backchannel_logout_uri: 'https://app.example/backchannel-logout',
  backchannel_logout_session_required: false,
  frontchannel_logout_uri: null,
  frontchannel_logout_session_required: false,
  output_claims: { displayName: 'name' },
  secrets: [application_secret],
  created_at: at,
  updated_at: at,
}

const sign_in = {
  object: 'sign_in',
  id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g2x',
  state: 'succeeded',
  application_id,
  organization_id,
  connection_id,
  user_id,
  email: '[redacted]@contoso.example',
  error_code: null,
  occurrences: 1,
  created_at: at,
  finished_at: '2026-11-21T09:30:08.412Z',
}

const sign_in_record = {
  ...sign_in,
  email: user.email,
  redacted: false,
  login_hint: null,
  steps: [{ at, name: 'redirect', ok: true, ms: 0.41, detail: { to: 'https://login.microsoftonline.com' } }],
  claims: { id_token: { oid: identity.subject, email: user.email, name: user.name }, userinfo: null },
  mapping: [
    { attribute: 'email', rule: ['email', 'upn'], claim: 'email', source: 'id_token', value: user.email, note: null },
  ],
  decision: {
    outcome: 'known',
    because: 'an identity of this user',
    roles: [],
    email_trust: { level: 'verified_domain', because: 'contoso.example is a verified domain of the organization' },
    administrator: { is_admin: false, because: 'not_sent', from: null },
    unmatched_roles: ['Platform.Read'],
    warnings: [],
  },
  error: null,
}

const event = {
  object: 'event',
  id: 'evt_01jd2x3y4z5a6b7c8d9e0f1g2y',
  type: 'organization.updated',
  organization_id,
  actor: { type: 'api_key', id: key_id },
  source: { request_id: 'req_4yKpX3YkJx0bJv1u2w3x4z', address: '203.0.113.7', user_agent: 'node' },
  data: organization,
  changes: [{ field: '/name', before: 'Contoso Ltd', after: 'Contoso' }],
  created_at: at,
}

const signing_key = {
  object: 'signing_key',
  id: 'skey_01jd2x3y4z5a6b7c8d9e0f1g2z',
  alg: 'RS256',
  state: 'current',
  created_at: at,
  changed_at: at,
}

const claims_preview = {
  object: 'claims_preview',
  id_token: {
    iss: 'https://sso.example',
    aud: application.id,
    sub: user.id,
    email: user.email,
    displayName: user.name,
  },
  userinfo: { sub: user.id, email: user.email, displayName: user.name, custom_attributes: user.custom_attributes },
}

/** The examples by the name of their schema in the OpenAPI document. */
export const examples: Readonly<Record<string, object>> = {
  Environment: environment,
  ApiKey: api_key,
  ApiKeyWithSecret: { ...api_key, secret: 'sk_test_…: the key, shown now and never again' },
  Organization: organization,
  Domain: domain,
  Connection: connection,
  ConnectionCheck: connection_check,
  ConnectionTestLink: connection_test_link,
  ConnectionConsentLink: connection_consent_link,
  ConnectionExplanation: connection_explanation,
  Discovery: {
    object: 'discovery',
    domain: 'contoso.example',
    organization_id,
    connections: [{ id: connection_id, name: 'Microsoft Entra ID', type: 'entra_oidc' }],
  },
  Credential: credential,
  Application: application,
  ApplicationSecret: application_secret,
  ApiResource: api_resource,
  ApiResourcePolicy: api_resource_policy,
  ApiResourceTenant: api_resource_tenant,
  AccessTest: access_test,
  ClaimsPreview: claims_preview,
  ApplicationSecretWithValue: { ...application_secret, client_secret: 'the secret, shown now and never again' },
  Role: role,
  Group: group,
  User: user,
  UserImport: user_import,
  Identity: identity,
  Invitation: invitation,
  InvitationWithLink: {
    ...invitation,
    url: 'https://sso.example.com/invitation/…: the link, shown now and never again',
  },
  SetupLink: setup_link,
  SetupLinkWithAddress: {
    ...setup_link,
    url: 'https://sso.example.com/setup/…: the link, shown now and never again',
  },
  SetupSession: setup_session,
  Staff: staff,
  StaffWithAddress: staff_with_address,
  StaffSession: staff_session,
  StaffSettings: staff_settings,
  ConsoleSession: console_session,
  ConnectionHealth: connection_health,
  OrganizationSummary: organization_summary,
  Overview: overview,
  ConnectionTypes: connection_types,
  SetupGuide: setup_guide,
  SetupGuess: setup_guess,
  SetupTest: setup_test,
  ValueCheck: value_check,
  Branding: branding,
  Session: session,
  SignIn: sign_in,
  SignInWithTrace: sign_in_record,
  Event: event,
  SigningKey: signing_key,
}
