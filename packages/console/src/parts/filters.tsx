/** The line above a table: what is searched and filtered. Each is a piece of the address. */
import { Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './filters.module.css'
import menu from './menu.module.css'

export const Filters = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <search className={classes.filters}>{children}</search>
)

/** Says in which order the rows stand. */
export const FiltersEnd = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className={classes.end}>{children}</p>
)

interface SearchProps {
  readonly label: string
  readonly value: string
  /** Told a moment after the last key. */
  readonly onSearch: (text: string) => void
}

const pauseMs = 250

export function SearchField({ label, value, onSearch }: SearchProps): ReactNode {
  const [text, setText] = useState(value)
  const told = useRef(value)
  const tell = useRef(onSearch)
  tell.current = onSearch
  useEffect(() => {
    // The address changed by itself, for example by the button "Back".
    if (value !== told.current) {
      told.current = value
      setText(value)
    }
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const timer = setTimeout(() => {
      told.current = text.trim()
      tell.current(text.trim())
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className={classes.search}>
      <IconSearch className="icon" aria-hidden="true" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        data-shortcut="/"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <kbd>/</kbd>
    </div>
  )
}

interface FilterProps {
  readonly label: string
  readonly value: string | null
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | null) => void
}

/** A filter with a few values. It is dashed until one is chosen. */
export function Filter({ label, value, options, onChange }: FilterProps): ReactNode {
  const { t } = useLanguage()
  const chosen = options.find((option) => option.value === value)
  return (
    <span className={chosen ? `${classes.filter} ${classes.isOn}` : classes.filter}>
      <Menu
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        position="bottom-start"
        classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
      >
        <Menu.Target>
          <button type="button" className={classes.open}>
            {!chosen && <IconPlus className="icon" aria-hidden="true" />}
            {label}
            {chosen && <b> {chosen.label}</b>}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {options.map((option) => (
            <Menu.Item
              key={option.value}
              rightSection={option.value === value ? <IconCheck className="icon" aria-hidden="true" /> : null}
              onClick={() => onChange(option.value === value ? null : option.value)}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen && (
        <button
          type="button"
          className={classes.remove}
          aria-label={t.parts.remove(label)}
          onClick={() => onChange(null)}
        >
          <IconX className="icon" aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
