/**
 * Bodies of the management API. `JSON.parse` accepts mistakes: a name twice, of which the last would win, nesting
 * without end, and `__proto__`. This parser refuses them.
 */
import { Failure } from '@gatehouse-sso/core/failure'

const maximumDepth = 32

/** A token of valid JSON: a text, with the colon if it is a name, or the begin or end of an object or a list. */
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|[[\]{}]/g

/** @throws Failure body_malformed */
export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Failure('body_malformed', { cause })
  }
  /** The names of each open object; an open list has none. */
  const open: Set<string>[] = []
  for (const [found, quoted, colon] of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      open.push(new Set())
      if (open.length > maximumDepth)
        throw new Failure('body_malformed', { expected: `${maximumDepth} levels at most` })
    } else if (found === '}' || found === ']') {
      open.pop()
    } else if (colon !== undefined) {
      checkName(JSON.parse(quoted as string) as string, open.at(-1))
    }
  }
  return value
}

function checkName(name: string, names = new Set<string>()): void {
  const received = name.slice(0, 100)
  if (name === '__proto__') throw new Failure('body_malformed', { expected: 'no such name', received })
  if (names.has(name)) throw new Failure('body_malformed', { expected: 'each name once', received })
  names.add(name)
}
