/** Details that few need, folded. */
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './fold.module.css'

interface Props {
  readonly title: string
  readonly children: ReactNode
}

export function Fold({ title, children }: Props): ReactNode {
  return (
    <details className={classes.fold}>
      <summary>
        <IconChevronRight className="icon" aria-hidden="true" />
        {title}
      </summary>
      <div className={classes.in}>{children}</div>
    </details>
  )
}
