/**
 * Two addresses, character under character. Only the difference has a box, and the sentence below names it. Addresses of
 * two servers stand whole, one below the other.
 */
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './comparison.module.css'
import { compare, type Run } from './comparison.ts'

interface Props {
  /** The names of the two rows. */
  readonly names: readonly [string, string]
  readonly asked: string
  readonly has: string
  readonly short: string
  readonly children?: ReactNode
}

export function Comparison({ names, asked, has, short, children }: Props): ReactNode {
  const { t } = useLanguage()
  const compared = compare(asked, has)
  return (
    <div className={classes.compare}>
      {compared.isWhole ? (
        <dl className={classes.whole}>
          <dt>{names[0]}</dt>
          <dd className={classes.asked}>{asked}</dd>
          <dt>{names[1]}</dt>
          <dd className={classes.other}>{has}</dd>
        </dl>
      ) : (
        <div className={classes.compareGrid} role="img" aria-label={t.comparison.inWords(names, asked, has)}>
          <div className={classes.compareNames}>
            <span>{names[0]}</span>
            <span>{names[1]}</span>
          </div>
          <div className={classes.runs}>
            {compared.runs.map((run, index) => (
              <Runs key={`${index}:${run.asked}`} run={run} />
            ))}
          </div>
        </div>
      )}
      <p className={classes.compareVerdict}>
        <span>
          {t.comparison.verdict(compared, short)} {children}
        </span>
      </p>
    </div>
  )
}

function Runs({ run }: { readonly run: Run }): ReactNode {
  if (!run.differs) {
    return (
      <span>
        <i>{run.asked}</i>
        <i>{run.has}</i>
      </span>
    )
  }
  return (
    <span className={classes.differs}>
      <i className={run.asked === '' ? classes.lacks : classes.has}>{run.asked}</i>
      <i className={run.has === '' ? classes.lacks : classes.other}>{run.has}</i>
    </span>
  )
}
