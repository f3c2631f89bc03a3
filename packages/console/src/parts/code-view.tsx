/** The same thing for programs, with the reader's own values filled in: JSON, curl, CLI, SDK. */
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { piecesOf, textToCopy } from './code-pieces.ts'
import classes from './code-view.module.css'
import { IconButton } from './icon-button.tsx'

export interface Snippet {
  readonly name: string
  readonly code: string
  readonly kind: 'json' | 'shell' | 'script'
}

interface Props {
  readonly label: string
  readonly snippets: readonly Snippet[]
  /** The reader's own values, which stand out. */
  readonly values?: readonly string[]
}

export function CodeView({ label, snippets, values = [] }: Props): ReactNode {
  const { t } = useLanguage()
  const id = useId()
  const [at, setAt] = useState(0)
  const clipboard = useClipboard({ timeout: 2000 })
  const snippet = snippets[at] ?? snippets[0]
  if (!snippet) return null
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = (at + step + snippets.length) % snippets.length
    setAt(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  return (
    <div className={classes.code}>
      <div className={classes.bar}>
        <div className={classes.tabs} role="tablist" aria-label={label} onKeyDown={onKey}>
          {snippets.map(({ name }, index) => (
            <button
              key={name}
              id={`${id}-${index}`}
              type="button"
              role="tab"
              aria-selected={index === at}
              aria-controls={`${id}-panel`}
              tabIndex={index === at ? 0 : -1}
              onClick={() => setAt(index)}
            >
              {name}
            </button>
          ))}
        </div>
        <IconButton
          label={clipboard.copied ? t.parts.copied : t.parts.copyThe(snippet.name)}
          icon={clipboard.copied ? IconCheck : IconCopy}
          onClick={() => clipboard.copy(textToCopy(snippet.code))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${at}`} tabIndex={0} className={classes.panel}>
        <pre>
          {piecesOf(snippet.code, snippet.kind, values).map(({ kind, text }, index) =>
            kind === 'plain' ? (
              text
            ) : (
              <span key={`${index}:${kind}`} className={classes[kind]}>
                {text}
              </span>
            ),
          )}
        </pre>
      </div>
      <span className="sr" aria-live="polite">
        {clipboard.copied ? t.parts.copied : ''}
      </span>
    </div>
  )
}
