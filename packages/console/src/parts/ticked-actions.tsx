/**
 * Actions at the identity provider. Each has a tick box with the number that the drawing has too. A copied value ticks
 * its action once all values of the action were copied.
 */
import type { GuideAction } from '@gatehouse-sso/sdk/browser'
import { IconExternalLink } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { ButtonOut } from './button.tsx'
import { CopyBox } from './copy-box.tsx'
import { PathChip } from './path-chip.tsx'
import classes from './ticked-actions.module.css'
import { Words } from './words.tsx'

interface Props {
  readonly actions: readonly GuideAction[]
  readonly isDone: (id: string) => boolean
  readonly onTick: (id: string, isDone: boolean) => void
  /** The number of the action that the pointer or the focus is at. */
  readonly onAt?: (number: number | null) => void
}

export function TickedActions({ actions, isDone, onTick, onAt }: Props): ReactNode {
  return (
    <ol className={classes.todo}>
      {actions.map((action, index) => (
        <Action
          key={action.id}
          action={action}
          number={index + 1}
          isDone={isDone(action.id)}
          onTick={(done) => onTick(action.id, done)}
          onAt={(isAt) => onAt?.(isAt ? index + 1 : null)}
        />
      ))}
    </ol>
  )
}

interface ActionProps {
  readonly action: GuideAction
  readonly number: number
  readonly isDone: boolean
  readonly onTick: (isDone: boolean) => void
  readonly onAt: (isAt: boolean) => void
}

function Action({ action, number, isDone, onTick, onAt }: ActionProps): ReactNode {
  const id = useId()
  const [copied, setCopied] = useState<readonly string[]>([])
  // The box shows a press at once, before the page has been told of it.
  const [known, setKnown] = useState(isDone)
  const [isTicked, setTicked] = useState(isDone)
  if (known !== isDone) {
    setKnown(isDone)
    setTicked(isDone)
  }
  const onCopied = (value: string): void => {
    const all = [...new Set([...copied, value])]
    setCopied(all)
    if (all.length === action.copy.length) onTick(true)
  }
  return (
    <li
      className={isDone ? classes.isDone : undefined}
      onMouseEnter={() => onAt(true)}
      onMouseLeave={() => onAt(false)}
      onFocus={() => onAt(true)}
      onBlur={() => onAt(false)}
    >
      <input
        className={classes.tick}
        type="checkbox"
        id={id}
        data-n={number}
        checked={isTicked}
        onChange={(event) => {
          setTicked(event.currentTarget.checked)
          onTick(event.currentTarget.checked)
        }}
      />
      <div>
        <label className={classes.title} htmlFor={id}>
          <Words text={action.title} />
        </label>
        <ActionBody action={action} onCopied={onCopied} />
      </div>
    </li>
  )
}

interface BodyProps {
  readonly action: GuideAction
  readonly onCopied?: (value: string) => void
}

/** Everything of an action but its title. */
export function ActionBody({ action, onCopied }: BodyProps): ReactNode {
  const { t } = useLanguage()
  const { text, path, old_path, copy, link, note } = action
  return (
    <div className={classes.more}>
      {path !== null && <PathChip path={{ parts: path, old: old_path?.join(' › ') ?? null }} />}
      {text !== null && (
        <p>
          <Words text={text} />
        </p>
      )}
      {copy.map((one) => (
        <CopyBox
          key={one.label}
          value={one.value}
          label={copy.length > 1 ? one.label : null}
          kind={one.is_code ? (/^https?:/.test(one.value) ? 'address' : 'code') : 'text'}
          note={one.note}
          onCopied={() => onCopied?.(one.value)}
        />
      ))}
      {link !== null && (
        <p className={classes.open}>
          <ButtonOut to={link.url}>
            {link.label}
            <IconExternalLink className="icon" aria-hidden="true" />
            <span className="sr">{t.parts.newTab}</span>
          </ButtonOut>
        </p>
      )}
      {note !== null && (
        <p>
          <Words text={note} />
        </p>
      )}
    </div>
  )
}

/** Actions with plain numbers: nothing to tick, only to do. */
export function NumberedActions({ actions }: { readonly actions: readonly GuideAction[] }): ReactNode {
  return (
    <ol className={classes.fix}>
      {actions.map((action, index) => (
        <li key={action.id}>
          <span className={classes.number} aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <p className={classes.fixTitle}>
              <Words text={action.title} />
            </p>
            <ActionBody action={action} />
          </div>
        </li>
      ))}
    </ol>
  )
}
