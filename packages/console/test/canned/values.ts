/** The canned values of the portal's tests: a customer in the middle of a setup, in the form of the contract. */
import type {
  Connection,
  ConnectionExplanation,
  Credential,
  Domain,
  Group,
  SetupSession,
  SetupTest,
  SignIn,
} from '@gatehouse-sso/sdk/browser'

export const now = '2026-11-25T10:41:00.000Z' as const
export const tenant_id = '3f8a2c1e-7b64-4d0f-9a35-c2e1d7f4b806' as const
export const client_id = 'b2d94e70-1c5a-4e8f-8d27-60f3a9c41e5b' as const
export const organization_id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' as const
export const connection_id = 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j' as const
export const redirect_uri = 'https://sso.acmeplanner.example/oauth/complete/'
const application_name = 'Acme Planner – production'
export const sign_in_id = 'signin_01m8a7b2qk5f9txw3ne6hrvzjd' as const

/** A picture from the origin of the page, as the gateway serves a vendor's logo. */
export const logo_url = '/assets/console/logo.png'

export const credential: Credential = {
  object: 'credential',
  id: 'cred_01jd2x3y4z5a6b7c8d9e0f1g2q',
  connection_id,
  type: 'client_secret',
  active: true,
  hint: 'gE7',
  certificate: null,
  federation: null,
  not_after: '2027-11-25T23:59:59.000Z',
  last_used_at: '2026-11-25T10:39:00.000Z',
  health: { result: 'working', checked_at: now, because: 'The identity provider accepted it without a person.' },
  trial: { result: 'accepted', at: now, error: null },
  created_at: '2026-11-25T10:00:00.000Z',
}

export const federated: Credential = {
  ...credential,
  id: 'cred_01jd2x3y4z5a6b7c8d9e0f1g2r',
  type: 'federated',
  active: false,
  hint: null,
  not_after: null,
  last_used_at: null,
  federation: {
    issuer: 'https://sso.acmeplanner.example/federation',
    subject: `connection:${connection_id}`,
    audience: 'api://AzureADTokenExchange',
    command: "az ad app federated-credential create --id b2d94e70-1c5a-4e8f-8d27-60f3a9c41e5b --parameters '{…}'",
    warning: null,
  },
}

export const certificate: Credential = {
  ...credential,
  id: 'cred_01jd2x3y4z5a6b7c8d9e0f1g2s',
  type: 'certificate',
  active: false,
  hint: null,
  last_used_at: null,
  certificate: {
    pem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    sha1_thumbprint: '9F2C41A80BD37E5561F20C9A4E7B8D3C6A51F041',
    sha256_thumbprint: '00'.repeat(32),
    public_jwk: { kty: 'RSA' },
  },
}

export const draft: Connection = {
  object: 'connection',
  id: connection_id,
  organization_id,
  name: 'Contoso Entra ID',
  type: 'entra_oidc',
  state: 'draft',
  suggested_application_name: application_name,
  redirect_uri,
  redirect_rules: null,
  consent_redirect_uri: 'https://sso.acmeplanner.example/sso/consent/callback',
  logout: {
    post_logout_redirect_uri: 'https://sso.acmeplanner.example/signed-out',
    frontchannel_logout_uri: null,
    backchannel_logout_uri: null,
    revocation_uri: null,
  },
  saml: null,
  settings: {},
  missing_settings: ['tenant_id', 'client_id'],
  mapping: {
    email: ['email'],
    name: ['name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username', 'upn'],
    groups: ['groups'],
    roles: ['roles'],
  },
  policy: {
    provisioning: null,
    match_by: null,
    match_case: null,
    default_role: null,
    userinfo: 'if_missing',
    role_sync: 'full',
    admin_values: [],
    groups_claim: 'received',
    on_incomplete_groups: 'keep',
    recheck_minutes: null,
    upstream_logout: false,
    logout_page_url: null,
  },
  last_test: null,
  candidate: null,
  previous: null,
  consent: null,
  armed_at: null,
  endpoints: null,
  warnings: [],
  credentials: [],
  last_sign_in_at: null,
  created_at: '2026-11-25T10:00:00.000Z',
  updated_at: '2026-11-25T10:00:00.000Z',
}

export const withValues: Connection = {
  ...draft,
  settings: { tenant_id, client_id },
  missing_settings: [],
  credentials: [credential],
}

