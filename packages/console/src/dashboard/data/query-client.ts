/** The store of answers. An answer that the session has ended opens the dialog over the page. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut, overKey, sessionKey } from './session.tsx'

export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    // Before the first answer there is no page to keep, and the page "Sign in" stands in its place.
    if (isSignedOut(error) && client.getQueryData(sessionKey) !== undefined) client.setQueryData(overKey, true)
  }
  // The SDK tries again by itself.
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: true } },
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
  })
  return client
}
