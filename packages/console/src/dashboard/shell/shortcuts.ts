/**
 * The keys of the whole dashboard. A page takes part by an attribute: `data-shortcut="c"` on the button that creates, and
 * `data-shortcut="/"` on its search. No key counts while somebody types.
 */
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { navigationItems, settingsItem } from './navigation-items.ts'

interface Handlers {
  readonly onSearch: () => void
  readonly onSheet: () => void
}

/** The second key of `g o` must come in this time. */
const secondKeyMs = 1_500

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (/^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable)

const isDialogOpen = (): boolean => document.querySelector('[aria-modal=true]') !== null

/** @returns whether the page has it */
function press(key: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`)
  if (target instanceof HTMLInputElement) {
    target.focus()
    target.select()
  } else target?.click()
  return target !== null
}

export function useShortcuts(handlers: Handlers): void {
  const [, navigate] = useLocation()
  const current = useRef({ handlers, navigate })
  current.current = { handlers, navigate }
  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent): void => {
      const { handlers: act, navigate: go } = current.current
      const key = event.key.toLowerCase()
      if ((event.metaKey || event.ctrlKey) && key === 'k') {
        event.preventDefault()
        act.onSearch()
        return
      }
      if ((event.metaKey || event.ctrlKey) && key === 'enter' && event.target instanceof HTMLElement) {
        event.target.closest('form')?.requestSubmit()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isDialogOpen()) return
      const page = [...navigationItems, settingsItem].find((item) => item.key === key)
      if (event.timeStamp - wentAt < secondKeyMs && page) {
        event.preventDefault()
        wentAt = Number.NEGATIVE_INFINITY
        go(page.to)
        return
      }
      wentAt = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (key === '?') act.onSheet()
      else if (key === '/') {
        event.preventDefault()
        if (!press('/')) act.onSearch()
      } else if (key === 'c' && press('c')) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
