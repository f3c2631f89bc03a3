/** A field whose value is found by typing, for forms. */
import { Popover } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import menu from '../../parts/menu.module.css'
import { Note } from '../../parts/note.tsx'
import classes from './choices.module.css'
import { Choices } from './choices.tsx'
import type { Choice, Finder } from './finders.ts'

interface Props {
  readonly label: string
  /** Stands there before a choice. */
  readonly placeholder: string
  readonly value: Choice | null
  readonly finder: Finder
  readonly fault?: string | null
  readonly onChange: (choice: Choice) => void
}

export function PickField({ label, placeholder, value, finder, fault = null, onChange }: Props): ReactNode {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.field}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-start"
        withinPortal={false}
        trapFocus
        returnFocus
        classNames={{ dropdown: `${menu.float} ${classes.float}` }}
      >
        <Popover.Target>
          <button
            type="button"
            className={value === null ? `${classes.pick} ${classes.isEmpty}` : classes.pick}
            aria-labelledby={`${id} ${id}-value`}
            onClick={() => setOpen(!isOpen)}
          >
            <span id={`${id}-value`}>{value?.name ?? placeholder}</span>
            <IconSelector className="icon" aria-hidden="true" />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <Choices
            label={label}
            finder={finder}
            onPick={(choice) => {
              setOpen(false)
              onChange(choice)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <div aria-live="polite">{fault !== null && <Note tone="bad" title={`${label} ${fault}`} />}</div>
    </div>
  )
}
