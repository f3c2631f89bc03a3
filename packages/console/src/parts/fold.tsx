/** Details that few need, folded. */
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './fold.module.css'

interface Props {
  readonly title: string
  /** Whether it begins open. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}

export function Fold({ title, isOpen = false, children }: Props): ReactNode {
  return (
    <details className={classes.fold} open={isOpen || undefined}>
      <summary>
        <IconChevronRight className="icon" aria-hidden="true" />
        {title}
      </summary>
      <div className={classes.in}>{children}</div>
    </details>
  )
}
