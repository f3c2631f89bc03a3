/**
 * What the domain needs of storage. Everything that belongs to an environment is reached through `in(environment_id)`,
 * so that a query without one cannot be written. Reads answer records; changes are `Write`s, which do nothing until
 * they are handed to `UnitsOfWork.run` together (docs/decisions/0002).
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { EventType } from '@gatehouse-sso/sdk/contract/events'
import type { Unit, Write } from './ports.ts'
import type {
  ApiKeyRecord,
  ApplicationRecord,
  ApplicationSecretRecord,
  ConnectionRecord,
  ConnectionState,
  ConnectionType,
  CredentialRecord,
  DomainRecord,
  EnvironmentRecord,
  EventRecord,
  GroupRecord,
  IdempotencyRecord,
  IdentityRecord,
  JobRecord,
  OrganizationRecord,
  RoleRecord,
  SignInRecord,
  SignInState,
  TraceRecord,
  UserRecord,
} from './records.ts'
import type {
  AssertionStore,
  GrantStore,
  PushedRequestStore,
  RefreshTokenStore,
  SessionStore,
  SigningKeyStore,
} from './token-stores.ts'

export interface ListQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly order: 'asc' | 'desc'
}

export interface RecordPage<R> {
  readonly records: readonly R[]
  /** Whether there is more before the first and after the last. */
  readonly more_before: boolean
  readonly more_after: boolean
}

export interface InstallationStore {
  get(): Promise<{ key_id: string; key_check_sealed: string; configuration_version: number } | undefined>
  insert(installation: { key_id: string; key_check_sealed: string; created_at: number }): Write
}

export interface EnvironmentStore {
  get(id: Id<'env'>): Promise<EnvironmentRecord | undefined>
  bySlug(slug: string): Promise<EnvironmentRecord | undefined>
  default(): Promise<EnvironmentRecord | undefined>
  list(query: ListQuery): Promise<RecordPage<EnvironmentRecord>>
  insert(record: EnvironmentRecord): Write
  update(record: EnvironmentRecord, expected_version: number): Write
}

export interface ApiKeyStore {
  /** Not one that was revoked. */
  get(environment_id: Id<'env'>, id: Id<'key'>): Promise<ApiKeyRecord | undefined>
  byHash(key_hash: string): Promise<ApiKeyRecord | undefined>
  list(environment_id: Id<'env'>, query: ListQuery): Promise<RecordPage<ApiKeyRecord>>
  insert(record: ApiKeyRecord): Write
  revoke(environment_id: Id<'env'>, id: Id<'key'>, revoked_at: number): Write
  setExpiry(environment_id: Id<'env'>, id: Id<'key'>, expires_at: number): Write
  touch(id: Id<'key'>, last_used_at: number, last_used_address: string): Write
}

export interface OrganizationStore {
  get(id: string): Promise<OrganizationRecord | undefined>
  list(
    query: ListQuery & {
      readonly domain?: string | undefined
      readonly external_id?: string | undefined
      readonly search?: string | undefined
    },
  ): Promise<RecordPage<OrganizationRecord>>
  insert(record: OrganizationRecord): Write
  update(record: OrganizationRecord, version: number): Write
  /** With everything that belongs to it. */
  delete(id: Id<'org'>): readonly Write[]
}

export interface DomainStore {
  get(organization_id: Id<'org'>, id: Id<'dom'>): Promise<DomainRecord | undefined>
  /** The verified domain of this name, if any organization has it. */
  verified(domain: string): Promise<DomainRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly DomainRecord[]>
  list(organization_id: Id<'org'>, query: ListQuery): Promise<RecordPage<DomainRecord>>
  insert(record: DomainRecord): Write
  verify(record: DomainRecord, verified_at: number): Write
  delete(record: DomainRecord): Write
}

export interface ConnectionStore {
  get(id: string): Promise<ConnectionRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly ConnectionRecord[]>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly type?: ConnectionType | undefined
      readonly state?: ConnectionState | undefined
    },
  ): Promise<RecordPage<ConnectionRecord>>
  lastSignInAt(id: Id<'conn'>): Promise<number | null>
  insert(record: ConnectionRecord): Write
  update(record: ConnectionRecord, version: number): Write
  delete(record: ConnectionRecord): Write
}

