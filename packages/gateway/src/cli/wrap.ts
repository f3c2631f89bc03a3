/** Breaks text into lines for a terminal. */

/**
 * Breaks at blanks. A word that is longer than a line stays whole, so that an address or a command can be copied.
 * @param width columns
 * @param indent before the second and every later line
 */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  const [before = ''] = /^ */.exec(text) ?? []
  let line = before
  for (const word of text.slice(before.length).split(' ')) {
    const joined = line.trim() === '' ? `${line}${word}` : `${line} ${word}`
    if (visibleLength(joined) <= width || line.trim() === '') line = joined
    else {
      lines.push(line)
      line = `${indent}${word}`
    }
  }
  return [...lines, line].join('\n')
}

/** Breaks anywhere, for values that nobody copies from the terminal. */
export function broken(text: string, width: number): readonly string[] {
  const characters = [...text]
  const count = Math.max(1, Math.ceil(characters.length / width))
  return Array.from({ length: count }, (_, at) => characters.slice(at * width, (at + 1) * width).join(''))
}

/** The columns of a text, without the codes of its colours. */
function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours begin with one
  return [...text.replace(/\u001b\[[\d;]*m/g, '')].length
}
