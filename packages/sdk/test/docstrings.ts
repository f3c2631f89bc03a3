/** Reads the docstrings of the SDK's methods from its source. */
import { readdirSync, readFileSync } from 'node:fs'

export interface Documented {
  /** The interface of the noun: `Organizations`. */
  readonly noun: string
  readonly method: string
  /** Names of the parameters in the code. */
  readonly parameters: readonly string[]
  /** The whole docstring, without stars. */
  readonly text: string
  /** Tag → its lines: `param` → [`body name and domains`]. */
  readonly tags: ReadonlyMap<string, readonly string[]>
  /** The code of `@example`. */
  readonly example: string | undefined
}

const folder = new URL('../src/nouns/', import.meta.url)
const method = /(?:\/\*\*\n((?: {3}\*.*\n)+) {3}\*\/\n)? {2}(\w+)\(([^)]*)\): (?:Promise|Paginated)</g

/** An interface that holds some of the methods of a noun → the noun. */
const partOf: Readonly<Record<string, string>> = { ConnectionTests: 'Connections' }

/** Every method in the interfaces of the nouns. A method without a docstring has an empty text. */
export function documentedMethods(): Documented[] {
  return readdirSync(folder).flatMap((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8')
    const [, noun = '', body = ''] = /^export interface (\w+)(?: extends \w+)? \{\n([\s\S]*?)^\}/m.exec(source) ?? []
    return [...body.matchAll(method)].map((match) => documented(partOf[noun] ?? noun, match))
  })
}

function documented(noun: string, [, stars = '', name = '', signature = '']: RegExpExecArray): Documented {
  const text = stars.replace(/^ {3}\* ?/gm, '')
  const tags = Map.groupBy(text.matchAll(/^@(\w+) ?(.*)/gm), ([, tag]) => String(tag))
  return {
    noun,
    method: name,
    parameters: [...signature.matchAll(/(\w+)\??:/g)].map(([, parameter]) => String(parameter)),
    text,
    tags: new Map([...tags].map(([tag, lines]) => [tag, lines.map(([, , line]) => String(line))])),
    example: /^@example\n```ts\n([\s\S]*?)\n```$/m.exec(text)?.[1],
  }
}
