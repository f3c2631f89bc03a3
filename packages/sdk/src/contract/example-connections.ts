/** The examples about connections. examples.ts has all others. */
import { at, connection_id, organization_id } from './example-ids.ts'

export const credential = {
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

export const connection = {
  object: 'connection',
  id: connection_id,
  organization_id,
  name: 'Contoso Entra ID',
  type: 'entra_oidc',
  state: 'active',
  suggested_application_name: 'https://api.example.com',
  redirect_uri: `https://sso.example.com/sso/oidc/callback/${connection_id}`,
  redirect_rules: null,
  consent_redirect_uri: 'https://sso.example.com/sso/consent/callback',
  logout: {
    post_logout_redirect_uri: 'https://sso.example.com/signed-out',
    frontchannel_logout_uri: `https://sso.example.com/sso/logout/frontchannel/${connection_id}`,
    backchannel_logout_uri: null,
    revocation_uri: null,
  },
  saml: null,
  settings: {
    tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
    client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  },
  missing_settings: [],
  mapping: { email: ['email', 'upn'], name: ['name'], groups: ['groups'] },
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
  consent: null,
  candidate: null,
  previous: null,
  armed_at: null,
  endpoints: {
    discovery_url:
      'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/v2.0/.well-known/openid-configuration',
    authorization_endpoint:
      'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/oauth2/v2.0/authorize',
    token_endpoint: 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/oauth2/v2.0/token',
    jwks_uri: 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/discovery/v2.0/keys',
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    confirmed_at: at,
    held: null,
  },
  warnings: [],
  credentials: [credential],
  last_sign_in_at: at,
  created_at: at,
  updated_at: at,
}

export const connection_explanation = {
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
  compared_redirect_uris: [],
  abandoned: null,
  correlation_id: '3c1f0a52-8f0d-4a86-9f0e-7b0a53f4d2aa',
  trace_id: null,
  timestamp: '2026-11-21 09:30:00Z',
}

export const connection_test_link = {
  object: 'connection_test_link',
  connection_id: connection.id,
  tests: 'candidate',
  url: 'https://sso.example/sso/test/s1.5f0c…: the link, shown now and never again',
  expires_at: at,
}

export const connection_consent_link = {
  object: 'connection_consent_link',
  connection_id: connection.id,
  permissions: 'sign_in',
  url: 'https://sso.example/sso/consent/s1.5f0c…: the link, shown now and never again',
  consent_redirect_uri: 'https://sso.example/sso/consent/callback',
  expires_at: at,
}

export const connection_check = {
  object: 'connection_check',
  connection_id,
  of: 'current',
  result: 'fail',
  checked_at: at,
  checks: [
    {
      id: 'redirect_uri',
      result: 'fail',
      message: 'The redirect URI is not registered.',
      expected: `https://sso.example.com/sso/oidc/callback/${connection_id}`,
      received: 'AADSTS50011 on its own page',
      remedy: 'Add the redirect URI of the connection exactly: same case, same slash at the end.',
      who: 'administrator',
      where: 'Entra ID > App registrations > your app > Authentication > Web > Redirect URIs',
      url: 'https://entra.microsoft.com/',
      credential_id: null,
    },
  ],
}
