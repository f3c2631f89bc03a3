/** The person who is signed in, what they may do, and the environment of the address. */
import { AuthenticationError, type ConsoleSession, type Environment, type StaffScope } from '@gatehouse-sso/sdk/browser'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { consoleApi } from './api.tsx'

export const sessionKey = ['console']
/** Set while the session has ended and the page waits for another sign-in. */
export const overKey = ['over']

export function useSessionQuery(): UseQueryResult<ConsoleSession> {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => consoleApi.get({ signal }) })
}

export function useIsOver(): boolean {
  const { data = false } = useQuery({ queryKey: overKey, queryFn: () => false, enabled: false })
  return data
}

export const isSignedOut = (error: unknown): boolean => error instanceof AuthenticationError

interface Current {
  readonly session: ConsoleSession
  readonly environment: Environment
}

const Context = createContext<Current | null>(null)

export function SessionProvider({ children, ...current }: Current & { readonly children: ReactNode }): ReactNode {
  return <Context value={current}>{children}</Context>
}

function useCurrent(): Current {
  const current = useContext(Context)
  if (current === null) throw new Error('no session around this page')
  return current
}

export const useSession = (): ConsoleSession => useCurrent().session

export const useEnvironment = (): Environment => useCurrent().environment

/** @returns whether this staff member may do it */
export function useMay(scope: StaffScope): boolean {
  return useCurrent().session.scopes.includes(scope)
}
