/** The setup session and what belongs to it, for all pages. Progress is kept on the server. */
import {
  AuthenticationError,
  type Connection,
  type Domain,
  type Group,
  type SetupGuide,
  type SetupSession,
  type SetupStep,
  type SetupTest,
} from '@gatehouse-sso/sdk/browser'
import {
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useIsMutating,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { useLanguage } from '../language/language.tsx'
import { api, gate } from './api.ts'
import { isManaging } from './walk.ts'

const testPollMs = 1_000

/** The session has ended: every page gives way to the one that says so. */
const over = ['over']
const setupKey = ['setup']
const progressKey = ['progress']
/** Changes of progress come one after the other, so that the last one counts. */
const progressScope = { id: 'progress' }

export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    if (error instanceof AuthenticationError) client.setQueryData(over, true)
  }
  // The SDK tries again by itself.
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: true } },
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
  })
  return client
}

export function useIsOver(): boolean {
  const { data = false } = useQuery({ queryKey: over, queryFn: () => false, enabled: false })
  return data
}

/** Tells the page about a failure outside of a query. @returns whether it means that the session has ended */
export function useNoticeEnd(): (error: unknown) => boolean {
  const client = useQueryClient()
  return (error) => {
    const isOver = error instanceof AuthenticationError
    if (isOver) client.setQueryData(over, true)
    return isOver
  }
}

export function useSetupQuery(): UseQueryResult<SetupSession> {
  return useQuery({ queryKey: setupKey, queryFn: ({ signal }) => api.setup.get({ signal }) })
}

const Current = createContext<SetupSession | null>(null)

export function SetupProvider(props: { readonly session: SetupSession; readonly children: ReactNode }): ReactNode {
  return <Current value={props.session}>{props.children}</Current>
}

export function useSetup(): SetupSession {
  const session = useContext(Current)
  if (session === null) throw new Error('no setup session around this page')
  return session
}

/** The connection of a page that needs one. */
export function useConnection(): Connection {
  const { connection } = useSetup()
  if (connection === null) throw new Error('this page needs a connection')
  return connection
}

/** Changes something. The session is read again afterwards, unless the answer is one. */
export function useChange<I, O>(change: (input: I) => Promise<O>): UseMutationResult<O, Error, I> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      if (isSession(answer)) client.setQueryData(setupKey, answer)
      else await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'guide' })
    },
  })
}

const isSession = (answer: unknown): answer is SetupSession =>
  typeof answer === 'object' && answer !== null && 'object' in answer && answer.object === 'setup_session'

/**
 * Completes the setup. A completed setup refuses everything but its session, so the changes of progress and the reads
 * that are under way come first.
 */
export function useCompletion(): UseMutationResult<SetupSession, Error, void> {
  const client = useQueryClient()
  return useMutation({
    scope: progressScope,
    // The page knows of the end before the gate opens again, so that no read begins in between.
    mutationFn: () =>
      gate.complete(async () => {
        const answer = await api.setup.complete()
        client.setQueryData(setupKey, answer)
        return answer
      }),
  })
}

/** Whether the session may read more than itself. A setup that is completed refuses everything else. */
const isOpen = (session: SetupSession): boolean => session.state !== 'completed' || isManaging(session)

export interface Progress {
  isDone(step: SetupStep, action: string): boolean
  tick(step: SetupStep, action: string, isDone: boolean): void
  /** Marks a step as finished and remembers where to go on. */
  finish(step: SetupStep, next: SetupStep | null): void
  at(step: SetupStep): void
}

type ProgressBody = Parameters<typeof api.setup.update>[0]

/** A change of progress, from how far it has come. */
type ProgressChange = (session: SetupSession) => ProgressBody

