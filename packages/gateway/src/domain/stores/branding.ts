/** The branding of an environment, as it is stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface BrandingRecord extends Versioned {
  readonly environment_id: Id<'env'>
  readonly name: string | null
  /** A PNG picture of ours in base64: the gateway encoded it anew. */
  readonly logo_png: string | null
  /** `#4338ca` */
  readonly accent: string | null
  readonly support_email: string | null
}

export interface BrandingStore {
  get(): Promise<BrandingRecord | undefined>
  /** Makes or replaces it. @param version that is there; 0 for none */
  put(record: BrandingRecord, version: number): Write
}
