/** Numbers that are sentences: a label, the number as a link to its rows, and why it is so. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './figures.module.css'

export interface Figure {
  readonly label: string
  readonly value: string
  /** `of 9`, beside the number */
  readonly of?: string
  readonly why: string
  readonly to: string
  /** Only above zero. */
  readonly tone?: 'plain' | 'warn' | 'bad'
}

export function Figures({ figures }: { readonly figures: readonly Figure[] }): ReactNode {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, of, why, to, tone = 'plain' }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Link to={to} className={`${classes.figure} ${classes[tone]}`}>
              {value}
              {of !== undefined && <span className={classes.of}> {of}</span>}
            </Link>
            <span className={classes.why}>{why}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The shape of figures that come, with the same height. */
export function FigureBones({ count }: { readonly count: number }): ReactNode {
  return (
    <div className={classes.figures} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index}>
          <span className={classes.bone} />
        </div>
      ))}
    </div>
  )
}