export function useProgress(): Progress {
  const client = useQueryClient()
  const session = useSetup()
  const { mutate } = useMutation({
    mutationKey: progressKey,
    scope: progressScope,
    // A body replaces the whole list, so it starts from the server's: another browser may have ticked something.
    mutationFn: async (change: ProgressChange) => api.setup.update(change(await api.setup.get())),
    onMutate: async (change) => {
      // An answer that is under way does not know of the change yet and would take it back.
      await client.cancelQueries({ queryKey: setupKey })
      client.setQueryData<SetupSession>(setupKey, (kept) =>
        kept ? ({ ...kept, ...change(kept) } as SetupSession) : kept,
      )
    },
    onSuccess: (answer) => {
      // An answer to an earlier change would take back a later one that is under way.
      if (client.isMutating({ mutationKey: progressKey }) === 1) client.setQueryData(setupKey, answer)
    },
    onError: () => client.invalidateQueries({ queryKey: setupKey }),
  })
  return {
    isDone: (step, action) => session.done_actions.includes(`${step}.${action}`),
    tick: (step, action, isDone) =>
      mutate(({ done_actions }) => {
        const others = done_actions.filter((one) => one !== `${step}.${action}`)
        return { done_actions: isDone ? [...others, `${step}.${action}`] : others }
      }),
    finish: (step, next) =>
      mutate(({ done_steps }) => ({
        done_steps: [...new Set([...done_steps, step])],
        ...(next === null ? {} : { step: next }),
      })),
    at: (step) => {
      if ((client.getQueryData<SetupSession>(setupKey) ?? session).step !== step) mutate(() => ({ step }))
    },
  }
}

/** The word in the bar about progress. */
export function useSaving(): 'saved' | 'saving' | 'failed' | null {
  const running = useIsMutating()
  const { done_steps } = useSetup()
  const states = useMutationState({ filters: { mutationKey: progressKey }, select: ({ state }) => state.status })
  if (running > 0) return 'saving'
  if (states.at(-1) === 'error') return 'failed'
  return states.length > 0 || done_steps.length > 0 ? 'saved' : null
}

export function useGuide(): UseQueryResult<SetupGuide> {
  const session = useSetup()
  const { connection, language } = session
  return useQuery({
    queryKey: ['guide', language, connection?.type, connection?.updated_at, connection?.credentials.length],
    queryFn: ({ signal }) => api.setup.guide({ language }, { signal }),
    enabled: connection !== null && isOpen(session),
    placeholderData: (kept) => (kept?.type === connection?.type && kept?.language === language ? kept : undefined),
  })
}

/**
 * The latest test of this link; `null` before the first. A test that runs is read again each second.
 * @param awaited the latest test before one that was begun and that the server does not know yet
 */
export function useLatestTest(
  awaited: { readonly before: string | null } | null = null,
): UseQueryResult<SetupTest | null> {
  const session = useSetup()
  const { connection, intents } = session
  const { code } = useLanguage()
  return useQuery({
    queryKey: ['tests', code],
    queryFn: async ({ signal }) => {
      const { data } = await api.setup.listTests({ limit: 1, language: code }, { signal })
      return data[0] ?? null
    },
    enabled: connection !== null && isOpen(session) && intents.some((intent) => intent !== 'domains'),
    refetchInterval: ({ state: { data } }) => {
      const isComing = awaited !== null && (data?.sign_in_id ?? null) === awaited.before
      return isComing || data?.state === 'test_in_progress' ? testPollMs : false
    },
    staleTime: 0,
  })
}

export function useGroups(): UseQueryResult<readonly Group[]> {
  const session = useSetup()
  const { organization, connection, intents } = session
  return useQuery({
    queryKey: ['groups'],
    queryFn: async ({ signal }) => {
      const { data } = await api.groups.list({ organization_id: organization.id, limit: 100 }, { signal })
      return data
    },
    enabled: connection !== null && isOpen(session) && intents.some((intent) => intent !== 'domains'),
  })
}

export function useDomains(): UseQueryResult<readonly Domain[]> {
  const session = useSetup()
  const { organization, intents } = session
  return useQuery({
    queryKey: ['domains'],
    queryFn: async ({ signal }) => {
      const { data } = await api.domains.list(organization.id, { limit: 100, order: 'asc' }, { signal })
      return data
    },
    enabled: isOpen(session) && intents.includes('domains'),
  })
}
