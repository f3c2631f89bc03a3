/**
 * The pages of the Entra admin center that hints name. Menu names are Microsoft's own of 2026, with the old name in
 * brackets where it changed. Only this file knows addresses of the admin center, because Microsoft changes them.
 */
import type { NationalCloud } from '@gatehouse-sso/core/oauth/entra-clouds'

export type Cloud = NationalCloud | 'external_id' | 'custom'

/** The ids in the address of a page. */
export interface Where {
  readonly cloud: Cloud
  readonly tenant_id: string
  readonly client_id: string
}

interface Place {
  readonly menu: string
  /** The fragment of the page's address; `null` where there is no page of its own. */
  readonly fragment: ((where: Where) => string) | null
}

const origins: Readonly<Record<Cloud, string | null>> = {
  public: 'https://entra.microsoft.com',
  us_government: 'https://entra.microsoft.us',
  china: 'https://portal.azure.cn',
  external_id: 'https://entra.microsoft.com',
  custom: null,
}

const registrations = 'Entra ID > App registrations > your app'
const enterprise = 'Entra ID > Enterprise apps > your app'

const registration =
  (page: string) =>
  ({ client_id }: Where): string =>
    `view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${page}/appId/${client_id}`
const enterpriseApps = (): string => 'view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview'

const places = {
  overview: { menu: `${registrations} > Overview`, fragment: registration('Overview') },
  redirect_uris: {
    menu: `${registrations} > Authentication > Web > Redirect URIs`,
    fragment: registration('Authentication'),
  },
  authentication: { menu: `${registrations} > Authentication`, fragment: registration('Authentication') },
  public_client: {
    menu: `${registrations} > Authentication > Settings > Allow public client flows`,
    fragment: registration('Authentication'),
  },
  public_redirects: {
    menu: `${registrations} > Authentication > Mobile and desktop applications`,
    fragment: registration('Authentication'),
  },
  expose_api: { menu: 'Entra ID > App registrations > the API > Expose an API', fragment: null },
  secrets: { menu: `${registrations} > Certificates & secrets`, fragment: registration('Credentials') },
  permissions: { menu: `${registrations} > API permissions`, fragment: registration('CallAnAPI') },
  token_configuration: { menu: `${registrations} > Token configuration`, fragment: registration('TokenConfiguration') },
  manifest: { menu: `${registrations} > Manifest`, fragment: registration('ApplicationManifest') },
  app_users: { menu: `${enterprise} > Users and groups`, fragment: enterpriseApps },
  app_properties: { menu: `${enterprise} > Properties`, fragment: enterpriseApps },
  saml_settings: { menu: `${enterprise} > Single sign-on`, fragment: enterpriseApps },
  app_permissions: { menu: `${enterprise} > Permissions`, fragment: enterpriseApps },
  users: {
    menu: 'Entra ID > Users',
    fragment: () => 'view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers',
  },
  sign_in_logs: {
    menu: 'Entra ID > Monitoring & health > Sign-in logs > the entry > Conditional Access',
    fragment: () => 'view/Microsoft_AAD_IAM/SignInEventsV3Blade',
  },
  external: {
    menu: 'Entra ID > External Identities > Cross-tenant access settings',
    fragment: () => 'view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/CrossTenantAccessSettings',
  },
  consent_requests: {
    menu: 'Entra ID > Enterprise apps > Admin consent requests',
    fragment: () => 'view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AccessRequests',
  },
  sign_in_page: { menu: 'the sign-in page', fragment: null },
  connection: { menu: 'the settings of the connection in Gatehouse', fragment: null },
  gateway: { menu: 'the machine of the gateway', fragment: null },
  terminal: { menu: 'the options of the command', fragment: null },
  microsoft: { menu: 'Microsoft', fragment: null },
} as const satisfies Readonly<Record<string, Place>>

export type PlaceName = keyof typeof places

export function menuOf(name: PlaceName): string {
  return places[name].menu
}

/** The address of the page, with the ids filled in; `null` where there is none. */
export function addressOf(name: PlaceName, where: Where): string | null {
  const origin = origins[where.cloud]
  const { fragment }: Place = places[name]
  if (origin === null || fragment === null) return null
  // The tenant in the path makes the portal open the right directory of an administrator who has several.
  return `${origin}/${/^[0-9a-f-]{36}$/i.test(where.tenant_id) ? where.tenant_id : ''}#${fragment(where)}`
}
