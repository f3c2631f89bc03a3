/** Opens a test of a connection in a new tab, and looks for its result until it is there. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { openTab } from '../../../parts/new-tab.ts'
import { useChange } from '../../data/reading.ts'
import { useEnvironment } from '../../data/session.tsx'

export interface TestSignIn {
  readonly isPending: boolean
  /** The browser kept the tab from opening. */
  readonly isBlocked: boolean
  readonly error: Error | null
  run(): void
}

const lookMs = 2_000
/** A test is over by then. */
const longestMs = 16 * 60_000

export function useTestSignIn({ id, candidate, last_test }: Connection, tests: 'current' | 'candidate'): TestSignIn {
  const [isBlocked, setBlocked] = useState(false)
  const latest = (tests === 'candidate' ? candidate?.test : last_test)?.sign_in_id ?? null
  /** The test before the one that runs; `undefined` while none runs. */
  const [before, setBefore] = useState<string | null>()
  useAwaited(before !== undefined && before === latest)
  const test = useChange((api) =>
    tests === 'candidate' ? api.connections.testCandidate(id) : api.connections.test(id),
  )
  return {
    isPending: test.isPending,
    isBlocked,
    error: test.error,
    run: () => {
      const tab = openTab()
      setBlocked(!tab.isOpen)
      if (!tab.isOpen) return
      setBefore(latest)
      test.mutate(undefined, { onSuccess: ({ url }) => tab.goTo(url), onError: () => tab.close() })
    },
  }
}

/** Reads the connections again while a test runs in another tab. */
function useAwaited(isAwaited: boolean): void {
  const client = useQueryClient()
  const { slug } = useEnvironment()
  useEffect(() => {
    if (!isAwaited) return
    const looking = setInterval(() => void client.invalidateQueries({ queryKey: [slug, 'connections'] }), lookMs)
    const ended = setTimeout(() => clearInterval(looking), longestMs)
    return () => {
      clearInterval(looking)
      clearTimeout(ended)
    }
  }, [isAwaited, client, slug])
}
