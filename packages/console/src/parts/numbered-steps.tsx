/** Numbered parts of a form, one below the other. A finished one has a tick. */
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './numbered-steps.module.css'

export const NumberedSteps = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <ol className={classes.numbered}>{children}</ol>
)

interface Props {
  readonly n: number
  readonly title: string
  readonly text?: ReactNode
  readonly state: 'done' | 'now' | 'later'
  readonly children?: ReactNode
}

export function NumberedStep({ n, title, text, state, children }: Props): ReactNode {
  return (
    <li className={classes[state]} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={classes.mark} aria-hidden="true">
        {state === 'done' ? <IconCheck className="icon" /> : n}
      </span>
      <h2>{title}</h2>
      {text !== undefined && <p className={classes.text}>{text}</p>}
      {children}
    </li>
  )
}
