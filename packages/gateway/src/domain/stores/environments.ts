/** Environments, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface EnvironmentRecord extends Versioned {
  readonly id: Id<'env'>
  readonly name: string
  readonly slug: string
  readonly kind: 'test' | 'live'
  readonly is_default: boolean
  /** Traces of sign-ins keep their personal data this long. */
  readonly trace_days: number
  readonly callback_aliases: readonly CallbackAlias[]
  /** The name that administrators give the application at their identity provider. */
  readonly suggested_application_name: string | null
}

/** A path that customers registered as a redirect URI before. */
export interface CallbackAlias {
  readonly path: string
  /** Whether the path counts with and without a slash at its end. */
  readonly either_slash: boolean
}

export interface EnvironmentStore {
  get(id: Id<'env'>): Promise<EnvironmentRecord | undefined>
  bySlug(slug: string): Promise<EnvironmentRecord | undefined>
  default(): Promise<EnvironmentRecord | undefined>
  /** All environments that have aliases. */
  withAliases(): Promise<readonly EnvironmentRecord[]>
  list(query: ListQuery): Promise<RecordPage<EnvironmentRecord>>
  insert(record: EnvironmentRecord): Write
  update(record: EnvironmentRecord, expected_version: number): Write
}
