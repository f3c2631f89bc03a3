/** A block of the overview, with its title and a sentence or a link at the end. */
import type { ReactNode } from 'react'
import classes from './block.module.css'

interface Props {
  readonly title: string
  readonly id: string
  readonly end?: ReactNode
  readonly children: ReactNode
}

export function Block({ title, id, end, children }: Props): ReactNode {
  return (
    <section className={classes.block} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {end !== undefined && <div className={classes.end}>{end}</div>}
      </div>
      {children}
    </section>
  )
}
