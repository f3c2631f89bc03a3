import type { BladeCall } from '../blade.ts'

/** A person or a group that can be a member of a group. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly detail: string
}

/** Everybody and every group of the tenant. */
export function possibleMembers({ tenant }: BladeCall): readonly Member[] {
  return [
    ...tenant.users.map(({ id, displayName, userPrincipalName }) => ({
      id,
      name: displayName,
      detail: userPrincipalName,
    })),
    ...tenant.groups.map(({ id, displayName }) => ({
      id,
      name: displayName,
      detail: 'Group',
    })),
  ]
}
