/** The roles of staff, from the strongest to the weakest. The gateway decides; a page leaves out what it would refuse. */
import type { StaffRole } from '@gatehouse-sso/sdk/browser'

export const staffRoles = ['owner', 'admin', 'developer', 'support', 'viewer'] as const satisfies readonly StaffRole[]

export const isStronger = (role: StaffRole, than: StaffRole): boolean =>
  staffRoles.indexOf(role) < staffRoles.indexOf(than)
