/** A section of a page: its heading, a sentence or a link at the right, and the content. */
import type { ReactNode } from 'react'
import classes from './section.module.css'

interface Props {
  readonly id: string
  readonly title: string
  /** At the right of the heading. */
  readonly end?: ReactNode
  /** Below the heading. */
  readonly text?: ReactNode
  readonly children: ReactNode
}

export function Section({ id, title, end, text, children }: Props): ReactNode {
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <h2 id={id}>{title}</h2>
          {text !== undefined && <p>{text}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  )
}

/** Two sections beside each other. */
export const Columns = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.columns}>{children}</div>
)

interface TodoProps {
  readonly icon?: ReactNode
  readonly title: ReactNode
  readonly more?: ReactNode
  readonly why: ReactNode
  readonly end?: ReactNode
}

export const Todos = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <ul className={classes.todos}>{children}</ul>
)

/** A line of a list of what needs somebody. */
export function Todo({ icon, title, more, why, end }: TodoProps): ReactNode {
  return (
    <li>
      <div>
        <p className={classes.title}>
          {icon}
          {title}
          {more !== undefined && <span className={classes.more}>{more}</span>}
        </p>
        <p className={classes.why}>{why}</p>
      </div>
      {end !== undefined && <div className={classes.end}>{end}</div>}
    </li>
  )
}
