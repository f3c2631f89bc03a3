/** A filter whose values are found by typing: an organization, a connection. It is dashed until one is chosen. */
import { Popover } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import filter from '../../parts/filters.module.css'
import menu from '../../parts/menu.module.css'
import { useRead } from '../data/reading.ts'
import classes from './choices.module.css'
import { Choices } from './choices.tsx'
import type { Finder } from './finders.ts'

interface Props {
  readonly label: string
  readonly value: string | null
  readonly finder: Finder
  readonly onChange: (value: string | null) => void
}

export function PickFilter({ label, value, finder, onChange }: Props): ReactNode {
  const { t } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { data: name } = useRead(
    ['pick', finder.name, 'name', value],
    (api, options) => finder.nameOf(api, value ?? '', options),
    {
      isEnabled: value !== null,
    },
  )
  return (
    <span className={value !== null ? `${filter.filter} ${filter.isOn}` : filter.filter}>
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
          <button type="button" className={filter.open} onClick={() => setOpen(!isOpen)}>
            {value === null && <IconPlus className="icon" aria-hidden="true" />}
            {label}
            {value !== null && <b> {name ?? value}</b>}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <Choices
            label={label}
            finder={finder}
            onPick={({ id }) => {
              setOpen(false)
              onChange(id)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {value !== null && (
        <button
          type="button"
          className={filter.remove}
          aria-label={t.parts.remove(label)}
          onClick={() => onChange(null)}
        >
          <IconX className="icon" aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
