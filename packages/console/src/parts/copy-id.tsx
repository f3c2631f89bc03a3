/** An id, or another short value, with a small button that copies it. */
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './copy-id.module.css'

interface Props {
  readonly value: string
  /** The name of the value, for the button: `the id` */
  readonly label: string
}

export function CopyId({ value, label }: Props): ReactNode {
  return (
    <span className={classes.id}>
      <code>{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  )
}

/** Copies without showing the value. */
export function CopyButton({ value, label }: Props): ReactNode {
  const { t } = useLanguage()
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <>
      <button
        type="button"
        className={clipboard.copied ? `${classes.button} ${classes.isCopied}` : classes.button}
        aria-label={t.parts.copyThe(label)}
        title={t.parts.copyThe(label)}
        onClick={() => clipboard.copy(value)}
      >
        <Icon className="icon" aria-hidden="true" />
      </button>
      <span className="sr" aria-live="polite">
        {clipboard.copied ? t.parts.copied : ''}
      </span>
    </>
  )
}
