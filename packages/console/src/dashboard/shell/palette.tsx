/** Search and commands. Arrow keys choose, Enter opens, and Ctrl or Cmd with Enter opens a new tab. */
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCornerDownLeft, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useLocation, useRouter } from 'wouter'
import { shellTexts } from '../texts/texts.ts'
import classes from './palette.module.css'
import { type Hit, useHits } from './palette-hits.tsx'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

const t = shellTexts.palette

export function Palette({ isOpen, onClose }: Props): ReactNode {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size="640px"
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.palette ?? '', inner: classes.inner ?? '' }}
    >
      <Modal.Overlay className={classes.scrim ?? ''} />
      <Modal.Content aria-label={t.label}>
        <Inside onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

/** The dialog moves the focus a moment after it opens. Letters that somebody types in that moment would be lost. */
const focusAtOnce = (input: HTMLInputElement | null): void => input?.focus()

/** It begins anew each time the palette opens. */
function Inside({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const groups = useHits(asked, true)
  const { base } = useRouter()
  const [, navigate] = useLocation()
  const hits = groups.flatMap((group) => group.hits)
  const chosen = hits[Math.min(at, hits.length - 1)]
  const open = (hit: Hit, isNewTab: boolean): void => {
    if (isNewTab) window.open(`${base}${hit.to}`, '_blank', 'noopener')
    else navigate(hit.to)
    onClose()
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && hits.length > 0) {
      event.preventDefault()
      const next = (Math.min(at, hits.length - 1) + step + hits.length) % hits.length
      setAt(next)
      document.getElementById(optionId(hits[next]))?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      // Enter right after a paste must not open what the list showed before.
      if (text.trim() === asked) open(chosen, event.metaKey || event.ctrlKey)
    }
  }
  return (
    <>
      <div className={classes.input}>
        <IconSearch className="icon" aria-hidden="true" />
        <input
          ref={focusAtOnce}
          type="text"
          role="combobox"
          aria-label={t.label}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen ? optionId(chosen) : undefined}
          placeholder={t.placeholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          data-autofocus=""
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <div className={classes.list} id="palette-list" role="listbox" aria-label={t.list}>
        {groups.map(({ name, hits: inGroup }) => (
          // biome-ignore lint/a11y/useSemanticElements: groups of options have no element of their own
          <div key={name} role="group" aria-label={name}>
            <p className={classes.groupName} aria-hidden="true">
              {name}
            </p>
            {inGroup.map((hit) => (
              <Option
                key={hit.id}
                hit={hit}
                text={asked}
                isChosen={hit === chosen}
                onPoint={() => setAt(hits.indexOf(hit))}
                onOpen={(isNewTab) => open(hit, isNewTab)}
              />
            ))}
          </div>
        ))}
      </div>
      {hits.length === 0 && <p className={classes.none}>{t.none}</p>}
      <p className="sr" aria-live="polite">
        {t.results(hits.length)}
      </p>
      <div className={classes.foot} aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t.choose}
        </span>
        <span>
          <kbd>Enter</kbd> {t.open}
        </span>
        <span>
          <kbd>Ctrl</kbd>
          <kbd>Enter</kbd> {t.newTab}
        </span>
        <span className={classes.end}>{t.anyId}</span>
      </div>
    </>
  )
}

const optionId = (hit: Hit | undefined): string => `hit-${hit?.id ?? ''}`

interface OptionProps {
  readonly hit: Hit
  readonly text: string
  readonly isChosen: boolean
  readonly onPoint: () => void
  readonly onOpen: (isNewTab: boolean) => void
}

function Option({ hit, text, isChosen, onPoint, onOpen }: OptionProps): ReactNode {
  const Shape = hit.icon
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the input names the chosen option
    <div
      id={optionId(hit)}
      role="option"
      aria-selected={isChosen}
      className={classes.hit}
      onPointerMove={onPoint}
      onClick={(event) => onOpen(event.metaKey || event.ctrlKey)}
    >
      <Shape className="icon" aria-hidden="true" />
      <span className={classes.text}>
        <Marked text={hit.text} part={text} />
        {hit.more && <span className={classes.more}> {hit.more}</span>}
      </span>
      <span className={classes.hitEnd}>
        {hit.end}
        {isChosen && <IconCornerDownLeft className="icon" aria-hidden="true" />}
      </span>
    </div>
  )
}

/** The text with the part that was searched in bold. */
function Marked({ text, part }: { readonly text: string; readonly part: string }): ReactNode {
  const at = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  )
}
