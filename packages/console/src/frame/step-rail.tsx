/** The step rail. On a narrow screen it is one line with segments that unfolds to the same list. */
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../language/language.tsx'
import frame from './frame.module.css'
import classes from './step-rail.module.css'

export interface RailStep {
  readonly id: string
  readonly label: string
  readonly state: 'done' | 'failed' | 'current' | 'waiting'
  /** The result of a finished step. */
  readonly told: string | null
  /** A step that can be opened. */
  readonly path: string | null
}

interface Props {
  readonly steps: readonly RailStep[]
  readonly minutesLeft: number
  readonly expires: string
}

export function StepRail({ steps, minutesLeft, expires }: Props): ReactNode {
  const { t } = useLanguage()
  const current = steps.findIndex(({ state }) => state === 'current')
  const left = minutesLeft > 0 ? t.frame.minutesLeft(minutesLeft) : t.frame.almostDone
  const segments = { done: classes.done, failed: classes.failed, current: classes.now, waiting: undefined }
  return (
    <>
      <nav className={classes.rail} aria-label={t.frame.steps}>
        <p className={`num ${classes.railTime}`}>{left}</p>
        <Steps steps={steps} />
        <p className={classes.railEnd}>{t.frame.closeAnyTime(expires)}</p>
      </nav>
      <details className={`${classes.progress} ${frame.panel}`}>
        <summary>
          <span>
            <strong>{steps[current]?.label}</strong>
            <span className="faint num">
              {t.frame.stepOf(current + 1, steps.length)} · {left}
            </span>
          </span>
          <IconChevronDown className="icon" aria-hidden="true" />
          <span className={classes.segments} aria-hidden="true">
            {steps.map(({ id, state }) => (
              <i key={id} className={segments[state]} />
            ))}
          </span>
        </summary>
        <nav aria-label={t.frame.allSteps}>
          <Steps steps={steps} />
        </nav>
      </details>
    </>
  )
}

function Steps({ steps }: Pick<Props, 'steps'>): ReactNode {
  const { t } = useLanguage()
  return (
    <ol className={classes.steps}>
      {steps.map(({ id, label, state, told, path }, index) => (
        <li
          key={id}
          className={state === 'done' || state === 'failed' ? classes[state] : undefined}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className={classes.marker} aria-hidden="true">
            {state === 'done' ? (
              <IconCheck className="icon" />
            ) : state === 'failed' ? (
              <IconX className="icon" />
            ) : (
              index + 1
            )}
          </span>
          {path !== null && state !== 'current' ? (
            <Link to={path}>{label}</Link>
          ) : (
            <span className={classes.label}>{label}</span>
          )}
          {state === 'done' && <span className="sr">{t.frame.done}</span>}
          {state === 'failed' && <span className="sr">{t.frame.failed}</span>}
          {told !== null && <span className={classes.told}>{told}</span>}
        </li>
      ))}
    </ol>
  )
}
