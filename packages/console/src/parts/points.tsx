/** Sentences as points. */
import type { ReactNode } from 'react'
import classes from './points.module.css'

export function Points({ items }: { readonly items: readonly string[] }): ReactNode {
  return (
    <ul className={classes.points}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
