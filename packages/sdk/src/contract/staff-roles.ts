/** The roles of staff, and the scopes that each gives: the one table that decides what a staff member may do. */
import type { StaffRole } from '@gatehouse-sso/core/staff-roles'
import { z } from 'zod'
import { type Scope, scopes } from './scopes.ts'

/** A scope of a staff session. Besides those of API keys, it names what belongs to the whole installation. */
export type StaffScope = Scope | `${'environments' | 'staff'}:${'read' | 'write'}`

/** Every scope of a staff session. */
export const staffScopes: readonly StaffScope[] = [
  ...scopes,
  'environments:read',
  'environments:write',
  'staff:read',
  'staff:write',
]

export const staffScope = z
  .enum(staffScopes as [StaffScope, ...StaffScope[]])
  .meta({ description: 'Permission of a staff member' })

export { type StaffRole, staffRoles } from '@gatehouse-sso/core/staff-roles'

const reads = staffScopes.filter((scope) => scope.endsWith(':read'))

/**
 * `owner`: everything. `admin`: everything but environments. `developer`: what an application and its connections need,
 * without people. `support`: people, setup links and the personal data in traces. `viewer`: reads.
 */
export const staffRoleScopes: Readonly<Record<StaffRole, readonly StaffScope[]>> = {
  owner: staffScopes,
  admin: staffScopes.filter((scope) => scope !== 'environments:write'),
  developer: [
    ...reads,
    'organizations:write',
    'domains:write',
    'connections:write',
    'credentials:write',
    'applications:write',
    'api_resources:write',
    'roles:write',
    'groups:write',
    'signing_keys:write',
    'api_keys:write',
    'setup_links:write',
    'branding:write',
  ],
  support: [...reads, 'users:write', 'setup_links:write', 'sign_ins:reveal'],
  viewer: reads,
}
