/** The roles of staff, from the strongest to the weakest. */
export const staffRoles = ['owner', 'admin', 'developer', 'support', 'viewer'] as const

export type StaffRole = (typeof staffRoles)[number]

/** Whether a role is stronger than another. */
export function isStronger(role: StaffRole, than: StaffRole): boolean {
  return staffRoles.indexOf(role) < staffRoles.indexOf(than)
}
