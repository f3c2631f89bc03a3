/** Opens a test of a connection in a new tab. */
import { useState } from 'react'
import { openTab } from '../../../parts/new-tab.ts'
import { useChange } from '../../data/reading.ts'

export interface TestSignIn {
  readonly isPending: boolean
  /** The browser kept the tab from opening. */
  readonly isBlocked: boolean
  readonly error: Error | null
  run(): void
}

export function useTestSignIn(id: string, tests: 'current' | 'candidate'): TestSignIn {
  const [isBlocked, setBlocked] = useState(false)
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
      if (tab.isOpen) test.mutate(undefined, { onSuccess: ({ url }) => tab.goTo(url), onError: () => tab.close() })
    },
  }
}
