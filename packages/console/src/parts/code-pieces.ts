/** Splits code into pieces that have a colour. Small and safe: an unknown form stays plain. */

export interface Piece {
  readonly kind: 'plain' | 'name' | 'text' | 'number' | 'comment' | 'prompt'
  readonly text: string
}

type Kind = 'json' | 'shell' | 'script'

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Prompts are not copied. */
export const textToCopy = (code: string): string => code.replaceAll(/^\$ /gm, '')

const patterns: Readonly<Record<Kind, string>> = {
  json: '(?<name>"(?:[^"\\\\]|\\\\.)*"(?=\\s*:))|(?<text>"(?:[^"\\\\]|\\\\.)*")|(?<number>\\b(?:true|false|null|-?\\d+(?:\\.\\d+)?)\\b)',
  shell: '(?<prompt>^\\$ )|(?<comment>^#.*$)',
  script: "(?<comment>//.*$)|(?<text>'(?:[^'\\\\]|\\\\.)*')|(?<name>\\b(?:const|await|import|from|new)\\b)",
}

/** @param values the reader's own values, which are coloured in commands */
export function piecesOf(code: string, kind: Kind, values: readonly string[] = []): Piece[] {
  const own = values.filter((value) => value !== '').map(literal)
  const value = kind === 'shell' && own.length > 0 ? `|(?<text>${own.join('|')})` : ''
  const pattern = new RegExp(`${patterns[kind]}${value}`, 'gm')
  const pieces: Piece[] = []
  let at = 0
  for (const match of code.matchAll(pattern)) {
    if (match.index > at) pieces.push({ kind: 'plain', text: code.slice(at, match.index) })
    const found = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)
    pieces.push({ kind: (found?.[0] ?? 'plain') as Piece['kind'], text: match[0] })
    at = match.index + match[0].length
  }
  if (at < code.length) pieces.push({ kind: 'plain', text: code.slice(at) })
  return pieces
}
