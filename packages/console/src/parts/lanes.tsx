/** Time spans on one axis, with a line for today. */
import { type ReactNode, useId } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './lanes.module.css'

export interface Lane {
  readonly id: string
  readonly name: string
  readonly from: string
  /** `null` for no end. */
  readonly to: string | null
  /** It is in use now. */
  readonly isCurrent: boolean
}

interface Props {
  readonly lanes: readonly Lane[]
  readonly now: number
  /** The picture in words. */
  readonly sentence: string
  readonly today: string
}

const dayMs = 86_400_000
const marks = 5

export function Lanes({ lanes, now, sentence, today }: Props): ReactNode {
  const { shortDate } = useLanguage()
  const say = useId()
  const starts = lanes.map(({ from }) => Date.parse(from))
  const ends = lanes.flatMap(({ to }) => (to === null ? [] : [Date.parse(to)]))
  const start = Math.min(now - 30 * dayMs, ...starts)
  const end = Math.max(now + 180 * dayMs, ...ends)
  const at = (time: number): number => ((time - start) / (end - start)) * 100
  return (
    <div className={classes.lanes} role="img" aria-labelledby={say}>
      {lanes.map(({ id, name, from, to, isCurrent }) => {
        const left = at(Date.parse(from))
        const right = to === null ? 100 : at(Date.parse(to))
        return (
          <div key={id} className={classes.lane} aria-hidden="true">
            <span
              className={[classes.span, !isCurrent && classes.next, to === null && classes.open]
                .filter(Boolean)
                .join(' ')}
              style={{ left: `${left}%`, width: `${Math.max(1, right - left)}%` }}
            >
              {name}
            </span>
          </div>
        )
      })}
      <div className={classes.axis} aria-hidden="true">
        {Array.from({ length: marks }, (_, index) => (
          <span key={index}>
            {shortDate(new Date(start + ((end - start) * index) / marks).toISOString()).replace(/^\d+\s/, '')}
          </span>
        ))}
      </div>
      <span
        className={at(now) > 50 ? classes.today : `${classes.today} ${classes.isLeft}`}
        style={{ left: `${at(now)}%` }}
        aria-hidden="true"
      >
        <span>{today}</span>
      </span>
      <span className="sr" id={say}>
        {sentence}
      </span>
    </div>
  )
}
