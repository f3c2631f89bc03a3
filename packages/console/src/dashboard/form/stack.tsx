/** The fields of a form below each other, with the same space between all kinds. */
import type { ReactNode } from 'react'
import classes from './stack.module.css'

export const Stack = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.stack}>{children}</div>
)
