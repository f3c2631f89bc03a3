/** Makes one program of the code in the SDK's README, with the output that its comments promise. */
import { readFileSync } from 'node:fs'

export const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

const block = /^```ts\n([\s\S]*?)^```$/gm
const imported = /^import .*\n/gm
const printed = /console\.log\(.*\).*? \/\/ (.+)$/gm

const blocks = [...readme.matchAll(block)].map(([, code]) => String(code))

export interface Program {
  /** The blocks one after another, with all imports at the top. */
  readonly code: string
  /** The words in the comments behind `console.log`. */
  readonly promised: readonly string[]
}

export function readmeProgram(): Program {
  const imports = blocks.flatMap((code) => code.match(imported) ?? [])
  const rest = blocks.map((code) => code.replace(imported, ''))
  const promises = blocks.flatMap((code) => [...code.matchAll(printed)].map(([, words]) => String(words)))
  return { code: [...imports, ...rest].join(''), promised: promises.flatMap((words) => words.split(' ')) }
}
