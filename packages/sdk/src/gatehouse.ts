/**
 * The SDK for applications: `new Gatehouse({ api_key, base_url })`. Data is snake_case, methods are camelCase. No key and
 * no secret appears in an error or when the client is printed.
 */
import { createClient, type GatehouseOptions } from './client.ts'
import { type ApiKeys, apiKeys } from './nouns/api-keys.ts'
import { type ApiResources, apiResources } from './nouns/api-resources.ts'
import { type Applications, applications } from './nouns/applications.ts'
import { type Branding as BrandingOperations, branding } from './nouns/branding.ts'
import { type Connections, connections } from './nouns/connections.ts'
import { type Credentials, credentials } from './nouns/credentials.ts'
import { type Discover, discover } from './nouns/discover.ts'
import { type Domains, domains } from './nouns/domains.ts'
import { type Environments, environments } from './nouns/environments.ts'
import { type Events, events } from './nouns/events.ts'
import { type Groups, groups } from './nouns/groups.ts'
import { type Invitations, invitations } from './nouns/invitations.ts'
import { type Organizations, organizations } from './nouns/organizations.ts'
import { type Overview, overview } from './nouns/overview.ts'
import { type Roles, roles } from './nouns/roles.ts'
import { type Sessions, sessions } from './nouns/sessions.ts'
import { type SetupLinks, setupLinks } from './nouns/setup-links.ts'
import { type SignIns, signIns } from './nouns/sign-ins.ts'
import { type SigningKeys, signingKeys } from './nouns/signing-keys.ts'
import { type Staff, staff } from './nouns/staff.ts'
import { type Users, users } from './nouns/users.ts'
import { sso } from './sso/settings.ts'
import type { Sso } from './sso/sso.ts'

/**
 * A client of the management API, and of the sign-in (`sso`). A noun of the API is a member, and a verb is its method; the
 * command line has the same words (`gatehouse organizations create`).
 *
 * Every call can throw, besides the errors that its own documentation names: AuthenticationError (401),
 * PermissionError (403, the key lacks the scope), RateLimitError (429), ServerError (5xx), and ConnectionError (no
 * response, or no key or base URL). A POST with an idempotency key of another request throws a ConflictError. All of
 * them extend GatehouseError.
 *
 * @example
 * ```ts
 * const gatehouse = new Gatehouse({ base_url: 'https://sso.example.com', api_key: 'sk_test_…' })
 * const organization = await gatehouse.organizations.create({ name: 'Contoso' })
 * ```
 */
export class Gatehouse {
  /** Signs people in to your application. It needs `client_id` and `client_secret`, and no API key. */
  readonly sso: Sso
  readonly environments: Environments
  readonly organizations: Organizations
  readonly domains: Domains
  readonly connections: Connections
  readonly discover: Discover
  readonly credentials: Credentials
  readonly applications: Applications
  readonly apiResources: ApiResources
  readonly roles: Roles
  readonly groups: Groups
  readonly users: Users
  readonly invitations: Invitations
  readonly setupLinks: SetupLinks
  readonly branding: BrandingOperations
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly events: Events
  readonly signingKeys: SigningKeys
  readonly apiKeys: ApiKeys
  readonly staff: Staff
  readonly overview: Overview

  /** @param options the settings, or only the API key */
  constructor(options: GatehouseOptions | string = {}) {
    const settings = typeof options === 'string' ? { api_key: options } : options
    const client = createClient(settings)
    this.sso = sso(settings)
    this.environments = environments(client)
    this.organizations = organizations(client)
    this.domains = domains(client)
    this.connections = connections(client)
    this.discover = discover(client)
    this.credentials = credentials(client)
    this.applications = applications(client)
    this.apiResources = apiResources(client)
    this.roles = roles(client)
    this.groups = groups(client)
    this.users = users(client)
    this.invitations = invitations(client)
    this.setupLinks = setupLinks(client)
    this.branding = branding(client)
    this.sessions = sessions(client)
    this.signIns = signIns(client)
    this.staff = staff(client)
    this.overview = overview(client)
    this.events = events(client)
    this.signingKeys = signingKeys(client)
    this.apiKeys = apiKeys(client)
  }
}

export type { Client, GatehouseOptions, RequestOptions } from './client.ts'
export { createClient } from './client.ts'
export type { ApiKey, ApiKeyWithSecret } from './contract/api-keys.ts'
export type { ApiResourcePolicy } from './contract/api-resource-policy.ts'
export type { ApiResourceTenant } from './contract/api-resource-tenants.ts'
export type { ApiResource } from './contract/api-resources.ts'
export type { Application, ApplicationSecret, ApplicationSecretWithValue } from './contract/applications.ts'
export type { Branding } from './contract/branding.ts'
export type { Connection } from './contract/connection.ts'
export type { Credential } from './contract/credentials.ts'
export type { Discovery } from './contract/discover.ts'
export type { Domain } from './contract/domains.ts'
export type { Environment } from './contract/environments.ts'
export type { Event } from './contract/events.ts'
export type { Group } from './contract/groups.ts'
export type { Invitation, InvitationWithLink } from './contract/invitations.ts'
export type { Page } from './contract/list.ts'
export type { Organization } from './contract/organizations.ts'
export type { Role } from './contract/roles.ts'
export type { Session } from './contract/sessions.ts'
export type { SetupLink, SetupLinkWithAddress } from './contract/setup-links.ts'
export type { SignIn, SignInWithTrace } from './contract/sign-ins.ts'
export type { SigningKey } from './contract/signing-keys.ts'
export type { UserImport } from './contract/user-import.ts'
export type { Identity, User } from './contract/users.ts'
export {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  GatehouseError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './errors.ts'
export { etagOf } from './etag.ts'
export type { ListQuery, Paginated } from './paginated.ts'
export type { Profile } from './sso/profile.ts'
export { SignInError, type SignInErrorCode } from './sso/sign-in-error.ts'
export type { Authenticated, AuthenticateInput, AuthorizationInput, LogoutInput, Selector, Sso } from './sso/sso.ts'
export type {
  ApiKeys,
  ApiResources,
  Applications,
  Connections,
  Credentials,
  Domains,
  Environments,
  Events,
  Groups,
  Organizations,
  Roles,
  Sessions,
  SetupLinks,
  SignIns,
  SigningKeys,
  Users,
}
