/** The button that saves a part of a page, with why it is not possible or what it does. */
import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import classes from './save-line.module.css'

interface Props {
  readonly act: string
  readonly isDirty: boolean
  readonly isBusy: boolean
  readonly onSave?: () => void
  /** Beside the button. */
  readonly say?: ReactNode
  readonly unchanged: string
  readonly isPrimary?: boolean
  readonly children?: ReactNode
}

export function SaveLine(props: Props): ReactNode {
  const { act, isDirty, isBusy, onSave, say, unchanged, isPrimary = false, children } = props
  return (
    <div className={classes.line}>
      <Button
        type={onSave ? 'button' : 'submit'}
        kind={isPrimary && isDirty ? 'primary' : 'plain'}
        isBusy={isBusy}
        whyNot={isDirty ? null : unchanged}
        onClick={onSave}
      >
        {act}
      </Button>
      {children}
      <span className={classes.say}>{isDirty ? say : unchanged}</span>
    </div>
  )
}
