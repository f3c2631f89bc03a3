/** The customers of the story: fifteen organizations with their connections. */
import type { Connection, Credential, Domain, Organization, OrganizationSummary } from '@gatehouse-sso/sdk/browser'
import { at, before, day, idOf, now } from './ids.ts'

type Type = Connection['type']
type Health = OrganizationSummary['connections'][number]['health']

interface Customer {
  readonly name: string
  readonly domains: readonly string[]
  readonly type: Type | null
  readonly state: Connection['state']
  readonly health: Health['state']
  readonly error?: string
  readonly last: string | null
  readonly ends: string | null
}

const customers: readonly Customer[] = [
  {
    name: 'Northwind Traders',
    domains: ['northwind.example'],
    type: 'entra_oidc',
    state: 'active',
    health: 'working',
    last: before(4),
    ends: day(6),
  },
  {
    name: 'Contoso',
    domains: ['contoso.example', 'contoso-labs.example', 'contoso.test'],
    type: 'entra_oidc',
    state: 'active',
    health: 'working',
    last: before(5),
    ends: day(23),
  },
  {
    name: 'City Power & Light',
    domains: ['citypower.example', 'cpandl.example'],
    type: 'entra_oidc',
    state: 'active',
    health: 'working',
    last: before(6),
    ends: day(400),
  },
  {
    name: 'Lucerne Publishing',
    domains: ['lucerne.example'],
    type: 'okta_oidc',
    state: 'active',
    health: 'working',
    last: before(21),
    ends: day(52),
  },
  {
    name: 'Fabrikam',
    domains: ['fabrikam.example', 'fabrikam.test'],
    type: 'entra_oidc',
    state: 'active',
    health: 'working',
    last: before(38),
    ends: day(300),
  },
  {
    name: 'Wide World Importers',
    domains: ['wideworld.example'],
    type: 'google_oidc',
    state: 'active',
    health: 'working',
    last: before(60),
    ends: null,
  },
  {
    name: 'Trey Research',
    domains: ['treyresearch.example'],
    type: 'oidc',
    state: 'active',
    health: 'working',
    last: before(121),
    ends: null,
  },
  {
    name: 'Woodgrove Bank',
    domains: ['woodgrove.example'],
    type: 'entra_oidc',
    state: 'active',
    health: 'failing',
    error: 'upstream_refused',
    last: before(23),
    ends: day(-1),
  },
  {
    name: 'Munich Machine Works',
    domains: ['munich-works.example'],
    type: 'entra_oidc',
    state: 'active',
    health: 'working',
    last: before(1_500),
    ends: day(200),
  },
  {
    name: 'Fourth Coffee',
    domains: ['fourthcoffee.example'],
    type: 'okta_oidc',
    state: 'active',
    health: 'working',
    last: before(1_600),
    ends: null,
  },
  {
    name: 'Tailspin Toys',
    domains: ['tailspin.example'],
    type: 'entra_oidc',
    state: 'active',
    health: 'failing',
    error: 'client_secret_wrong',
    last: at('2026-11-19', '13:40'),
    ends: day(700),
  },
  {
    name: 'VanArsdel',
    domains: ['vanarsdel.example'],
    type: 'entra_oidc',
    state: 'inactive',
    health: 'working',
    last: at('2026-11-03', '09:12'),
    ends: day(90),
  },
  {
    name: 'Proseware',
    domains: ['proseware.example'],
    type: 'entra_oidc',
    state: 'draft',
    health: 'no_sign_ins',
    last: null,
    ends: null,
  },
  {
    name: 'Alpine Ski House',
    domains: ['alpineski.example'],
    type: 'oidc',
    state: 'draft',
    health: 'no_sign_ins',
    last: null,
    ends: null,
  },
  {
    name: 'Graphic Design Institute',
    domains: [],
    type: null,
    state: 'draft',
    health: 'no_sign_ins',
    last: null,
    ends: null,
  },
]

const typeNames: Readonly<Record<Type, string>> = {
  entra_oidc: 'Microsoft Entra ID',
  okta_oidc: 'Okta',
  google_oidc: 'Google Workspace',
  oidc: 'OpenID Connect',
  entra_saml: 'Microsoft Entra ID (SAML)',
  okta_saml: 'Okta (SAML)',
  google_saml: 'Google Workspace (SAML)',
  saml: 'SAML 2.0',
}

export const organizationId = (index: number): `org_${string}` => idOf('org', index)
export const connectionId = (index: number): `conn_${string}` => idOf('conn', index)

export const summaries: readonly OrganizationSummary[] = customers.map((customer, index) => ({
  object: 'organization_summary',
  id: organizationId(index),
  name: customer.name,
  external_id: index === 1 ? 'crm-4711' : null,
  domains: [...customer.domains],
  connections:
    customer.type === null
      ? []
      : [
          {
            id: connectionId(index),
            name: typeNames[customer.type],
            type: customer.type,
            state: customer.state,
            health: {
              state: customer.health,
              error_code: customer.error ?? null,
              last_sign_in_id: customer.last === null ? null : idOf('signin', index),
              last_sign_in_at: customer.last,
            },
            has_candidate: index === 0,
            credential_expires_at: customer.ends,
          },
        ],
  created_at: at('2026-03-14'),
}))

export function domainOf(index: number, domain: string, state: Domain['state'] = 'verified'): Domain {
  return {
    object: 'domain',
    id: idOf('dom', index * 10 + domain.length),
    organization_id: organizationId(index),
    domain,
    state,
    verified_at: state === 'verified' ? at('2026-03-15') : null,
    verified_by: state === 'verified' ? 'dns' : null,
    dns_record: {
      type: 'TXT',
      name: `_gatehouse.${domain}`,
      value: 'gatehouse-domain-verification=V1StGXR8_Z5jdHi6B-myTw',
    },
    dns_answer: [],
    checked_at: before(9),
    proof_missing_since: null,
    created_at: at('2026-03-14'),
  }
}

