/** The installation: one row. */
import type { Write } from './unit.ts'

export interface InstallationStore {
  get(): Promise<{ key_id: string; key_check_sealed: string; configuration_version: number } | undefined>
  insert(installation: { key_id: string; key_check_sealed: string; created_at: number }): Write
}
