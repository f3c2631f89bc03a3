/** The installation: one row. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export interface InstallationRecord {
  readonly key_id: string
  readonly key_check_sealed: string
  readonly configuration_version: number
  /** The organization of the default environment through whose connection staff sign in. */
  readonly owner_organization_id: Id<'org'> | null
  readonly owner_changed_at: number | null
  readonly created_at: number
}

export interface InstallationStore {
  get(): Promise<InstallationRecord | undefined>
  insert(installation: Pick<InstallationRecord, 'key_id' | 'key_check_sealed' | 'created_at'>): Write
  /** @param organization_id `null` for none */
  setOwner(organization_id: Id<'org'> | null, changed_at: number): Write
}
