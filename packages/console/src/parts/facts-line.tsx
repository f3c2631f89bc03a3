/** A line of facts about one object, between two hairlines. */
import type { ReactNode } from 'react'
import type { Fact } from './facts.tsx'
import classes from './facts-line.module.css'

export function FactsLine({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
