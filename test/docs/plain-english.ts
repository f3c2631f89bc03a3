/**
 * Sentences that a reader must read twice, because they open with a clause instead of their subject: "Whoever signs in
 * sees a page", "What is cached is dropped". Say who or what does it: "A person who signs in sees a page", "The cache
 * drops the value". The rule reads documents and comments, not names and messages.
 */

/** The files and folders that the rule reads. */
export const inPlainEnglish: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/',
  'packages/',
  'bench/',
  'build/',
  'examples/',
  'test/',
]

/** A sentence never opens with these words. */
const never = /^(?:who|what|which)ever\b|^nobody\b/i
/** A sentence opens with these words only if it is a question. */
const onlyInQuestions = /^(?:What|Who)\s+\w/
/** The labels of docs/errors.md, which are no sentences. */
const labels = /^(?:What to do|Who can put it right):/

interface Block {
  readonly line: number
  readonly text: string
}

/** Paragraphs, list items and table cells of Markdown, without headings and fenced blocks. */
function documentBlocks(text: string): Block[] {
  let isFenced = false
  const lines = text.split('\n').flatMap((line): string[][] => {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced
    if (isFenced || /^\s*(?:```|~~~|#)/.test(line)) return [['']]
    return [line.trim().startsWith('|') ? line.split(/(?<!\\)\|/).flatMap((cell) => [cell, '']) : [line]]
  })
  return joined(lines, /^(?:[-*>]|\d+\.)\s+/)
}

/** Comments of TypeScript and JavaScript: whole lines and ends of lines. A tag such as `@param` begins a new block. */
function commentBlocks(text: string): Block[] {
  let isInside = false
  const lines = text.split('\n').map((line): string[] => {
    const trimmed = line.trim()
    if (isInside || trimmed.startsWith('/*')) {
      isInside = !trimmed.includes('*/')
      return [trimmed.replace(/^\/\*+|^\*(?!\/)/, '').replace(/\*\/.*$/, '')]
    }
    if (trimmed.startsWith('// ')) return [trimmed.slice(3)]
    return ['', endOfLineComment(line), '']
  })
  const blocks = joined(lines, /^(?:[-*]\s+|@(?:param\s+\w+|\w+)\s*)/)
  return blocks.map((block) => ({ ...block, text: block.text.replace(/^[a-z]/, (letter) => letter.toUpperCase()) }))
}

/** A comment behind code. A `//` after an odd number of quotes is a part of a text. */
function endOfLineComment(line: string): string {
  const [, code = '', comment = ''] = /^(.*?) \/\/ (.*)$/.exec(line) ?? []
  const isInText = ["'", '"', '`'].some((quote) => code.split(quote).length % 2 === 0)
  return isInText ? '' : comment
}

/** Joins lines to blocks. An empty part ends a block, and a part that begins with `opening` starts a new one. */
function joined(lines: readonly (readonly string[])[], opening: RegExp): Block[] {
  const blocks: Block[] = []
  let isOpen = false
  lines.forEach((parts, index) => {
    for (const part of parts.map((one) => one.trim())) {
      const last = blocks.at(-1)
      const text = part.replace(opening, '').replace(/^[*_"“(]+/, '')
      if (part !== '' && isOpen && last && text === part) {
        blocks[blocks.length - 1] = { ...last, text: `${last.text} ${part}` }
      } else if (part !== '') blocks.push({ line: index + 1, text })
      isOpen = part !== ''
    }
  })
  return blocks
}

function isSlip(sentence: string): boolean {
  if (never.test(sentence)) return true
  return onlyInQuestions.test(sentence) && !labels.test(sentence) && !/\?[)"”*]*$/.test(sentence)
}

/** Finds sentences that open with a free "what", "who", "whoever", "whatever", "whichever" or "nobody". */
export function plainEnglishViolations(
  files: readonly { readonly path: string; readonly text: string }[],
  places: readonly string[] = inPlainEnglish,
): string[] {
  return files
    .filter(({ path }) => places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place))))
    .flatMap(({ path, text }) =>
      (path.endsWith('.md') ? documentBlocks(text) : commentBlocks(text)).flatMap((block) =>
        block.text
          .split(/(?<=[.!?][)"”*]*)\s+(?=["“(*]*[A-Z])/)
          .map((sentence) => sentence.replace(/^[*_"“(]+/, ''))
          .filter(isSlip)
          .map((sentence) => `${path}:${block.line} opens a sentence with a clause: "${sentence.slice(0, 60)}"`),
      ),
    )
}
