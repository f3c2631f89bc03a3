/** Reads and changes resources of the environment of the page. */
import {
  keepPreviousData,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type Api, useApi } from './api.tsx'
import { useEnvironment } from './session.tsx'

interface ReadOptions {
  readonly isEnabled?: boolean
  /** Shows the last answer while the next one comes, for what is searched or turned over. */
  readonly keepsLast?: boolean
  readonly pollMs?: number | false
}

/**
 * @param key tells the answer apart from others of the environment
 * @param read the call
 */
export function useRead<T>(
  key: QueryKey,
  read: (api: Api, options: { readonly signal: AbortSignal }) => PromiseLike<T>,
  { isEnabled = true, keepsLast = false, pollMs = false }: ReadOptions = {},
): UseQueryResult<T> {
  const api = useApi()
  const { slug } = useEnvironment()
  return useQuery({
    queryKey: [slug, ...key],
    queryFn: async ({ signal }): Promise<T> => await read(api, { signal }),
    enabled: isEnabled,
    refetchInterval: pollMs,
    ...(keepsLast ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<T>
}

/** Changes something. All of the environment is read again afterwards, since one change shows at many places. */
export function useChange<O, I = void>(change: (api: Api, input: I) => Promise<O>): UseMutationResult<O, Error, I> {
  const api = useApi()
  const { slug } = useEnvironment()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: I) => change(api, input),
    onSuccess: () => client.invalidateQueries({ queryKey: [slug] }),
  })
}
