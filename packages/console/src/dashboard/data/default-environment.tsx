/** The default environment, to which the organization of the team belongs, on a page of any environment. */
import type { Environment } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ApiProvider, basePath } from './api.tsx'
import { SessionProvider, useEnvironment, useSession } from './session.tsx'

export function useDefaultEnvironment(): Environment {
  const current = useEnvironment()
  return useSession().environments.find(({ is_default }) => is_default) ?? current
}

/** Reads and changes inside are those of the default environment. */
export function InDefaultEnvironment({ children }: { readonly children: ReactNode }): ReactNode {
  const session = useSession()
  const environment = useDefaultEnvironment()
  return (
    <SessionProvider session={session} environment={environment}>
      <ApiProvider environment={environment.slug}>{children}</ApiProvider>
    </SessionProvider>
  )
}

/** @returns the address of a page of an environment, whatever the environment of this page */
export const pathIn = ({ slug }: Environment, path: string): string => `~${basePath}/console/${slug}${path}`
