/** Says what will stand here, and what makes it come. */
import type { ReactNode } from 'react'
import classes from './empty.module.css'

interface Props {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

export function Empty({ title, text, children }: Props): ReactNode {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      <p>{text}</p>
      {children}
    </div>
  )
}
