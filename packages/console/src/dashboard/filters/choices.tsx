/** Finds a value by typing, and lists what fits. */
import { type ReactNode, useState } from 'react'
import menu from '../../parts/menu.module.css'
import { useRead } from '../data/reading.ts'
import { pickTexts } from '../texts/texts.ts'
import classes from './choices.module.css'
import type { Choice, Finder } from './finders.ts'

interface Props {
  readonly label: string
  readonly finder: Finder
  readonly onPick: (choice: Choice) => void
}

export function Choices({ label, finder, onPick }: Props): ReactNode {
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
      <ul className={classes.choices} aria-label={label}>
        {data?.map((choice) => (
          <li key={choice.id}>
            <button type="button" className={`${menu.item} ${classes.choice}`} onClick={() => onPick(choice)}>
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
