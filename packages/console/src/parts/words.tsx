/**
 * A text with the two marks that texts of the gateway have: `**words on the provider's page**` and `` `code` ``. All
 * else is shown as it stands, so no text of anybody becomes markup.
 */
import type { ReactNode } from 'react'
import { type Mark, marksOf } from './marks.ts'

export function Words({ text }: { readonly text: string }): ReactNode {
  // The parts of a text never move, so their place is their key.
  return marksOf(text).map((mark, index) => <Marked key={`${index}:${mark.kind}`} mark={mark} />)
}

function Marked({ mark }: { readonly mark: Mark }): ReactNode {
  if (mark.kind === 'strong') return <strong>{mark.text}</strong>
  if (mark.kind === 'code') return <code>{mark.text}</code>
  return mark.text
}
