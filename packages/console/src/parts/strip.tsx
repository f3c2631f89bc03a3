/** One thing to know before the rest. */
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './strip.module.css'

interface Props {
  readonly tone: 'plain' | 'warn' | 'bad'
  readonly title?: string
  readonly children?: ReactNode
}

const icons = { plain: IconInfoCircle, warn: IconAlertTriangle, bad: IconAlertCircle }
const looks = {
  plain: classes.strip,
  warn: `${classes.strip} ${classes.isWarn}`,
  bad: `${classes.strip} ${classes.isBad}`,
}

export function Strip({ tone, title, children }: Props): ReactNode {
  const Icon = icons[tone]
  return (
    <div className={looks[tone]} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon className="icon" aria-hidden="true" />
      <div>
        {title !== undefined && <b>{title}</b>}
        {children}
      </div>
    </div>
  )
}
