/** The examples about setup links and the setup portal. */
import { connection } from './example-connections.ts'
import { at, env_id, organization_id } from './example-ids.ts'

const setup_link_id = 'setup_01jd2x3y4z5a6b7c8d9e0f1g2z'

export const setup_link = {
  object: 'setup_link',
  id: setup_link_id,
  organization_id,
  intents: ['sso', 'domains'],
  state: 'started',
  step: null,
  activation: 'automatic',
  needs_test: true,
  admin_emails: ['ada@contoso.example'],
  return_url: 'https://app.example/settings',
  success_url: null,
  connection_id: connection.id,
  activation_requested_at: null,
  uses: [{ at, address: '203.0.113.7', user_agent: 'Mozilla/5.0' }],
  expires_at: '2026-11-28T09:30:00.000Z',
  completed_at: null,
  revoked_at: null,
  created_at: at,
  updated_at: at,
}

export const branding = {
  object: 'branding',
  id: env_id,
  name: 'Acme Planner',
  logo_url: 'https://sso.example.com/branding/logo-4yKpX3YkJx0bJv1u.png',
  accent: '#4338ca',
  support_email: 'sso@acmeplanner.example',
  created_at: at,
  updated_at: at,
}

const { name, logo_url, accent, support_email } = branding
const vendor = { name, logo_url, accent, support_email }

export const setup_session = {
  object: 'setup_session',
  setup_link_id,
  state: 'started',
  intents: ['sso', 'domains'],
  only_step: null,
  expires_at: setup_link.expires_at,
  return_url: setup_link.return_url,
  success_url: null,
  organization: { id: organization_id, name: 'Contoso' },
  vendor,
  environment_kind: 'live',
  person: null,
  language: 'en',
  step: 'values',
  done_steps: ['provider', 'register'],
  done_actions: ['register.name', 'register.redirect_uri'],
  providers: [
    { type: 'entra_oidc', name: 'Microsoft Entra ID', summary: 'Work and school accounts of Microsoft 365 and Azure' },
  ],
  connection,
  tenant: ['contoso.example', 'public cloud', 'EU'],
  activation: {
    by: 'customer',
    because: null,
    needs_test: true,
    requested_at: null,
    mails: { vendor: true, administrators: true },
  },
  roles: [{ slug: 'editor', name: 'Editor', description: null }],
  default_role: { slug: 'viewer', name: 'Viewer' },
}

export const value_check = {
  object: 'value_check',
  took_ms: 312,
  findings: [
    {
      param: '/settings/tenant_id',
      result: 'found',
      code: 'tenant_found',
      title: 'The tenant was found.',
      text: null,
      facts: ['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b', 'public cloud', 'EU'],
      value: null,
      path: null,
      choices: [],
    },
  ],
}

export const setup_guess = {
  object: 'setup_guess',
  type: 'entra_oidc',
  because: 'The mail of this domain goes to contoso-example.mail.protection.outlook.com, which is Microsoft 365.',
}

export const setup_guide = {
  object: 'setup_guide',
  type: 'entra_oidc',
  name: 'Microsoft Entra ID',
  short_name: 'Entra',
  company: 'Microsoft',
  language: 'en',
  checked_on: '2026-11-18',
  steps: [
    {
      id: 'register',
      title: 'Register Acme Planner in Entra',
      lead: 'Five actions in the Entra admin center, in another window. Copying a value ticks it.',
      minutes: 3,
      next: 'Continue to values',
      place: 'Microsoft Entra admin center',
      actions: [
        {
          id: 'redirect_uri',
          title: 'Enter the redirect URI',
          text: 'Choose the platform **Web**, then paste this address.',
          path: null,
          old_path: null,
          copy: [{ label: 'Redirect URI', value: connection.redirect_uri, is_code: true, note: null }],
          link: null,
          note: null,
        },
      ],
      drawing: null,
      code: [],
    },
  ],
  fields: [
    {
      param: '/settings/tenant_id',
      kind: 'guid',
      label: 'Directory (tenant) ID',
      note: 'Only accounts of this directory will be accepted.',
      needed: true,
      instead: null,
      asking: 'Asking Microsoft…',
    },
  ],
  fields_drawing: null,
  credentials: [],
  attributes: [{ attribute: 'email', label: 'Email', claims: ['email'], note: null }],
  has_consent: true,
  usual_codes: [{ code: 'AADSTS50011', title: 'The redirect URI does not match' }],
  security: {
    scopes: [{ scope: 'openid', why: 'Says who signs in' }],
    kept: [{ what: 'Passwords', how_long: 'Never: they stay with your identity provider' }],
    domains: ['login.microsoftonline.com'],
  },
}

export const setup_test = {
  object: 'setup_test',
  sign_in_id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g2x',
  state: 'test_succeeded',
  stages: [{ id: 'redirect', state: 'done', ms: 0.41 }],
  started_at: at,
  finished_at: '2026-11-21T09:30:08.412Z',
  error: null,
  mend_at: null,
  claims: { id_token: { oid: '11111111-2222-4333-8444-555555555555', email: 'ada@contoso.example' }, userinfo: null },
  mapping: [
    {
      attribute: 'email',
      rule: ['email'],
      claim: 'email',
      source: 'id_token',
      value: 'ada@contoso.example',
      note: null,
    },
  ],
  receives: { email: 'ada@contoso.example', role: 'editor', roles: ['editor'], groups: [] },
  roles: [{ role: 'editor', because: 'group', from: 'Engineering' }],
  groups: [{ idp_id: '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d', name: 'Engineering', roles: ['editor'] }],
  warnings: [],
  refused: null,
  steps: [{ at, name: 'redirect', ok: true, ms: 0.41, detail: { to: 'https://login.microsoftonline.com' } }],
}