export interface CredentialStore {
  ofConnection(connection_id: Id<'conn'>): Promise<readonly CredentialRecord[]>
  insert(record: CredentialRecord): Write
  /** Makes one active and all others of the connection inactive. */
  activate(connection_id: Id<'conn'>, id: Id<'cred'>): readonly Write[]
  /** Changes nothing; refused when none of the connection is active at the commit. */
  expectActive(connection_id: Id<'conn'>): Write
  /** Only one that is not active, or of a connection that is not. */
  delete(connection_id: Id<'conn'>, id: Id<'cred'>): Write
  touch(id: Id<'cred'>, last_used_at: number): Write
}

export interface ApplicationStore {
  get(id: string): Promise<ApplicationRecord | undefined>
  list(query: ListQuery): Promise<RecordPage<ApplicationRecord>>
  /** Redirect URIs of all active public clients. */
  publicRedirectUris(): Promise<readonly string[]>
  insert(record: ApplicationRecord): Write
  update(record: ApplicationRecord, version: number): Write
  delete(id: Id<'app'>): Write
  secrets(application_id: Id<'app'>): Promise<readonly ApplicationSecretRecord[]>
  /** Expects that fewer than `limit` exist. */
  insertSecret(record: ApplicationSecretRecord, limit: number): Write
  deleteSecret(application_id: Id<'app'>, id: Id<'secret'>): Write
  touchSecret(id: Id<'secret'>, last_used_at: number): Write
}

export interface RoleStore {
  get(id: Id<'role'>): Promise<RoleRecord | undefined>
  /** All of the environment, the highest first. */
  all(): Promise<readonly RoleRecord[]>
  list(query: ListQuery): Promise<RecordPage<RoleRecord>>
  insert(record: RoleRecord): Write
  update(record: RoleRecord, version: number): Write
  clearDefault(updated_at: number): Write
  /** Never the default role. */
  delete(id: Id<'role'>): Write
}

export interface GroupStore {
  get(id: Id<'grp'>): Promise<GroupRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly GroupRecord[]>
  list(query: ListQuery & { readonly organization_id?: Id<'org'> | undefined }): Promise<RecordPage<GroupRecord>>
  insert(record: GroupRecord): Write
  update(record: GroupRecord, version: number): Write
  delete(record: GroupRecord): Write
}

export interface UserStore {
  get(id: Id<'user'>): Promise<UserRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly email_key?: string | undefined
      readonly external_id?: string | undefined
      readonly state?: UserRecord['state'] | undefined
    },
  ): Promise<RecordPage<UserRecord>>
  byIdentity(organization_id: Id<'org'>, authority: string, subject: string): Promise<UserRecord | undefined>
  /** Users of the organization without any identity that have this value. At most two are answered. */
  unlinked(
    organization_id: Id<'org'>,
    field: 'email_key' | 'preferred_username' | 'external_id',
    value: string,
  ): Promise<readonly UserRecord[]>
  insert(record: UserRecord): Write
  /** Refused when the organization has a user with this email. */
  insertKnown(record: UserRecord): Write
  update(record: UserRecord, version: number): Write
  /** What a sign-in changes; expects that the user is there and not suspended. */
  signIn(record: UserRecord): Write
  identities(user_id: Id<'user'>, query: ListQuery): Promise<RecordPage<IdentityRecord>>
  insertIdentity(record: IdentityRecord): Write
  /** The same for a user that was known before; expects that it still has no identity. */
  linkIdentity(record: IdentityRecord): Write
}

/** What a sign-in that succeeds gives, and to whom. */
export interface SignInSuccess {
  readonly user_id: Id<'user'>
  readonly email_key: string | null
  readonly session_id: Id<'sess'>
  readonly grant_id: Id<'grant'>
  readonly finished_at: number
}

export interface SignInStore {
  get(id: string): Promise<SignInRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly connection_id?: Id<'conn'> | undefined
      readonly user_id?: Id<'user'> | undefined
      readonly state?: SignInState | undefined
      readonly email_key?: string | undefined
    },
  ): Promise<RecordPage<SignInRecord>>
  insert(record: SignInRecord): Write
  /**
   * Expects that it is in progress: of two at the same moment one wins. One that failed only because the identity
   * provider saw its code for the second time counts as in progress: that was the other callback.
   */
  succeed(id: Id<'signin'>, gave: SignInSuccess): Write
  /** Expects that it is in progress. */
  fail(id: Id<'signin'>, error_code: string, email_key: string | null, finished_at: number): Write
  traces(id: Id<'signin'>): Promise<readonly TraceRecord[]>
  insertTrace(record: TraceRecord): Write
}

