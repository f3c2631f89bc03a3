/** One resource of each kind, for the examples in the documents. A test checks them against the contract. */

const at = '2026-11-21T09:30:00.000Z'
const env_id = 'env_01jd2x3y4ze00a0b1c2d3e4f5g'
const organization_id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
const connection_id = 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j'
const application_id = 'app_01jd2x3y4z5a6b7c8d9e0f1g2k'
const user_id = 'user_01jd2x3y4z5a6b7c8d9e0f1g2m'
const key_id = 'key_01jd2x3y4z5a6b7c8d9e0f1g2n'

const environment = {
  object: 'environment',
  id: env_id,
  name: 'Staging',
  slug: 'staging',
  kind: 'test',
  is_default: false,
  issuer: 'https://sso.example.com/env/staging',
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
  domains: [domain],
  metadata: { plan: 'enterprise' },
  created_at: at,
  updated_at: at,
}

const credential = {
  object: 'credential',
  id: 'cred_01jd2x3y4z5a6b7c8d9e0f1g2q',
  connection_id,
  type: 'client_secret',
  active: true,
  hint: 'Xy8',
  certificate: null,
  federation: null,
  not_after: '2028-11-21T00:00:00.000Z',
  last_used_at: at,
  health: { result: 'working', checked_at: at, because: 'The identity provider accepted it without a person.' },
  trial: { result: 'accepted', at, error: null },
  created_at: at,
}

const connection = {
  object: 'connection',
  id: connection_id,
  organization_id,
  name: 'Contoso Entra ID',
  type: 'entra_oidc',
  state: 'active',
  redirect_uri: `https://sso.example.com/sso/oidc/callback/${connection_id}`,
  settings: {
    tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
    client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  },
  missing_settings: [],
  mapping: { email: ['email', 'upn'], name: ['name'], groups: ['groups'] },
  policy: {
    new_users: 'create',
    link_by: ['email'],
    default_role: null,
    userinfo: 'if_missing',
    role_sync: 'full',
    admin_values: [],
    groups_claim: 'received',
    on_incomplete_groups: 'keep',
    recheck_minutes: null,
  },
  last_test: null,
  candidate: null,
  previous: null,
  armed_at: null,
  credentials: [credential],
  last_sign_in_at: at,
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
  output_claims: { displayName: 'name' },
  secrets: [application_secret],
  created_at: at,
  updated_at: at,
}

const role = {
  object: 'role',
  id: 'role_01jd2x3y4z5a6b7c8d9e0f1g2s',
  slug: 'admin',
  name: 'Administrator',
  description: null,
  position: 0,
  is_default: false,
  claim_values: ['Platform.Write'],
  created_at: at,
  updated_at: at,
}

const group = {
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

const user = {
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
  groups: ['Engineering'],
  is_admin: true,
  metadata: {},
  last_sign_in_at: at,
  created_at: at,
  updated_at: at,
}

const identity = {
  object: 'identity',
  id: 'idn_01jd2x3y4z5a6b7c8d9e0f1g2v',
  authority: 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/v2.0',
  subject: '2f6a0d3e-1b5c-4d7f-9a8b-0c1d2e3f4a5b',
  identifier: 'ada@contoso.example',
  connection_id,
  linked_because: 'created with the user',
  created_at: at,
}

const session = {
  object: 'session',
  id: 'sess_01jd2x3y4z5a6b7c8d9e0f1g2w',
  user_id,
  organization_id,
  connection_id,
  created_at: at,
  last_used_at: at,
  expires_at: '2026-11-22T09:30:00.000Z',
  ended_at: null,
  ended_because: null,
}

const connection_explanation = {
  object: 'connection_explanation',
  codes: ['AADSTS50105'],
  hints: [
    {
      code: 'AADSTS50105',
      who: 'administrator',
      cause: 'The person is not assigned to the application, and "Assignment required" is on.',
      what: 'Assign the person or one of their groups. Members of nested groups do not count.',
      where: 'Entra ID > Enterprise apps > your app > Users and groups',
      url: 'https://entra.microsoft.com/',
      message: 'A sign-in through Microsoft Entra ID failed. …',
    },
  ],
  redirect_uri: 'https://sso.example.com/sso/oidc/callback/conn_01jd2x3y4z5a6b7c8d9e0f1g2j',
  correlation_id: '3c1f0a52-8f0d-4a86-9f0e-7b0a53f4d2aa',
  trace_id: null,
  timestamp: '2026-11-21 09:30:00Z',
}

const sign_in = {
  object: 'sign_in',
  id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g2x',
  state: 'succeeded',
  application_id,
  organization_id,
  connection_id,
  user_id,
  email: 'ada@contoso.example',
  error_code: null,
  occurrences: 1,
  created_at: at,
  finished_at: '2026-11-21T09:30:08.412Z',
}

const sign_in_record = {
  ...sign_in,
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

const connection_test_link = {
  object: 'connection_test_link',
  connection_id: connection.id,
  tests: 'candidate',
  url: 'https://sso.example/sso/test/s1.5f0c…: the link, shown now and never again',
  expires_at: at,
}

/** The examples by the name of their schema in the OpenAPI document. */
export const examples: Readonly<Record<string, object>> = {
  Environment: environment,
  ApiKey: api_key,
  ApiKeyWithSecret: { ...api_key, secret: 'sk_test_…: the key, shown now and never again' },
  Organization: organization,
  Domain: domain,
  Connection: connection,
  ConnectionTestLink: connection_test_link,
  ConnectionExplanation: connection_explanation,
  Credential: credential,
  Application: application,
  ApplicationSecret: application_secret,
  ClaimsPreview: claims_preview,
  ApplicationSecretWithValue: { ...application_secret, client_secret: 'the secret, shown now and never again' },
  Role: role,
  Group: group,
  User: user,
  Identity: identity,
  Session: session,
  SignIn: sign_in,
  SignInWithTrace: sign_in_record,
  Event: event,
  SigningKey: signing_key,
}
