/** Moves a role to another place: every role whose place changes gets it, so that no two share one. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import type { UseMutationResult } from '@tanstack/react-query'
import { useChange } from './reading.ts'

export interface RoleOrder {
  readonly change: UseMutationResult<void, Error, readonly Role[]>
  /** @param onMoved gets the way back */
  move(id: string, to: number, onMoved: (role: Role, undo: () => void) => void): void
}

/** @param roles in their order */
export function useRoleOrder(roles: readonly Role[]): RoleOrder {
  const change = useChange(async (api, order: readonly Role[]) => {
    for (const [position, role] of order.entries()) await api.roles.update(role.id, { position })
  })
  return {
    change,
    move: (id, to, onMoved) => {
      const role = roles.find((one) => one.id === id)
      if (!role || to < 0 || to >= roles.length || roles[to] === role) return
      const order = roles.filter((one) => one !== role).toSpliced(to, 0, role)
      change.mutate(order, { onSuccess: () => onMoved(role, () => change.mutate(roles)) })
    },
  }
}
