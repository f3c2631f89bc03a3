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

/** The columns that hold JSON. */
export const organizationJson = { shared: ['policy'], json: ['metadata'] } as const

export const organizationDecoder = () => decoder<OrganizationRecord>(organizationJson)