export const session: SetupSession = {
  object: 'setup_session',
  setup_link_id: 'setup_01jd2x3y4z5a6b7c8d9e0f1g2z',
  state: 'started',
  intents: ['sso', 'domains'],
  only_step: null,
  expires_at: '2026-12-02T09:00:00.000Z',
  return_url: 'https://app.acmeplanner.example/settings',
  success_url: null,
  organization: { id: organization_id, name: 'Contoso' },
  vendor: { name: 'Acme Planner', logo_url: null, accent: null, support_email: 'sso@acmeplanner.example' },
  environment_kind: 'live',
  person: null,
  language: 'en',
  step: 'provider',
  done_steps: [],
  done_actions: [],
  providers: [
    { type: 'entra_oidc', name: 'Microsoft Entra ID', summary: 'Work and school accounts of Microsoft 365 and Azure' },
    { type: 'oidc', name: 'OpenID Connect', summary: 'Any other identity provider with a discovery document' },
  ],
  connection: null,
  tenant: [],
  activation: {
    by: 'customer',
    because: null,
    needs_test: true,
    requested_at: null,
    mails: { vendor: true, administrators: false },
  },
  roles: [
    { slug: 'admin', name: 'Administrator', description: 'Projects, people and billing' },
    { slug: 'planner', name: 'Planner', description: 'Creates and changes plans' },
    { slug: 'viewer', name: 'Viewer', description: 'Reads plans' },
  ],
  default_role: { slug: 'viewer', name: 'Viewer' },
}

const groupIds = [
  ['7c1e04b9-58d2-4f6a-9b07-e1a6c2f83d5a', 'Planner admins'],
  ['a90f6d12-3b7e-4c85-8e41-5d2c97b0f6e3', 'Project office'],
  ['52d7e8a4-0c19-4b3f-a6d5-f78e1b24c960', 'Engineering'],
  ['0be3c57f-91a6-4d28-b4f0-3c6a8d1e7295', 'All employees'],
  ['e61c2f80-7d4b-49a3-92c8-a05f3b6d1e47', null],
] as const

export const groups: Group[] = groupIds.slice(0, 2).map(([idp_id, name], index) => ({
  object: 'group',
  id: `grp_01jd2x3y4z5a6b7c8d9e0f1g${index}h`,
  organization_id,
  source: 'api',
  idp_id,
  name: name ?? idp_id,
  roles: [index === 0 ? 'admin' : 'planner'],
  seen_count: 1,
  last_seen_at: now,
  created_at: now,
  updated_at: now,
}))

const stageIds = ['redirect', 'code', 'token', 'keys', 'claims', 'mapping', 'policy'] as const
const id_token = {
  aud: client_id,
  iss: `https://login.microsoftonline.com/${tenant_id}/v2.0`,
  email: 'ada.muster@contoso.example',
  family_name: 'Muster',
  given_name: 'Ada',
  groups: groupIds.map(([id]) => id),
  name: 'Ada Muster',
  oid: '8e0c5f27-41d9-4b3a-a6f8-2d7b90c1e345',
  tid: tenant_id,
  ver: '2.0',
}
const explained = (attribute: string, claim: string, value: unknown) => ({
  attribute,
  rule: [claim],
  claim,
  source: 'id_token' as const,
  value,
  note: null,
})

export const passed: SetupTest = {
  object: 'setup_test',
  sign_in_id,
  state: 'test_succeeded',
  stages: stageIds.map((id, index) => ({ id, state: 'done', ms: [4, 28_400, 212, 38, 3, 9, 12][index] ?? 0 })),
  started_at: '2026-11-25T10:40:12.000Z',
  finished_at: now,
  error: null,
  mend_at: null,
  claims: { id_token, userinfo: null },
  mapping: [
    explained('identifier', 'oid', id_token.oid),
    explained('name', 'name', 'Ada Muster'),
    explained('given_name', 'given_name', 'Ada'),
    explained('family_name', 'family_name', 'Muster'),
    explained('email', 'email', id_token.email),
    explained('groups', 'groups', id_token.groups),
  ],
  receives: {
    org_id: organization_id,
    sub: null,
    email: id_token.email,
    email_verified: false,
    name: 'Ada Muster',
    given_name: 'Ada',
    family_name: 'Muster',
    role: 'admin',
    roles: ['admin', 'planner'],
    groups: ['Planner admins', 'Project office'],
  },
  roles: [
    { role: 'admin', because: 'group', from: 'Planner admins' },
    { role: 'planner', because: 'group', from: 'Project office' },
  ],
  groups: groupIds.map(([idp_id, name], index) => ({
    idp_id,
    name,
    roles: index === 0 ? ['admin'] : index === 1 ? ['planner'] : [],
  })),
  warnings: [],
  refused: null,
  steps: Array.from({ length: 12 }, (_, index) => ({ at: now, name: `step_${index}`, ok: true, ms: 1, detail: {} })),
}

