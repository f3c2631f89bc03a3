/** A setting: its name and a sentence, then the thing itself. */
import type { ReactNode } from 'react'
import classes from './settings-row.module.css'

interface Props {
  readonly id: string
  readonly title: string
  readonly text?: ReactNode
  /** A link or a small button below the sentence. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function SettingsRow({ id, title, text, aside, children }: Props): ReactNode {
  return (
    <section className={classes.setting} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {text !== undefined && <p>{text}</p>}
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
      </header>
      <div className={classes.thing}>{children}</div>
    </section>
  )
}

/** Names with what holds for them, with a sentence or a button each. */
export function Rules({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={classes.rules}>{children}</dl>
}

interface RuleProps {
  readonly name: string
  readonly why?: ReactNode
  /** The button of an act, at the right. */
  readonly act?: ReactNode
  readonly children?: ReactNode
}

export function Rule({ name, why, act, children }: RuleProps): ReactNode {
  return (
    <div className={act === undefined ? undefined : classes.act}>
      <dt>{name}</dt>
      <dd>
        {children}
        {why !== undefined && why !== null && <p>{why}</p>}
      </dd>
      {act !== undefined && <dd>{act}</dd>}
    </div>
  )
}
