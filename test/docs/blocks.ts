/**
 * The code blocks of the documents. A reader copies them, so each is run by a test, or at least parsed. A block that can be
 * neither has a mark on the line before it, with the reason: `<!-- not run: no Go where the tests run -->`.
 */
import type { Document } from './rules.ts'

export interface CodeBlock {
  readonly path: string
  /** The line of the fence, from 1. */
  readonly line: number
  /** The word behind the fence; empty for a drawing or an output. */
  readonly language: string
  readonly code: string
  /** The reason of the mark; `null` without one. */
  readonly mark: string | null
}

const mark = /^\s*<!-- not run: (.+) -->$/

export function codeBlocks({ path, text }: Document): CodeBlock[] {
  const lines = text.split('\n')
  const blocks: CodeBlock[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent = '', fence, language = ''] = /^(\s*)(`{3,})(\w*)/.exec(lines[index] ?? '') ?? []
    if (fence === undefined) continue
    const end = lines.findIndex((line, at) => at > index && line.trim() === fence)
    if (end < 0) throw new Error(`${path}:${index + 1} opens a block that never ends`)
    const code = lines.slice(index + 1, end).map((line) => line.replace(indent, ''))
    const reason = mark.exec(lines[index - 1] ?? '')?.[1] ?? null
    blocks.push({ path, line: index + 1, language, code: `${code.join('\n')}\n`, mark: reason })
    index = end
  }
  return blocks
}

/** A way to look at a block: what is wrong with it, or nothing. */
export type Parser = (code: string) => readonly string[]

/** Languages that a test of its own runs, by document → the test. */
export type Executed = Readonly<Record<string, { readonly by: string; readonly languages: readonly string[] }>>

/** Finds blocks that no test runs, that do not parse, and that have no mark, and marks that are not needed. */
export function blockViolations(
  blocks: readonly CodeBlock[],
  parsers: Readonly<Record<string, Parser>>,
  executed: Executed,
): string[] {
  return blocks.flatMap(({ path, line, language, code, mark: reason }) => {
    const where = `${path}:${line}`
    const isRun = executed[path]?.languages.includes(language) ?? false
    const parse = parsers[language]
    if (reason !== null) {
      if (isRun || parse) return [`${where} is marked as not run, but ${isRun ? 'a test runs it' : 'it can be parsed'}`]
      return reason.length > 10 ? [] : [`${where} is marked without a reason`]
    }
    if (parse) return parse(code).map((problem) => `${where} ${problem}`)
    if (isRun || language === '') return []
    return [`${where} has ${language} that no test runs or parses: mark it with the reason`]
  })
}

/** Documents with marked blocks → their number. */
export function marksOf(blocks: readonly CodeBlock[]): Record<string, number> {
  const marks: Record<string, number> = {}
  for (const { path, mark: reason } of blocks) {
    if (reason !== null) marks[path] = (marks[path] ?? 0) + 1
  }
  return marks
}
