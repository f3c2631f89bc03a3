/** The latest sign-ins through the connection, without its tests. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'

const askedFor = 100

export function useSignIns(connection_id: string): UseQueryResult<readonly SignIn[]> {
  return useQuery({
    queryKey: ['sign-ins', connection_id],
    queryFn: async ({ signal }) => {
      const { data } = await api.signIns.list({ connection_id, limit: askedFor }, { signal })
      return data.filter(({ state }) => !state.startsWith('test_'))
    },
  })
}
