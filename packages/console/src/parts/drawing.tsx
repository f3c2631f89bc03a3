/**
 * A page of the identity provider, reduced to the labels that a reader needs, drawn from data. Its numbers are those of
 * the actions beside it: the part of an action that is done steps back, and that of the action the reader is at comes
 * forward. Everything else is a grey bar.
 */
import type { Drawing as DrawingData } from '@gatehouse-sso/sdk/browser'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './drawing.module.css'

type Part = DrawingData['parts'][number]

interface Props {
  readonly drawing: DrawingData
  /** The numbers that are done. */
  readonly done?: readonly number[]
  /** The number that the pointer or the focus is at. */
  readonly at?: number | null
}

interface Reading {
  readonly done: readonly number[]
  readonly at: number | null
}

export function Drawing({ drawing, done = [], at = null }: Props): ReactNode {
  const { title, bar, menu, parts, caption } = drawing
  const reading = { done, at }
  return (
    <figure className={classes.drawing}>
      <div role="img" aria-label={title}>
        <div className={classes.bar}>
          <span>{bar}</span>
          <i className={classes.dot} />
        </div>
        <div className={menu.length > 0 ? classes.withMenu : undefined}>
          {menu.length > 0 && <Menu menu={menu} reading={reading} />}
          <div className={parts.some((part) => 'mark' in part && part.mark !== null) ? classes.marked : classes.parts}>
            {parts.map((part, index) => (
              <Numbered key={`${index}:${part.kind}`} mark={'mark' in part ? part.mark : null} reading={reading}>
                <Drawn part={part} />
              </Numbered>
            ))}
          </div>
        </div>
      </div>
      {caption !== '' && <figcaption>{caption}</figcaption>}
    </figure>
  )
}

function Menu({ menu, reading }: { readonly menu: DrawingData['menu']; readonly reading: Reading }): ReactNode {
  return (
    <div className={classes.menu}>
      {menu.map(({ text, current, mark }, index) => (
        <Numbered key={`${index}:${text}`} mark={mark} reading={reading}>
          {text === null ? (
            <i className={classes.ghost} style={{ width: [46, 58, 38, 52][index % 4] }} />
          ) : (
            <span className={current ? classes.current : classes.item}>{text}</span>
          )}
        </Numbered>
      ))}
    </div>
  )
}

interface NumberedProps {
  readonly mark: number | null
  readonly reading: Reading
  readonly children: ReactNode
}

function Numbered({ mark, reading, children }: NumberedProps): ReactNode {
  if (mark === null) return <div className={classes.part}>{children}</div>
  const state = reading.done.includes(mark) ? classes.isDone : mark === reading.at ? classes.isAt : ''
  return (
    <div className={`${classes.part} ${classes.hasMark} ${state}`}>
      <span className={classes.mark}>{mark}</span>
      {children}
    </div>
  )
}

function Drawn({ part }: { readonly part: Part }): ReactNode {
  switch (part.kind) {
    case 'crumb':
      return <span className={classes.crumb}>{part.text}</span>
    case 'heading':
      return <span className={classes.heading}>{part.text}</span>
    case 'label':
      return <span>{part.text}</span>
    case 'input':
      return (
        <span className={classes.inputs}>
          {part.before !== null && (
            <span className={part.mark === null ? classes.box : classes.on}>
              {part.before}
              <IconChevronDown aria-hidden="true" size={10} stroke={1.75} />
            </span>
          )}
          <span className={`${part.mark === null ? classes.box : classes.on} ${classes.value}`}>{part.text}</span>
        </span>
      )
    case 'choice':
      return (
        <span className={classes.choice}>
          <i className={part.chosen ? classes.chosen : classes.ring} />
          {part.text === '' ? <i className={classes.ghost} /> : <span>{part.text}</span>}
        </span>
      )
    case 'row':
      return (
        <span className={part.mark === null ? classes.row : `${classes.row} ${classes.rowOn}`}>
          <span>{part.label}</span>
          {part.value === null ? <i className={classes.ghost} style={{ width: 52 }} /> : <code>{part.value}</code>}
        </span>
      )
    case 'table':
      return <Columns columns={part.columns} />
    case 'bars':
      return (
        <span className={classes.bars}>
          {part.widths.map((width, index) => (
            <i key={`${index}:${width}`} className={classes.ghost} style={{ width: `${width}%` }} />
          ))}
        </span>
      )
    case 'line':
      return <i className={classes.line} />
    case 'button':
      return (
        <span className={part.mark === null ? classes.button : `${classes.button} ${classes.on}`}>{part.text}</span>
      )
  }
}

function Columns({ columns }: Pick<Extract<Part, { kind: 'table' }>, 'columns'>): ReactNode {
  const tones = {
    plain: classes.column,
    right: `${classes.column} ${classes.right}`,
    wrong: `${classes.column} ${classes.wrong}`,
  }
  return (
    <span className={classes.columns}>
      {columns.map(({ label, value, note, tone }) => (
        <span key={label} className={tones[tone]}>
          <span>{label}</span>
          {value === null ? <i className={classes.ghost} style={{ width: '70%' }} /> : <code>{value}</code>}
          {note !== null && <span>{note}</span>}
        </span>
      ))}
    </span>
  )
}
