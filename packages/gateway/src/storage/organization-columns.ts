import type { OrganizationRecord } from '../domain/stores/organizations.ts'
import { decoder } from './statements/compile.ts'

/** All columns but the name as searches compare it. */
export const organizationColumns = [
  'id',
  'environment_id',
  'name',
  'external_id',
  'slug',
  'host',
  'policy',
  'metadata',
  'access_ended_at',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof OrganizationRecord)[]

export const organizationDecoder = () => decoder<OrganizationRecord>({ shared: ['policy'], json: ['metadata'] })
