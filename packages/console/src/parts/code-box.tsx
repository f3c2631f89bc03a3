/** A command or a file, to copy as a whole. It scrolls by itself, and the keyboard reaches it. */
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from './button.tsx'
import classes from './code-box.module.css'
import { Words } from './words.tsx'

interface Props {
  readonly label: string
  readonly code: string
  readonly note?: string | null
}

export function CodeBox({ label, code, note = null }: Props): ReactNode {
  const { t } = useLanguage()
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <div>
      <div className={classes.box}>
        <div className={classes.head}>
          <span>{label}</span>
          <Button kind="bare" aria-label={t.register.copyCode} onClick={() => clipboard.copy(code)}>
            <Icon className="icon" aria-hidden="true" />
            {clipboard.copied ? t.parts.copied : t.parts.copy}
          </Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
        <section aria-label={label} tabIndex={0} className={classes.code}>
          <pre>{code}</pre>
        </section>
      </div>
      {note !== null && (
        <p className={classes.note}>
          <Words text={note} />
        </p>
      )}
    </div>
  )
}
