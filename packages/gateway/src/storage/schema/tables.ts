/**
 * The tables as Kysely sees them; migrations/ says the purpose of each. Column names are the fields of the records in
 * domain/stores/. Both engines have the same schema: times are integers (milliseconds), booleans are 0 or 1, and lists
 * and objects are JSON in text. The second type of a `Stored` is the type that a statement takes; `statements/compile.ts`
 * converts it to the first.
 */
import type { ColumnType, Generated } from 'kysely'
import type { ApiKeyRecord } from '../../domain/stores/api-keys.ts'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../../domain/stores/api-resources.ts'
import type { ApplicationRecord, ApplicationSecretRecord } from '../../domain/stores/applications.ts'
import type { BrandingRecord } from '../../domain/stores/branding.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { CredentialRecord } from '../../domain/stores/credentials.ts'
import type { DeviceAuthorizationRecord } from '../../domain/stores/device-authorizations.ts'
import type { DomainRecord } from '../../domain/stores/domains.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { EventRecord } from '../../domain/stores/events.ts'
import type { FederationKeyRecord } from '../../domain/stores/federation.ts'
import type { GrantRecord } from '../../domain/stores/grants.ts'
import type { GroupRecord } from '../../domain/stores/groups.ts'
import type { IdempotencyRecord } from '../../domain/stores/idempotency-keys.ts'
import type { InvitationRecord } from '../../domain/stores/invitations.ts'
import type { JobRecord } from '../../domain/stores/jobs.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { SignInSpan } from '../../domain/stores/overview.ts'
import type { PushedRequestRecord } from '../../domain/stores/pushed-requests.ts'
import type { RecheckRecord } from '../../domain/stores/rechecks.ts'
import type { RefreshTokenRecord } from '../../domain/stores/refresh-tokens.ts'
import type { RoleRecord } from '../../domain/stores/roles.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { SetupAdministratorRecord, SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import type { SetupSessionRecord } from '../../domain/stores/setup-sessions.ts'
import type { SignInRecord, TraceRecord } from '../../domain/stores/sign-ins.ts'
import type { SigningKeyRecord } from '../../domain/stores/signing-keys.ts'
import type { AdminLinkRecord, StaffRecord, StaffSessionRecord } from '../../domain/stores/staff.ts'
import type { DeletedIdentity, IdentityRecord, UserRecord } from '../../domain/stores/users.ts'

type Json<T> = ColumnType<string, T, T>
type Bool = ColumnType<number, boolean, boolean>

/** A record's fields as columns: booleans as integers, objects and lists as JSON. */
type Stored<R> = {
  [K in keyof R]: [R[K]] extends [boolean]
    ? Bool
    : [R[K]] extends [string | number | null]
      ? R[K]
      : [R[K]] extends [readonly unknown[] | null]
        ? [null] extends [R[K]]
          ? ColumnType<string | null, R[K], R[K]>
          : Json<R[K]>
        : Json<R[K]>
}

export interface Tables {
  installation: {
    id: number
    key_id: string
    key_check_sealed: string
    /** The address of the federation issuer, once it is used. */
    federation_issuer: string | null
    /** Every change of configuration increases it, and the caches of all processes follow it. */
    configuration_version: number
    /** The organization through whose connection staff sign in. */
    owner_organization_id: string | null
    owner_changed_at: number | null
    created_at: number
  }
  schema_migrations: { name: string; started_at: number; finished_at: number | null }
  environments: Stored<EnvironmentRecord>
  organizations: Stored<OrganizationRecord> & { name_key: string | null }
  domains: Stored<DomainRecord>
  connections: Stored<ConnectionRecord> & { saml_watch_at: Generated<number> }
  credentials: Stored<Pick<CredentialRecord, keyof CredentialRecord>> & {
    probe_at: Generated<number>
    warned_days: number | null
  }
  applications: Stored<ApplicationRecord>
  application_secrets: Stored<ApplicationSecretRecord>
  api_resources: Stored<ApiResourceRecord>
  api_resource_tenants: Stored<ApiResourceTenantRecord>
  roles: Stored<RoleRecord>
  groups: Stored<GroupRecord>
  users: Stored<UserRecord>
  identities: Stored<IdentityRecord>
  deleted_identities: Stored<DeletedIdentity>
  invitations: Stored<InvitationRecord>
  setup_links: Stored<SetupLinkRecord>
  setup_sessions: Stored<SetupSessionRecord>
  /** `id` is that of the sign-in. */
  setup_tests: { setup_link_id: string; environment_id: string; id: string }
  setup_administrators: Stored<SetupAdministratorRecord>
  branding: Stored<BrandingRecord>
  sign_ins: Stored<SignInRecord>
  sign_in_spans: Stored<SignInSpan> & { environment_id: string }
  sign_in_traces: Omit<Stored<TraceRecord>, 'entry'> & { entry: Json<unknown> }
  sessions: Stored<SessionRecord>
  grants: Stored<GrantRecord>
  refresh_tokens: Stored<RefreshTokenRecord>
  rechecks: Stored<RecheckRecord>
  pushed_requests: Stored<PushedRequestRecord>
  device_authorizations: Stored<DeviceAuthorizationRecord>
  idempotency_keys: Stored<IdempotencyRecord>
  used_assertions: { id: string; expires_at: number }
  events: Omit<Stored<EventRecord>, 'source'> & { source: ColumnType<string | null, unknown, unknown> }
  signing_keys: Stored<SigningKeyRecord>
  api_keys: Stored<ApiKeyRecord>
  staff: Stored<StaffRecord>
  admin_links: Stored<AdminLinkRecord>
  staff_sessions: Stored<StaffSessionRecord>
  federation_keys: Stored<FederationKeyRecord>
  jobs: Stored<JobRecord>
}
