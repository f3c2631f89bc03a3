/** A filter whose values are found by typing: an organization, a connection. It is dashed until one is chosen. */
import { Popover } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import filter from '../../parts/filters.module.css'
import menu from '../../parts/menu.module.css'
import { useRead } from '../data/reading.ts'
import { pickTexts } from '../texts/pick.ts'
import type { Choice, Finder } from './finders.ts'
import classes from './pick-filter.module.css'

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
            onPick={(id) => {
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

interface ChoicesProps {
  readonly label: string
  readonly finder: Finder
  readonly onPick: (id: string) => void
}

function Choices({ label, finder, onPick }: ChoicesProps): ReactNode {
  const id = useId()
  const [text, setText] = useState('')
  const { data } = useRead<readonly Choice[]>(
    ['pick', finder.name, text.trim()],
    (api, options) => finder.find(api, text.trim(), options),
    { keepsLast: true },
  )
  return (
    <>
      <input
        type="search"
        className={classes.search}
        aria-label={pickTexts.find(label)}
        placeholder={pickTexts.find(label)}
        value={text}
        data-autofocus=""
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul id={id} className={classes.choices} aria-label={label}>
        {data?.map((choice) => (
          <li key={choice.id}>
            <button type="button" className={`${menu.item} ${classes.choice}`} onClick={() => onPick(choice.id)}>
              {choice.name}
              {choice.more !== null && <span className={menu.describes}>{choice.more}</span>}
            </button>
          </li>
        ))}
      </ul>
      {data?.length === 0 && <p className={classes.none}>{pickTexts.none}</p>}
    </>
  )
}
