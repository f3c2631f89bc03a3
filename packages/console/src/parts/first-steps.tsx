/** An empty list: what it is, how to begin, what happens next, and the same by command beside it. */
import type { ReactNode } from 'react'
import classes from './first-steps.module.css'

interface Props {
  readonly title: string
  readonly text: string
  readonly actions?: ReactNode
  /** The label of the steps. */
  readonly next: string
  readonly steps: readonly { readonly title: string; readonly text: ReactNode }[]
  /** A code view, and a hint below it. */
  readonly beside: ReactNode
}

export function FirstSteps({ title, text, actions, next, steps, beside }: Props): ReactNode {
  return (
    <section className={classes.empty} aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className={classes.text}>{text}</p>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        <ol className={classes.steps} aria-label={next}>
          {steps.map((step, index) => (
            <li key={step.title} data-n={index + 1}>
              <b>{step.title}</b>
              <p>{step.text}</p>
            </li>
          ))}
        </ol>
      </div>
      <div>{beside}</div>
    </section>
  )
}
