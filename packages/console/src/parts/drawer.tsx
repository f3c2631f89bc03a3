/**
 * A drawer beside a list. The list stays in reach, so the drawer is not modal. Where it covers the list it is, and keeps
 * the focus until it closes.
 */
import { FocusTrap } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './drawer.module.css'
import { IconButton } from './icon-button.tsx'

interface Props {
  readonly label: string
  readonly onClose: () => void
  /** At the left of the bar: the id. */
  readonly head: ReactNode
  /** Buttons before "Close": JSON, newer, older. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Drawer({ label, onClose, head, actions, children }: Props): ReactNode {
  const { t } = useLanguage()
  const isModal = useMediaQuery('(max-width: 1100px)', window.innerWidth <= 1100)
  const opener = useRef<Element | null>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    opener.current = document.activeElement
    document.body.dataset.drawer = 'open'
    const onKey = (event: KeyboardEvent): void => {
      // A dialog or a menu above the drawer closes first.
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        document.querySelector('[data-portal] [role=dialog]') === null
      )
        close.current()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      delete document.body.dataset.drawer
      if (opener.current instanceof HTMLElement) opener.current.focus()
    }
  }, [])
  return (
    <FocusTrap active={isModal}>
      <section
        className={classes.drawer}
        role="dialog"
        aria-label={label}
        aria-modal={isModal || undefined}
        data-drawer=""
        tabIndex={-1}
      >
        <div className={classes.bar}>
          <span className={classes.head}>{head}</span>
          {actions}
          <IconButton label={t.parts.close} icon={IconX} onClick={onClose} />
        </div>
        <div className={classes.body}>{children}</div>
      </section>
    </FocusTrap>
  )
}
