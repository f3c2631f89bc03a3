/** Cards of which one is chosen: a title and two sentences, what the reader does and what it costs later. */
import { type ReactNode, useId } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Badge } from './badge.tsx'
import classes from './choice-card.module.css'
import { Words } from './words.tsx'

export interface Choice<V extends string> {
  readonly value: V
  readonly title: string
  readonly text: string
  readonly isRecommended?: boolean
}

interface Props<V extends string> {
  /** The id of the heading that asks the question. */
  readonly labelledBy: string
  readonly value: V | null
  readonly choices: readonly Choice<V>[]
  readonly onChange: (value: V) => void
  readonly columns?: 2 | 3
}

export function ChoiceCards<V extends string>({
  labelledBy,
  value,
  choices,
  onChange,
  columns = 3,
}: Props<V>): ReactNode {
  const { t } = useLanguage()
  const name = useId()
  return (
    <div
      className={columns === 2 ? `${classes.choices} ${classes.two}` : classes.choices}
      role="radiogroup"
      aria-labelledby={labelledBy}
    >
      {choices.map((choice) => (
        <label className={classes.choice} key={choice.value}>
          <input
            className={classes.radio}
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            aria-describedby={`${name}-${choice.value}`}
            onChange={() => onChange(choice.value)}
          />
          <span className={classes.title}>
            {choice.title}
            {choice.isRecommended && <Badge tone="accent">{t.parts.recommended}</Badge>}
          </span>
          <span className={classes.means} id={`${name}-${choice.value}`}>
            <Words text={choice.text} />
          </span>
        </label>
      ))}
    </div>
  )
}
