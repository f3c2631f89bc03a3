/** A dialog over the page, with the focus kept inside. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './dialog.module.css'

interface Props {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Dialog({ title, isOpen, onClose, children }: Props): ReactNode {
  const { t } = useLanguage()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': t.parts.close }}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.body ?? '',
        close: classes.close ?? '',
      }}
    >
      {children}
    </Modal>
  )
}
