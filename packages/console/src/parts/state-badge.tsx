/** A state as a shape and a word. In tables and lists it is plain; beside titles it is a pill. */
import { IconAlertHexagon, IconClock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './state-badge.module.css'

export type StateShape = 'dot' | 'hexagon' | 'ring' | 'dash' | 'clock'
export type StateTone = 'plain' | 'good' | 'warn' | 'bad' | 'accent'

interface Props {
  readonly shape: StateShape
  readonly tone?: StateTone
  readonly isPill?: boolean
  readonly children: ReactNode
}

export function StateBadge({ shape, tone = 'plain', isPill = false, children }: Props): ReactNode {
  const look = [classes.badge, classes[tone], isPill && classes.pill].filter(Boolean).join(' ')
  return (
    <span className={look}>
      {shape === 'hexagon' && <IconAlertHexagon className="icon" aria-hidden="true" />}
      {shape === 'clock' && <IconClock className="icon" aria-hidden="true" />}
      {(shape === 'dot' || shape === 'ring' || shape === 'dash') && (
        <span className={classes[shape]} aria-hidden="true" />
      )}
      {children}
    </span>
  )
}
