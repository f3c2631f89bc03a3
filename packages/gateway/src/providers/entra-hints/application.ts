/** Redirect URI, tenant, application and scope. */
import { hint } from './row.ts'

const redirectUri = (cause: string) =>
  hint(
    'administrator',
    'redirect_uris',
    cause,
    'Register the redirect URI of this connection exactly as it is shown: https, upper and lower case, and the end of the address count.',
  )
const scope = (cause: string) =>
  hint(
    'operator',
    'connection',
    cause,
    'Remove the setting `scopes` of the connection, or list only openid, profile, email and User.Read.',
  )
const tenantNeeded = (cause: string) =>
  hint(
    'administrator',
    'connection',
    cause,
    'Enter the Directory (tenant) ID in the connection instead of a word or a domain.',
  )

export const applicationHints = {
  50011: redirectUri('The redirect URI of the connection is not registered for the application.'),
  500112: redirectUri('The redirect URI at the token endpoint differs from the one of the sign-in.'),
  900971: redirectUri('The application has no redirect URI.'),
  70004: redirectUri('The redirect URI is not on the list of the application.'),
  50194: hint(
    'administrator',
    'authentication',
    'The application is for one tenant, and the connection uses `common` or `organizations`.',
    'Enter the Directory (tenant) ID in the connection, or make the application multitenant under Supported account types.',
  ),
  700016: hint(
    'administrator',
    'overview',
    'The tenant has no application with this client ID.',
    'Compare client ID and tenant ID with the Overview page; they may have been swapped. An application of another tenant needs the consent of an administrator first.',
  ),
  700011: hint(
    'administrator',
    'overview',
    'The tenant does not know the application.',
    'Compare client ID and tenant ID with the Overview page.',
  ),
  70001: hint(
    'administrator',
    'app_properties',
    'The application is not installed in the tenant, or is switched off.',
    'Set "Enabled for users to sign-in?" to Yes, or grant consent so that the application is installed.',
  ),
  7000112: hint(
    'administrator',
    'app_properties',
    'The application is switched off in the tenant.',
    'Set "Enabled for users to sign-in?" to Yes.',
  ),
  7000229: hint(
    'administrator',
    'app_properties',
    'The application is registered, and is not installed in the tenant.',
    'Grant admin consent for the application in this tenant. That installs it.',
  ),
  50049: hint(
    'administrator',
    'connection',
    'There is no such cloud.',
    'Choose the cloud of the tenant in the connection.',
  ),
  90002: hint(
    'administrator',
    'overview',
    'There is no such tenant in this cloud.',
    'Copy the Directory (tenant) ID from the Overview page, and check the cloud of the connection.',
  ),
  90038: hint(
    'administrator',
    'connection',
    'The tenant belongs to a national cloud.',
    'Choose the cloud of the tenant in the connection: `us_government` or `china`.',
  ),
  900382: hint(
    'administrator',
    'connection',
    'The application and the person are in different clouds.',
    'Register the application in the cloud of the tenant, and choose that cloud in the connection.',
  ),
  900432: hint(
    'administrator',
    'connection',
    'The application and the person are in different clouds.',
    'Register the application in the cloud of the tenant, and choose that cloud in the connection.',
  ),
  500011: hint(
    'administrator',
    'app_permissions',
    'The tenant does not know an API that the application asks for.',
    'Remove the permission for this API, or install the API in the tenant.',
  ),
  650057: hint(
    'administrator',
    'permissions',
    'The application asks for an API that is not among its permissions.',
    'Add the permission under API permissions, or remove the scope from the connection.',
  ),
  28000: scope('The connection asks for scopes of more than one API.'),
  70011: scope('A scope that the connection asks for is not valid.'),
  28002: scope('The scopes at the token endpoint are not valid.'),
  28003: scope('The token request has no scope.'),
  700022: scope('The connection asks for scopes of more than one API.'),
  650053: scope('A scope that the connection asks for does not exist.'),
  901002: hint(
    'operator',
    'connection',
    'The request has the parameter `resource`, which v2.0 does not take.',
    'Remove it. Scopes name the API instead.',
  ),
  9010010: hint(
    'operator',
    'connection',
    'The parameter `resource` does not fit the scopes.',
    'Remove `resource` from the request. Scopes name the API instead.',
  ),
  9001023: tenantNeeded('The request of the gateway does not work at `common`.'),
  90130: tenantNeeded('The application does not work at `common`.'),
  90124: tenantNeeded('The API does not work at `common` or `consumers`.'),
  90019: tenantNeeded('The request names no tenant.'),
  50059: tenantNeeded('The request names no tenant.'),
  9002332: tenantNeeded('The application is for work accounts only, and the connection uses `consumers`.'),
  500208: hint(
    'person',
    'sign_in_page',
    'This kind of account cannot sign in to the application.',
    'Sign in with the account of your organization, not with a personal Microsoft account.',
  ),
  700054: hint(
    'administrator',
    'authentication',
    'The application may not receive an ID token at the authorization endpoint.',
    'Nothing is needed for Gatehouse, which asks for a code. Check that no other client uses this registration.',
  ),
  70005: hint(
    'operator',
    'connection',
    'The response type is not switched on for the application.',
    'Let the connection use the authorization code flow.',
  ),
  70007: hint(
    'operator',
    'connection',
    'Entra does not know this response mode.',
    'Remove the setting `response_mode`.',
  ),
} as const
