/** A value of a trace. The hidden parts are marked, and a screen reader says that they are hidden. */
import type { ReactNode } from 'react'
import { signInTexts } from '../../texts/texts.ts'
import classes from './sign-in-drawer.module.css'

const hidden = /\[redacted(?:: (?<count>\d+ values?))?\]/g

export function Masked({ text }: { readonly text: string }): ReactNode {
  const pieces: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(hidden)) {
    pieces.push(text.slice(at, match.index))
    const count = match.groups?.count
    pieces.push(
      <span key={match.index} className={classes.masked}>
        {count === undefined ? (
          <>
            <span aria-hidden="true">•••</span>
            <span className="sr">{signInTexts.claims.hidden}</span>
          </>
        ) : (
          signInTexts.claims.hiddenValues(count)
        )}
      </span>,
    )
    at = match.index + match[0].length
  }
  return [...pieces, text.slice(at)]
}
