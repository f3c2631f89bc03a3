/** JSON in colors, with the hidden values marked. */
import type { ReactNode } from 'react'
import { piecesOf } from '../../../parts/code-pieces.ts'
import code from '../../../parts/code-view.module.css'
import { Masked } from './masked.tsx'
import classes from './sign-in-drawer.module.css'

interface Props {
  readonly label: string
  /** A line of comment above. */
  readonly note?: string
  readonly value: unknown
}

export function JsonBlock({ label, note, value }: Props): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section aria-label={label} tabIndex={0} className={classes.json}>
      <pre>
        {note !== undefined && <span className={code.comment}>{`// ${note}\n`}</span>}
        {piecesOf(JSON.stringify(value, null, 2), 'json').map(({ kind, text }, index) =>
          kind === 'plain' ? (
            text
          ) : (
            <span key={index} className={code[kind]}>
              <Masked text={text} />
            </span>
          ),
        )}
      </pre>
    </section>
  )
}