export const organizations: readonly Organization[] = customers.map((customer, index) => ({
  object: 'organization',
  id: organizationId(index),
  name: customer.name,
  external_id: index === 1 ? 'crm-4711' : null,
  slug: null,
  host: null,
  domains: customer.domains.map((domain) => domainOf(index, domain)),
  policy: {
    default_role: null,
    default_roles: [],
    default_groups: [],
    require_group: false,
    outside_domains: 'refuse',
    provisioning: 'just_in_time',
    match_by: ['email'],
    match_case: 'insensitive',
    session: { idle_minutes: null, lifetime_minutes: null, is_shared: true, logout_page_url: null },
  },
  metadata: index === 0 ? { plan: 'enterprise', region: 'eu' } : {},
  created_at: at('2026-03-14'),
  updated_at: at('2026-11-03'),
}))

const tenant = '8d2f60a1-4b7e-4c39-a05d-61f2c7b98e43'
const client_id = 'c41e7d52-903b-4f6a-8e17-2ad95b06f3c8'
const login = `https://login.microsoftonline.com/${tenant}`

export function credentialOf(index: number, n: number, changes: Partial<Credential> = {}): Credential {
  return {
    object: 'credential',
    id: idOf('cred', index * 10 + n),
    connection_id: connectionId(index),
    type: 'client_secret',
    active: n === 1,
    hint: n === 1 ? 'qR7' : 'Wz2',
    certificate: null,
    federation: null,
    not_after: n === 1 ? day(6) : day(705),
    last_used_at: n === 1 ? before(4) : null,
    health: { result: n === 1 ? 'expiring' : 'working', checked_at: before(2), because: 'It expires in 6 days.' },
    trial: { result: 'accepted', at: before(2), error: null },
    created_at: n === 1 ? at('2024-12-01') : at('2026-11-03', '09:12'),
    ...changes,
  }
}

const samlSettings = {
  idp_entity_id: 'https://idp.trey.example/saml',
  sso_url: 'https://idp.trey.example/saml/sso',
  certificates: ['-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----'],
}

const settingsOf: Readonly<Record<Type, Record<string, unknown>>> = {
  entra_oidc: { tenant_id: tenant, client_id, cloud: 'public' },
  okta_oidc: { domain: 'lucerne.okta.example', client_id: '0oa1b2c3d4e5f6g7h8i9' },
  google_oidc: { client_id: '1234567890-abc.apps.example', hosted_domain: 'wideworld.example' },
  oidc: { discovery_url: 'https://idp.trey.example/.well-known/openid-configuration', client_id: 'gatehouse' },
  entra_saml: samlSettings,
  okta_saml: samlSettings,
  google_saml: samlSettings,
  saml: samlSettings,
}

/** The connection of a customer as the API shows it. The first has a candidate; the draft has nothing yet. */
export function connectionOf(index: number, changes: Partial<Connection> = {}): Connection {
  const customer = customers[index]
  const id = connectionId(index)
  const type = customer?.type ?? 'entra_oidc'
  const isDraft = customer?.state === 'draft'
  return {
    object: 'connection',
    id,
    organization_id: organizationId(index),
    name: typeNames[type],
    type,
    state: customer?.state ?? 'draft',
    suggested_application_name: 'Acme Planner',
    redirect_uri: 'https://sso.planner.example/oauth/complete/',
    redirect_rules: null,
    consent_redirect_uri: null,
    logout: {
      post_logout_redirect_uri: 'https://sso.planner.example/signed-out',
      frontchannel_logout_uri: `https://sso.planner.example/sso/logout/frontchannel/${id}`,
      backchannel_logout_uri: null,
      revocation_uri: null,
    },
    saml: null,
    settings: isDraft ? {} : settingsOf[type],
    missing_settings: isDraft ? ['tenant_id', 'client_id'] : [],
    mapping: { identifier: ['oid'], email: ['email'], name: ['name'], groups: ['groups'] },
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
      upstream_logout: true,
      logout_page_url: null,
    },
    last_test: isDraft ? null : { sign_in_id: idOf('signin', 90), result: 'passed', at: before(2_000) },
    candidate:
      index === 0
        ? {
            settings: settingsOf.entra_oidc,
            mapping: {
              identifier: ['oid'],
              email: ['email', 'preferred_username'],
              name: ['name'],
              groups: ['groups'],
              roles: ['roles'],
            },
            test: null,
            consent: null,
            created_at: before(110),
            updated_at: before(110),
          }
        : null,
    previous: null,
    consent: null,
    armed_at: null,
    endpoints: isDraft
      ? null
      : {
          discovery_url: `${login}/v2.0/.well-known/openid-configuration`,
          authorization_endpoint: `${login}/oauth2/v2.0/authorize`,
          token_endpoint: `${login}/oauth2/v2.0/token`,
          jwks_uri: `${login}/discovery/v2.0/keys`,
          userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
          confirmed_at: at('2026-03-14'),
          held: null,
        },
    warnings: [],
    credentials: isDraft
      ? []
      : index === 0
        ? [credentialOf(0, 1), credentialOf(0, 2)]
        : [
            credentialOf(index, 1, {
              not_after: day(300),
              health: { result: 'working', checked_at: now, because: 'It was accepted.' },
            }),
          ],
    last_sign_in_at: customer?.last ?? null,
    created_at: at('2026-03-14'),
    updated_at: at('2026-11-03'),
    ...changes,
  }
}

/** Every connection of the story. */
export const connections: readonly Connection[] = customers.flatMap((customer, index) =>
  customer.type === null ? [] : [connectionOf(index)],
)
