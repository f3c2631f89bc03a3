/** A state in two words. Its icon says the same as its colour. */
import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './badge.module.css'

export type BadgeTone = 'plain' | 'good' | 'warn' | 'bad' | 'accent' | 'clock' | 'waiting'

const looks: Readonly<Record<BadgeTone, string>> = {
  plain: `${classes.badge}`,
  good: `${classes.badge} ${classes.isGood}`,
  warn: `${classes.badge} ${classes.isWarn}`,
  clock: `${classes.badge} ${classes.isWarn}`,
  bad: `${classes.badge} ${classes.isBad}`,
  accent: `${classes.badge} ${classes.isAccent}`,
  waiting: `${classes.badge}`,
}
const icons = { good: IconCheck, warn: IconAlertTriangle, bad: IconX, clock: IconClock }

export function Badge({ tone, children }: { readonly tone: BadgeTone; readonly children: ReactNode }): ReactNode {
  const Icon = tone in icons ? icons[tone as keyof typeof icons] : null
  return (
    <span className={looks[tone]}>
      {Icon && <Icon className="icon" aria-hidden="true" />}
      {tone === 'waiting' && <span className="spinner" aria-hidden="true" />}
      {children}
    </span>
  )
}
