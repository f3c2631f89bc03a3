/**
 * The tables as Kysely sees them; what each is for stands in migrations/. Column names are the fields of
 * domain/records.ts. Times are integers (milliseconds), yes/no is 0 or 1, lists and objects are JSON in text: one
 * schema for both engines. The second type of a `Stored` is what a statement is given; `statement.ts` turns it into
 * the first.
 */
import type { ColumnType } from 'kysely'
import type * as r from '../domain/records.ts'
import type * as t from '../domain/token-records.ts'

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
    /** Goes up with every change of configuration; caches of all processes follow it. */
    configuration_version: number
    created_at: number
  }
  schema_migrations: { name: string; started_at: number; finished_at: number | null }
  environments: Stored<r.EnvironmentRecord>
  organizations: Stored<r.OrganizationRecord>
  domains: Stored<r.DomainRecord>
  connections: Stored<r.ConnectionRecord>
  credentials: Stored<r.CredentialRecord>
  applications: Stored<r.ApplicationRecord>
  application_secrets: Stored<r.ApplicationSecretRecord>
  roles: Stored<r.RoleRecord>
  groups: Stored<r.GroupRecord>
  users: Stored<r.UserRecord>
  identities: Stored<r.IdentityRecord>
  sign_ins: Stored<r.SignInRecord>
  sign_in_traces: Omit<Stored<r.TraceRecord>, 'entry'> & { entry: Json<unknown> }
  sessions: Stored<t.SessionRecord>
  grants: Stored<t.GrantRecord>
  refresh_tokens: Stored<t.RefreshTokenRecord>
  pushed_requests: Stored<t.PushedRequestRecord>
  idempotency_keys: Stored<r.IdempotencyRecord>
  used_assertions: { id: string; expires_at: number }
  events: Omit<Stored<r.EventRecord>, 'source'> & { source: ColumnType<string | null, unknown, unknown> }
  signing_keys: Stored<t.SigningKeyRecord>
  api_keys: Stored<r.ApiKeyRecord>
  jobs: Stored<r.JobRecord>
}
