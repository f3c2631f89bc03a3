/** The roles of the environment, in their order. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import type { UseQueryResult } from '@tanstack/react-query'
import { useRead } from './reading.ts'

export function useRoles(): UseQueryResult<readonly Role[]> {
  return useRead(['roles'], async (api, options) => (await api.roles.list({ limit: 100 }, options)).data)
}
