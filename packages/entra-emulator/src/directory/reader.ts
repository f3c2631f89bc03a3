/**
 * Reads one JSON object member by member. An error names the exact place in the file:
 * `tenants[0].users[2].userPrincipalName: missing`. A member that was not read is an error too, because a misspelt
 * property would otherwise be ignored silently.
 */
import { isGuid } from '../identifier.ts'
import { didYouMean, nearestNames } from '../nearest.ts'

/** An error in a fixture or in a body sent to the admin API. */
export class FixtureError extends Error {
  readonly path: string
  readonly problem: string
  constructor(path: string, problem: string) {
    super(path === '' ? problem : `${path}: ${problem}`)
    this.name = 'FixtureError'
    this.path = path
    this.problem = problem
  }
}

export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface Reader {
  readonly path: string
  /** The path of a member, for errors that are found later. */
  readonly at: (name: string) => string
  /** Whether the member is present and not null. */
  readonly has: (name: string) => boolean
  readonly text: (name: string) => string
  readonly textOr: (name: string, fallback: string) => string
  readonly textOrNull: (name: string) => string | null
  readonly guidOr: (name: string, fallback: () => string) => string
  readonly flag: (name: string, fallback: boolean) => boolean
  readonly flagOrNull: (name: string) => boolean | null
  readonly numberOrNull: (name: string) => number | null
  readonly oneOf: <const Value extends string | number | boolean | null>(
    name: string,
    allowed: readonly Value[],
    fallback: Value,
  ) => Value
  readonly instantOr: (name: string, fallback: string) => string
  readonly texts: (name: string) => readonly string[]
  readonly list: <Item>(name: string, read: (value: unknown, path: string, index: number) => Item) => readonly Item[]
  readonly section: <Section>(name: string, read: (section: Reader) => Section) => Section
  /** The text members whose names match. They count as read. */
  readonly textsMatching: (pattern: RegExp) => Readonly<Record<string, string>>
  /** Refuses every member that was not read. */
  readonly close: () => void
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/**
 * @throws FixtureError if `value` is not an object; the reader's methods throw it for members
 */
export function openReader(value: unknown, path: string): Reader {
  if (!isJsonObject(value)) throw new FixtureError(path, `must be an object, is ${kindOf(value)}`)
  const asked = new Set<string>()
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const member = (name: string): unknown => {
    asked.add(name)
    return value[name] ?? undefined
  }
  const wrong = (name: string, expected: string): FixtureError =>
    new FixtureError(at(name), `must be ${expected}, is ${kindOf(value[name])}`)

  /** A required member may be there under a misspelt name. */
  const misspelt = (name: string): string => {
    const [near] = nearestNames(name, Object.keys(value))
    return near === undefined || asked.has(near) ? '' : `. Is ${JSON.stringify(near)} meant to be it?`
  }
  const textOrNull = (name: string): string | null => {
    const found = member(name)
    if (found === undefined) return null
    if (typeof found !== 'string') throw wrong(name, 'text')
    if (found === '') throw new FixtureError(at(name), 'must not be empty')
    return found
  }
  const flagOrNull = (name: string): boolean | null => {
    const found = member(name)
    if (found === undefined) return null
    if (typeof found !== 'boolean') throw wrong(name, 'true or false')
    return found
  }
  const list: Reader['list'] = (name, read) => {
    const found = member(name)
    if (found === undefined) return []
    if (!Array.isArray(found)) throw wrong(name, 'a list')
    return found.map((item, index) => read(item, `${at(name)}[${index}]`, index))
  }
  return {
    path,
    at,
    has: (name) => member(name) !== undefined,
    text: (name) => {
      const found = textOrNull(name)
      if (found === null) throw new FixtureError(at(name), `missing${misspelt(name)}`)
      return found
    },
    textOr: (name, fallback) => textOrNull(name) ?? fallback,
    textOrNull,
    guidOr: (name, fallback) => {
      const found = textOrNull(name)
      if (found === null) return fallback()
      if (!isGuid(found)) throw new FixtureError(at(name), `must be a GUID, is "${found}"`)
      return found.toLowerCase()
    },
    flag: (name, fallback) => flagOrNull(name) ?? fallback,
    flagOrNull,
    numberOrNull: (name) => {
      const found = member(name)
      if (found === undefined) return null
      if (typeof found !== 'number' || !Number.isFinite(found)) throw wrong(name, 'a number')
      return found
    },
    oneOf: (name, allowed, fallback) => {
      const found = member(name)
      if (found === undefined) return fallback
      const match = allowed.find((one) => one === found)
      if (match === undefined) {
        const question = typeof found === 'string' ? didYouMean(found, allowed.map(String)) : ''
        const choices = allowed.map((one) => JSON.stringify(one)).join(', ')
        throw new FixtureError(at(name), `must be one of ${choices}.${question}`.replace(/\.$/, ''))
      }
      return match
    },
    instantOr: (name, fallback) => {
      const found = textOrNull(name)
      if (found === null) return fallback
      const milliseconds = Date.parse(found)
      if (Number.isNaN(milliseconds)) throw new FixtureError(at(name), 'must be a time such as 2027-01-31T12:00:00Z')
      return new Date(milliseconds).toISOString()
    },
    texts: (name) =>
      list(name, (item, place) => {
        if (typeof item !== 'string' || item === '') throw new FixtureError(place, 'must be text')
        return item
      }),
    list,
    section: (name, read) => {
      const section = openReader(member(name) ?? {}, at(name))
      const result = read(section)
      section.close()
      return result
    },
    textsMatching: (pattern) => {
      const names = Object.keys(value).filter((name) => pattern.test(name))
      return Object.fromEntries(
        names.flatMap((name): [string, string][] => {
          const text = textOrNull(name)
          return text === null ? [] : [[name, text]]
        }),
      )
    },
    close: () => {
      const unread = Object.keys(value).find((name) => !asked.has(name))
      if (unread !== undefined) {
        const known = [...asked].sort()
        const question = didYouMean(unread, known)
        throw new FixtureError(at(unread), `unknown member.${question} Known members are ${known.join(', ')}`)
      }
    },
  }
}
