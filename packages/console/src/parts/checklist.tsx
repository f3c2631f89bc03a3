/** A few facts on the way to something, one of them still missing. */
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import classes from './checklist.module.css'

export interface ChecklistItem {
  readonly name: string
  readonly isDone: boolean
  /** The state or the next step, often a link. */
  readonly more: ReactNode
}

interface Props {
  readonly title: string
  readonly items: readonly ChecklistItem[]
  /** `4 of 5` */
  readonly count: string
  readonly hide: string
  readonly done: string
  readonly open: string
  readonly onHide: () => void
}

export function Checklist({ title, items, count, hide, done, open, onHide }: Props): ReactNode {
  return (
    <section className={classes.checklist} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        <span className={classes.progress} aria-hidden="true">
          {[...items]
            .sort((a, b) => Number(b.isDone) - Number(a.isDone))
            .map(({ name, isDone }) => (
              <i key={name} className={isDone ? undefined : classes.todo} />
            ))}
        </span>
        <span className="quiet dense num">{count}</span>
        <span className={classes.hide}>
          <Button kind="bare" isSmall onClick={onHide}>
            {hide}
          </Button>
        </span>
      </div>
      <ol>
        {items.map(({ name, isDone, more }) => (
          <li key={name} className={isDone ? undefined : classes.next}>
            {isDone ? (
              <IconCircleCheck className="icon" aria-hidden="true" />
            ) : (
              <IconCircleDashed className="icon" aria-hidden="true" />
            )}
            <b>
              {name}
              <span className="sr"> {isDone ? done : open}</span>
            </b>
            <span className={classes.more}>{more}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
