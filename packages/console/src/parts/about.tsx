/** Facts about one object in columns, at the top of its drawer or page. */
import type { ReactNode } from 'react'
import classes from './about.module.css'

export const About = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <dl className={classes.about}>{children}</dl>
)

export const AboutFact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
