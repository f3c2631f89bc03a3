/**
 * All stores. The stores of an environment are reached through `in(environment_id)`, so a query without an environment
 * cannot be written. Reads return rows. Changes are `Write`s, which do nothing until `UnitsOfWork.run` gets them
 * together (docs/decisions/0002).
 *
 * Each file here holds one noun: its row, with the field names of the table, the API and the SDK, and its store. Times
 * are milliseconds since 1970. A field that ends in `_sealed` or `_hash` holds a sealed or hashed value.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ApiKeyStore } from './api-keys.ts'
import type { AnyApiResourceStore, ApiResourceStore } from './api-resources.ts'
import type { ApplicationStore } from './applications.ts'
import type { AssertionStore } from './assertions.ts'
import type { BrandingStore } from './branding.ts'
import type { ConnectionStore } from './connections.ts'
import type { CredentialWatchStore } from './credential-watch.ts'
import type { CredentialStore } from './credentials.ts'
import type { DeviceAuthorizationStore } from './device-authorizations.ts'
import type { DomainWatchStore } from './domain-watch.ts'
import type { DomainStore } from './domains.ts'
import type { EnvironmentStore } from './environments.ts'
import type { EventStore } from './events.ts'
import type { FederationStore } from './federation.ts'
import type { GrantStore } from './grants.ts'
import type { GroupStore } from './groups.ts'
import type { IdempotencyStore } from './idempotency-keys.ts'
import type { InstallationStore } from './installation.ts'
import type { InvitationStore } from './invitations.ts'
import type { JobStore } from './jobs.ts'
import type { OrganizationHostStore, OrganizationStore } from './organizations.ts'
import type { OverviewStore } from './overview.ts'
import type { PushedRequestStore } from './pushed-requests.ts'
import type { RecheckStore } from './rechecks.ts'
import type { RefreshTokenStore } from './refresh-tokens.ts'
import type { RoleStore } from './roles.ts'
import type { SamlWatchStore } from './saml-watch.ts'
import type { SessionStore } from './sessions.ts'
import type { SetupLinkStore } from './setup-links.ts'
import type { SetupSessionStore } from './setup-sessions.ts'
import type { SignInStore } from './sign-ins.ts'
import type { SigningKeyStore } from './signing-keys.ts'
import type { AdminLinkStore, StaffSessionStore, StaffStore } from './staff.ts'
import type { SweepStore } from './sweep.ts'
import type { UserStore } from './users.ts'

/** The stores of one environment. */
export interface EnvironmentStores {
  readonly organizations: OrganizationStore
  readonly domains: DomainStore
  readonly connections: ConnectionStore
  readonly credentials: CredentialStore
  readonly applications: ApplicationStore
  readonly api_resources: ApiResourceStore
  readonly roles: RoleStore
  readonly groups: GroupStore
  readonly users: UserStore
  readonly invitations: InvitationStore
  readonly setup_links: SetupLinkStore
  readonly branding: BrandingStore
  readonly sign_ins: SignInStore
  readonly sessions: SessionStore
  readonly grants: GrantStore
  readonly refresh_tokens: RefreshTokenStore
  readonly pushed_requests: PushedRequestStore
  readonly device_authorizations: DeviceAuthorizationStore
  readonly assertions: AssertionStore
  readonly signing_keys: SigningKeyStore
  readonly rechecks: RecheckStore
  readonly overview: OverviewStore
  readonly events: EventStore
}

export interface Stores {
  readonly installation: InstallationStore
  readonly environments: EnvironmentStore
  readonly api_keys: ApiKeyStore
  readonly setup_sessions: SetupSessionStore
  readonly staff: StaffStore
  readonly admin_links: AdminLinkStore
  readonly staff_sessions: StaffSessionStore
  readonly idempotency_keys: IdempotencyStore
  readonly jobs: JobStore
  readonly federation: FederationStore
  readonly credential_watch: CredentialWatchStore
  readonly saml_watch: SamlWatchStore
  readonly domain_watch: DomainWatchStore
  readonly organizationHosts: OrganizationHostStore
  readonly anyApiResources: AnyApiResourceStore
  readonly sweep: SweepStore
  in(environment_id: Id<'env'>): EnvironmentStores
}