const nothingYet = { mapping: [], roles: [], groups: [], warnings: [], steps: [], claims: null, receives: null }

export const running: SetupTest = {
  ...passed,
  ...nothingYet,
  state: 'test_in_progress',
  stages: stageIds.map((id, index) => ({
    id,
    state: index === 0 ? 'done' : index === 1 ? 'running' : 'waiting',
    ms: index === 0 ? 4 : null,
  })),
  started_at: '2026-11-25T10:40:36.000Z',
  finished_at: null,
}

export const failed: SetupTest = {
  ...running,
  state: 'test_failed',
  stages: stageIds.map((id, index) => ({
    id,
    state: index < 2 ? 'done' : index === 2 ? 'failed' : 'waiting',
    ms: index < 3 ? 20 : null,
  })),
  finished_at: now,
  mend_at: 'values',
  error: {
    code: 'credential_refused',
    title: 'Microsoft refused the client secret',
    who: 'administrator',
    remedy: 'Enter another secret.',
    hints: [
      {
        code: 'AADSTS7000222',
        who: 'administrator',
        cause: 'The client secret has expired.',
        what: 'Select **New client secret**, copy the column **Value**, and paste it in the step Enter values.',
        where: 'App registrations > Acme Planner – production > Certificates & secrets',
        url: 'https://entra.microsoft.com/#view/credentials',
        message: 'The client secret of Acme Planner has expired.',
      },
    ],
    expected: 'a secret that is valid on 25 November 2026',
    received: 'the secret gE7…, expired on 5 November 2026',
    upstream: {
      error: 'invalid_client',
      description:
        "AADSTS7000222: The provided client secret keys for app 'b2d94e70-1c5a-4e8f-8d27-60f3a9c41e5b' are expired.",
      codes: ['AADSTS7000222'],
      correlation_id: '6f0b93d2-41c7-4a5e-8d19-27e6f3a0b8c4',
      trace_id: '1c0de6a2-90b1-4f6e-8a35-77c1d6a20f00',
      timestamp: '2026-11-25 10:39:41Z',
    },
  },
}

export const redirectExplained: ConnectionExplanation = {
  object: 'connection_explanation',
  codes: ['AADSTS50011'],
  hints: [
    {
      code: 'AADSTS50011',
      who: 'administrator',
      cause: 'The redirect URI in Entra is not the one that Acme Planner asks for.',
      what: 'Under **Web**, replace the **Redirect URI** with the address above, then select **Save**.',
      where: 'App registrations > Acme Planner – production > Authentication',
      url: 'https://entra.microsoft.com/#view/authentication',
      message: 'The redirect URI does not match.',
    },
  ],
  redirect_uri,
  compared_redirect_uris: [],
  abandoned: null,
  correlation_id: '6f0b93d2-41c7-4a5e-8d19-27e6f3a0b8c4',
  trace_id: null,
  timestamp: '2026-11-25 10:39:41Z',
}

const record = { type: 'TXT' as const, name: '_gatehouse.contoso.example', value: 'gatehouse-domain=4m7kq2x9t5w8z1c6' }

export const pendingDomain: Domain = {
  object: 'domain',
  id: 'dom_01jd2x3y4z5a6b7c8d9e0f1g2p',
  organization_id,
  domain: 'contoso.example',
  state: 'pending',
  verified_at: null,
  verified_by: null,
  dns_record: record,
  dns_answer: [],
  checked_at: now,
  proof_missing_since: null,
  created_at: now,
}

export const provedDomain: Domain = {
  ...pendingDomain,
  id: 'dom_01jd2x3y4z5a6b7c8d9e0f1g2r',
  domain: 'contoso-group.example',
  state: 'verified',
  verified_at: now,
  verified_by: 'dns',
  dns_answer: [record.value],
}

export const signIns: SignIn[] = Array.from({ length: 48 }, (_, index) => ({
  object: 'sign_in',
  id: `signin_01m8a7b2qk5f9txw3ne6hrv${String(index).padStart(3, '0')}`,
  state: index === 2 || index === 31 ? 'failed' : index === 17 ? 'abandoned' : 'succeeded',
  application_id: null,
  organization_id,
  connection_id,
  user_id: null,
  email: index === 17 ? null : '[redacted]@contoso.example',
  error_code: index === 2 || index === 31 ? 'groups_incomplete' : null,
  occurrences: 1,
  created_at: new Date(Date.parse(now) - (2 + index * 37) * 60_000).toISOString(),
  finished_at: new Date(Date.parse(now) - (1 + index * 37) * 60_000).toISOString(),
}))