export interface EventQuery extends ListQuery {
  readonly organization_id?: Id<'org'> | undefined
  readonly object_id?: string | undefined
  readonly actor_id?: string | undefined
  readonly type?: EventType | undefined
}

export interface EventStore {
  insert(record: EventRecord): Write
  /** @param query `until`: none that was made later, in milliseconds since 1970 */
  list(query: EventQuery & { readonly until?: number | undefined }): Promise<RecordPage<EventRecord>>
}

/** Requests that may be sent again. Every change but the first expects that the attempt still has the key. */
export interface IdempotencyStore {
  get(id: string): Promise<IdempotencyRecord | undefined>
  /** Refused as `unique` when the key is there. */
  insert(record: IdempotencyRecord): Write
  /** Begins anew in the place of an attempt that made nothing, or long ago. */
  takeOver(record: IdempotencyRecord, before: string): Write
  /** Says that the work is made; stands in the work's own unit. */
  commit(id: string, attempt: string, at: number): Write
  /** Ends the lease as well. */
  finish(id: string, attempt: string, answer_sealed: string | null, at: number): Write
  /** Forgets an attempt that made nothing. */
  release(id: string, attempt: string): Write
}

/** A job that this process has taken: everything it does with it expects that the lease is still its own. */
export type LeasedJob = Pick<JobRecord, 'id' | 'lease_token'>

export interface JobStore {
  insert(record: JobRecord): Write
  /** Begins a schedule; one that exists for this kind only gets the interval. */
  schedule(record: JobRecord): readonly Write[]
  /** Takes what is due of these kinds, the oldest first: of all processes, one gets each. */
  take(
    kinds: readonly string[],
    lease: { readonly token: string; readonly now: number; readonly until: number; readonly limit: number },
  ): Unit<readonly JobRecord[]>
  /** It is done. */
  delete(job: LeasedJob): Write
  /** It has succeeded, and comes again. */
  repeat(job: LeasedJob, run_at: number): Write
  /** It has failed, and is tried again. */
  retry(job: LeasedJob, run_at: number, last_error: string): Write
  /** It has failed too often. */
  bury(job: LeasedJob, last_error: string): Write
  /** What waits for somebody to look at it. */
  dead(query: ListQuery): Promise<RecordPage<JobRecord>>
  /** Lets a dead one be tried again. */
  revive(id: Id<'job'>, run_at: number): Write
}

/**
 * Rows that time has overtaken. They belong to no environment in particular. Each write changes `limit` rows at most
 * and returns one row for each, so that none takes long.
 */
export interface SweepStore {
  /** Ends sign-ins that were not finished in time. */
  abandonSignIns(now: number, limit: number): Write
  /** Sessions, grants, refresh tokens, pushed requests, client assertions: what nobody could use any more. */
  readonly deleteExpired: readonly ((now: number, limit: number) => Write)[]
  /** Removes claims and mapped values; the steps stay. */
  forgetClaims(before: number, limit: number): Write
}

/** The stores of one environment. */
export interface EnvironmentStores {
  readonly organizations: OrganizationStore
  readonly domains: DomainStore
  readonly connections: ConnectionStore
  readonly credentials: CredentialStore
  readonly applications: ApplicationStore
  readonly roles: RoleStore
  readonly groups: GroupStore
  readonly users: UserStore
  readonly sign_ins: SignInStore
  readonly sessions: SessionStore
  readonly grants: GrantStore
  readonly refresh_tokens: RefreshTokenStore
  readonly pushed_requests: PushedRequestStore
  readonly assertions: AssertionStore
  readonly signing_keys: SigningKeyStore
  readonly events: EventStore
}

export interface Stores {
  readonly installation: InstallationStore
  readonly environments: EnvironmentStore
  readonly api_keys: ApiKeyStore
  readonly idempotency_keys: IdempotencyStore
  readonly jobs: JobStore
  readonly sweep: SweepStore
  in(environment_id: Id<'env'>): EnvironmentStores
}
