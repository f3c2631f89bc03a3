/**
 * The kinds of identity providers by the type of a connection: names, and the fields of the form. The gateway knows them,
 * so no file of the dashboard names any.
 */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { NotLoadedPage } from '../shell/alone.tsx'
import { byType, type IdentityProviders } from './identity-provider.ts'
import { useRead } from './reading.ts'

const Context = createContext<IdentityProviders | null>(null)

/** @throws Error outside of the dashboard */
export function useIdentityProviders(): IdentityProviders {
  const providers = useContext(Context)
  if (providers === null) throw new Error('no identity providers around this page')
  return providers
}

/** Reads them once, before any page shows. */
export function IdentityProvidersProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { data, error, refetch } = useRead(['connection_types'], (api, options) => api.connections.types(options))
  const providers = useMemo(() => (data ? byType(data) : null), [data])
  if (providers === null) return error ? <NotLoadedPage error={error} onRetry={() => void refetch()} /> : null
  return <Context value={providers}>{children}</Context>
}
