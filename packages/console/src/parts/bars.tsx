/**
 * Bars of thirty days: what succeeded, with what failed on top. Widths are shares and heights are pixels, so nothing is
 * stretched. A hidden table has the same numbers.
 */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../language/language.tsx'
import { barsOf, scaleOf } from './bar-sizes.ts'
import classes from './bars.module.css'

export interface Day {
  /** `2026-11-19`, in UTC */
  readonly date: string
  readonly succeeded: number
  readonly failed: number
  /** The main cause, in words. */
  readonly cause: string | null
  /** The address of its sign-ins. */
  readonly to?: string
}

interface Props {
  readonly days: readonly Day[]
  /** The id of the heading above. */
  readonly labelledBy: string
  /** The picture in one sentence. */
  readonly sentence: string
  readonly caption: string
  /** One note, for the worst day. */
  readonly note: { readonly index: number; readonly text: ReactNode } | null
}

const height = 148

export function Bars({ days, labelledBy, sentence, caption, note }: Props): ReactNode {
  const { t, utcDay, number } = useLanguage()
  const say = useId()
  const [at, setAt] = useState<number | null>(null)
  const scale = scaleOf(Math.max(0, ...days.map(({ succeeded, failed }) => succeeded + failed)))
  const bars = barsOf(days, scale.most, height)
  const step = 100 / Math.max(1, days.length)
  const middle = (index: number): string => `${(index + 0.5) * step}%`
  const tip = at === null ? undefined : days[at]
  return (
    <figure className={classes.chart} onPointerLeave={() => setAt(null)}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the heading names it, and the sentence below describes it */}
      <svg height={height} role="img" aria-labelledby={labelledBy} aria-describedby={say}>
        {scale.lines.slice(1).map((value) => {
          const y = Math.round(height - (value / scale.most) * height) + 0.5
          return <line key={value} className={classes.grid} x1="0" x2="100%" y1={y} y2={y} />
        })}
        {note !== null && (
          <line
            className={classes.leader}
            x1={middle(note.index)}
            x2={middle(note.index)}
            y1="-8"
            y2={(bars[note.index]?.top ?? 0) - 3}
          />
        )}
        {bars.map((bar, index) => (
          <g key={days[index]?.date} className={index === at ? classes.isAt : undefined}>
            {bar.good > 0 && (
              <rect
                className={index === days.length - 1 ? classes.now : classes.good}
                x={`${(index + 0.2) * step}%`}
                width={`${step * 0.6}%`}
                y={height - bar.good}
                height={bar.good}
                rx="2"
              />
            )}
            {bar.bad > 0 && (
              <rect
                className={classes.bad}
                x={`${(index + 0.2) * step}%`}
                width={`${step * 0.6}%`}
                y={bar.top}
                height={bar.bad}
                rx="1.5"
              />
            )}
            <rect
              className={classes.whole}
              x={`${index * step}%`}
              width={`${step}%`}
              y="0"
              height={height}
              onPointerEnter={() => setAt(index)}
            />
          </g>
        ))}
        <line className={classes.base} x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} />
      </svg>
      {days.some(({ to }) => to !== undefined) && (
        <DayLinks days={days} labelledBy={labelledBy} step={step} onAt={setAt} />
      )}
      {scale.lines.map((value) => (
        <span
          key={value}
          className={classes.y}
          style={{ top: 44 + height - Math.round((value / scale.most) * height) }}
          aria-hidden="true"
        >
          {number(value)}
        </span>
      ))}
      <div className={classes.xAxis} aria-hidden="true">
        {days.map(({ date }, index) =>
          index === days.length - 1 ? (
            <span key={date} className={`${classes.x} ${classes.last}`}>
              {t.parts.today}
            </span>
          ) : index % 7 === 0 && index < days.length - 3 ? (
            <span key={date} className={classes.x} style={{ left: middle(index) }}>
              {utcDay(date)}
            </span>
          ) : null,
        )}
        {tip && at !== null && (
          <span
            className={classes.tip}
            style={at < days.length / 2 ? { left: middle(at) } : { right: `${100 - (at + 0.5) * step}%` }}
          >
            <b>{utcDay(tip.date)}</b> {number(tip.succeeded)} {t.parts.succeeded.toLowerCase()}, {number(tip.failed)}{' '}
            {t.parts.failed.toLowerCase()}
            {tip.cause !== null && tip.failed > 0 && <span>{tip.cause}</span>}
          </span>
        )}
      </div>
      {note !== null && (
        <p
          className={note.index < days.length / 2 ? `${classes.note} ${classes.isLeft}` : classes.note}
          style={{ '--at': (note.index + 0.5) / days.length } as never}
        >
          {note.text}
        </p>
      )}
      <p className="sr" id={say}>
        {sentence}
      </p>
      <div className="sr">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.parts.day}</th>
              <th scope="col">{t.parts.succeeded}</th>
              <th scope="col">{t.parts.failed}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, succeeded, failed }) => (
              <tr key={date}>
                <th scope="row">{utcDay(date)}</th>
                <td>{number(succeeded)}</td>
                <td>{number(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

interface LinkProps extends Pick<Props, 'days' | 'labelledBy'> {
  /** The width of a day, in percent. */
  readonly step: number
  readonly onAt: (index: number | null) => void
}

/** A link over each bar, where there is room for it. The tab key stops once, and the arrows go from day to day. */
function DayLinks({ days, labelledBy, step, onAt }: LinkProps): ReactNode {
  const { t, utcDay, number } = useLanguage()
  const [stop, setStop] = useState(days.length - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = event.key === 'ArrowLeft' ? stop - 1 : event.key === 'ArrowRight' ? stop + 1 : null
    if (next === null || days[next] === undefined) return
    event.preventDefault()
    event.currentTarget.parentElement?.querySelectorAll('a')[next]?.focus()
  }
  return (
    <nav className={classes.days} aria-labelledby={labelledBy}>
      {days.map(({ date, succeeded, failed, to = '' }, index) => (
        <Link
          key={date}
          to={to}
          tabIndex={index === stop ? 0 : -1}
          style={{ left: `${index * step}%`, width: `${step}%` }}
          aria-label={t.parts.dayOf(utcDay(date), number(succeeded), number(failed))}
          onFocus={() => {
            setStop(index)
            onAt(index)
          }}
          onBlur={() => onAt(null)}
          onKeyDown={onKeyDown}
          onPointerEnter={() => onAt(index)}
        />
      ))}
    </nav>
  )
}
