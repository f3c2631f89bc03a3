/** Leaving a form with changes asks once. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { AroundNavHandler } from 'wouter'
import { Button } from '../../parts/button.tsx'
import dialog from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { shellTexts } from '../texts/shell.ts'

const Context = createContext<(isDirty: boolean) => void>(() => undefined)

interface Guard {
  /** For the router: it waits for the answer. */
  readonly aroundNav: AroundNavHandler
  readonly provide: (children: ReactNode) => ReactNode
}

export function useLeaveGuard(): Guard {
  const isDirty = useRef(false)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const setDirty = useCallback((now: boolean) => {
    isDirty.current = now
  }, [])
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (isDirty.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', onUnload)
    return () => window.removeEventListener('beforeunload', onUnload)
  }, [])
  const aroundNav: AroundNavHandler = (navigate, to, options) => {
    // A change of the query stays on the page.
    const isSamePage = to.startsWith('?') || to.split(/[?#]/, 1)[0] === window.location.pathname
    if (isDirty.current && !isSamePage) setLeaving(() => () => navigate(to, options))
    else navigate(to, options)
  }
  const { title, text, stay, leave } = shellTexts.unsaved
  const provide = (children: ReactNode): ReactNode => (
    <Context value={setDirty}>
      {children}
      <Dialog title={title} isOpen={leaving !== null} onClose={() => setLeaving(null)}>
        <p className={dialog.lead}>{text}</p>
        <div className={dialog.buttons}>
          <Button
            onClick={() => {
              isDirty.current = false
              leaving?.()
              setLeaving(null)
            }}
          >
            {leave}
          </Button>
          <Button kind="primary" data-autofocus="" onClick={() => setLeaving(null)}>
            {stay}
          </Button>
        </div>
      </Dialog>
    </Context>
  )
  return { aroundNav, provide }
}

/**
 * @param isDirty whether the form of this page has changes that are not saved
 * @returns a function to call when they are saved, before the page is left
 */
export function useUnsaved(isDirty: boolean): () => void {
  const setDirty = useContext(Context)
  useEffect(() => {
    setDirty(isDirty)
    return () => setDirty(false)
  }, [isDirty, setDirty])
  return useCallback(() => setDirty(false), [setDirty])
}
