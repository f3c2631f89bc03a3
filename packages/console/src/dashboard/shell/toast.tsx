/**
 * A toast says that something small was done, and takes it back for 8 seconds. Errors never come as toasts. The clock
 * stands still under the pointer and while the focus is inside.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import classes from './toast.module.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly onUndo: () => void
}

type Show = (text: string, onUndo: () => void) => void

const Context = createContext<Show>(() => undefined)

/** @returns shows a toast in place of the last one */
export const useToast = (): Show => useContext(Context)

const seconds = 8

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<Toast | null>(null)
  const show = useCallback<Show>((text, onUndo) => setToast({ id: Date.now(), text, onUndo }), [])
  const close = useCallback(() => setToast(null), [])
  const shown = useMemo(() => toast && <Shown key={toast.id} toast={toast} onClose={close} />, [toast, close])
  return (
    <Context value={show}>
      {children}
      <div role="status">{shown}</div>
    </Context>
  )
}

function Shown({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }): ReactNode {
  const { t } = useLanguage()
  const [left, setLeft] = useState(seconds)
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => (left <= 1 ? onClose() : setLeft(left - 1)), 1_000)
    return () => clearTimeout(timer)
  }, [left, isHeld, onClose])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only holds the clock
    <div
      className={classes.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      <span className={classes.left} aria-hidden="true">
        {t.parts.secondsLeft(left)}
      </span>
      <Button
        isSmall
        onClick={() => {
          toast.onUndo()
          onClose()
        }}
      >
        {t.parts.undo}
      </Button>
    </div>
  )
}
