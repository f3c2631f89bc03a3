/** The events so far, step by step. At most one step runs, and each says what it proves. */
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './timeline.module.css'

export interface TimelineStep {
  readonly id: string
  readonly state: 'done' | 'running' | 'failed' | 'waiting'
  readonly title: string
  readonly text: string
  /** A time, or how long it took. */
  readonly took: string | null
}

const looks = { done: classes.isGood, running: classes.isNow, failed: classes.isBad, waiting: undefined }

export function Timeline({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly TimelineStep[]
}): ReactNode {
  const { t } = useLanguage()
  const said = steps.find(({ state }) => state === 'running' || state === 'failed') ?? steps.at(-1)
  return (
    <>
      <ol className={classes.timeline} aria-label={label}>
        {steps.map(({ id, state, title, text, took }) => (
          <li key={id} className={looks[state]} aria-current={state === 'running' ? 'step' : undefined}>
            <span className={classes.marker}>
              {state === 'done' && <IconCheck className="icon" aria-hidden="true" />}
              {state === 'failed' && <IconX className="icon" aria-hidden="true" />}
              {state === 'running' && <span className="spinner" aria-hidden="true" />}
            </span>
            <div>
              <p className={classes.title}>
                {title}
                {state !== 'waiting' && state !== 'running' && <span className="sr">{t.parts.timeline[state]}</span>}
              </p>
              <p className={classes.more}>{text}</p>
            </div>
            <span className={classes.took}>{took}</span>
          </li>
        ))}
      </ol>
      <p className="sr" aria-live="polite">
        {said?.title}
      </p>
    </>
  )
}
