/** An order that one can drag, or move by keys and buttons: Alt with the arrow keys. */
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { IconButton } from './icon-button.tsx'
import classes from './ordered-list.module.css'

export interface OrderedItem {
  readonly id: string
  readonly name: string
  readonly note: string | null
}

interface Props {
  readonly label: string
  readonly items: readonly OrderedItem[]
  /** `null` where the order may not be changed. */
  readonly onMove: ((id: string, to: number) => void) | null
}

export function OrderedList({ label, items, onMove }: Props): ReactNode {
  const { t } = useLanguage()
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const move = (index: number, step: number): void => {
    const item = items[index]
    const to = index + step
    if (item && to >= 0 && to < items.length) onMove?.(item.id, to)
  }
  const onKey = (event: KeyboardEvent, index: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(index, event.key === 'ArrowUp' ? -1 : 1)
  }
  const drop = (): void => {
    if (dragged !== null && over !== null && items[over]?.id !== dragged) onMove?.(dragged, over)
    setDragged(null)
    setOver(null)
  }
  return (
    <ol className={classes.order} aria-label={label}>
      {items.map(({ id, name, note }, index) => (
        <li
          key={id}
          className={over === index && dragged !== id ? classes.over : undefined}
          draggable={onMove !== null}
          onDragStart={() => setDragged(id)}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(index)
          }}
          onDrop={drop}
          onDragEnd={() => setDragged(null)}
          onKeyDown={(event) => onKey(event, index)}
        >
          <span className={classes.grip} aria-hidden="true">
            {onMove && <IconGripVertical className="icon" />}
          </span>
          <span className={classes.n} aria-hidden="true">
            {index + 1}
          </span>
          <span>
            <b>{name}</b>
            {note !== null && <small>{note}</small>}
          </span>
          {onMove && (
            <span className={classes.moves}>
              <IconButton
                label={t.parts.moveUp(name)}
                icon={IconArrowUp}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                label={t.parts.moveDown(name)}
                icon={IconArrowDown}
                disabled={index === items.length - 1}
                onClick={() => move(index, 1)}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
