/** Splits a text at its marks. An unfinished mark is text. */
export interface Mark {
  readonly kind: 'text' | 'strong' | 'code'
  readonly text: string
}

const mark = /\*\*(.+?)\*\*|`([^`]+)`/gs

export function marksOf(text: string): readonly Mark[] {
  const found: Mark[] = []
  let at = 0
  for (const match of text.matchAll(mark)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    const [all, strong, code = ''] = match
    found.push(strong === undefined ? { kind: 'code', text: code } : { kind: 'strong', text: strong })
    at = match.index + all.length
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}
