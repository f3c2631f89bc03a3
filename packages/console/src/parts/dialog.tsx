/** A dialog over the page, with the focus kept inside. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './dialog.module.css'

interface Props {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Without it, only a button inside closes the dialog. */
  readonly hasClose?: boolean
  readonly children: ReactNode
}

export function Dialog({ title, isOpen, onClose, hasClose = true, children }: Props): ReactNode {
  const { t } = useLanguage()
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      centered
      size="lg"
      closeOnEscape={hasClose}
      closeOnClickOutside={hasClose}
      classNames={{ content: classes.content ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not the header of Mantine: a page has one banner only. */}
        <div className={classes.header}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          {hasClose && <Modal.CloseButton className={classes.close ?? ''} aria-label={t.parts.close} />}
        </div>
        <Modal.Body className={classes.body ?? ''}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
