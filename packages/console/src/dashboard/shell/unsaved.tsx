/** Leaving a form with changes asks once. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from 'react'
import type { AroundNavHandler } from 'wouter'
import { Button } from '../../parts/button.tsx'
import dialog from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { shellTexts } from '../texts/texts.ts'

/** Told by each form of the page. */
type Tell = (form: string, isDirty: boolean) => void

const Context = createContext<Tell>(() => undefined)

interface Guard {
  /** For the router: it waits for the answer. */
  readonly aroundNav: AroundNavHandler
  readonly provide: (children: ReactNode) => ReactNode
}

export function useLeaveGuard(): Guard {
  const dirty = useRef(new Set<string>())
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const tell = useCallback<Tell>((form, isDirty) => {
    if (isDirty) dirty.current.add(form)
    else dirty.current.delete(form)
  }, [])
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (dirty.current.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', onUnload)
    return () => window.removeEventListener('beforeunload', onUnload)
  }, [])
  const aroundNav: AroundNavHandler = (navigate, to, options) => {
    // A change of the query stays on the page.
    const isSamePage = to.startsWith('?') || to.split(/[?#]/, 1)[0] === window.location.pathname
    if (dirty.current.size > 0 && !isSamePage) setLeaving(() => () => navigate(to, options))
    else navigate(to, options)
  }
  const { title, text, stay, leave } = shellTexts.unsaved
  const provide = (children: ReactNode): ReactNode => (
    <Context value={tell}>
      {children}
      <Dialog title={title} isOpen={leaving !== null} onClose={() => setLeaving(null)}>
        <p className={dialog.lead}>{text}</p>
        <div className={dialog.buttons}>
          <Button
            onClick={() => {
              dirty.current.clear()
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
 * @param isDirty whether a form of this page has changes that are not saved
 * @returns a function to call when they are saved, before the page is left
 */
export function useUnsaved(isDirty: boolean): () => void {
  const tell = useContext(Context)
  const form = useId()
  useEffect(() => {
    tell(form, isDirty)
    return () => tell(form, false)
  }, [form, isDirty, tell])
  return useCallback(() => tell(form, false), [form, tell])
}
