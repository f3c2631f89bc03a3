/**
 * Where a value stands in the claims. The exact name of a claim is tried first; it may have dots, slashes and colons, as
 * `http://schemas.xmlsoap.org/…/emailaddress` and `extn.costCenter` do. Else the text is a path:
 *
 *   address.country       a member of an object
 *   emails[0]             an entry of a list, from 0
 *   ext["tax.id"].value   a name with dots or brackets, in quotes
 *   realm_roles|keys      the names of an object's members as a list
 *   teams|split           a text as a list, split at commas; `teams|split:;` at another character
 *
 * There is no expression language. A path is read from left to right once, so it can neither loop nor throw, and it
 * reaches only these claims.
 */
import { hasControlCharacters } from '../control-characters.ts'
import { type Claims, isClaims } from '../oidc/claims.ts'

export const maximumPathLength = 256
const maximumDepth = 8
const maximumParts = 5000

/** Whether a text may be used as a claim path. */
export function isClaimPath(path: string): boolean {
  return path.length > 0 && path.length <= maximumPathLength && !path.includes(' ') && !hasControlCharacters(path)
}

/** A path without these is a name. */
const punctuation = /[.[|]/

/** The value at a path, or `undefined`. Inherited properties such as `constructor` are never read. */
export function readClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  if (!punctuation.test(path)) return undefined
  const [place = '', form] = splitForm(path)
  const value = Object.hasOwn(claims, place) ? claims[place] : readPath(claims, place)
  return form === undefined ? value : formed(value, form)
}

/** The path, and the form that its value takes, after the last bar. */
function splitForm(path: string): [string, string?] {
  const bar = path.lastIndexOf('|')
  if (bar < 0) return [path]
  const form = path.slice(bar + 1)
  return form === 'keys' || form === 'split' || /^split:[^\s|]$/.test(form) ? [path.slice(0, bar), form] : [path]
}

function readPath(claims: Claims, path: string): unknown {
  const steps = stepsOf(path)
  if (steps === undefined || steps.length === 0 || steps.length > maximumDepth) return undefined
  let value: unknown = claims
  for (const step of steps) {
    if (typeof step === 'number') {
      if (!Array.isArray(value)) return undefined
      value = value[step]
    } else {
      if (!isClaims(value) || !Object.hasOwn(value, step)) return undefined
      value = value[step]
    }
  }
  return value
}

/** Sticky, so that each step begins where the last one ended: a path is read once, in a time that grows with its length. */
const step = /\.?([^.[\]"]+)|\.?\["((?:[^"\\]|\\["\\])*)"\]|\[(\d{1,4})\]/y

/** The names and positions of a path; `undefined` if the text is not one. */
function stepsOf(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = []
  step.lastIndex = 0
  while (step.lastIndex < path.length) {
    const start = step.lastIndex
    const match = step.exec(path)
    if (!match || (start === 0 && match[0].startsWith('.'))) return undefined
    const [whole, name, quoted, position] = match
    // A name follows a dot, except at the beginning.
    if (name !== undefined && start > 0 && !whole.startsWith('.')) return undefined
    if (name !== undefined) steps.push(name)
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, '$1'))
    else steps.push(Number(position))
  }
  return steps
}

/** The value as a list. A value of another kind is absent. */
function formed(value: unknown, form: string): unknown {
  if (form === 'keys') return isClaims(value) ? Object.keys(value) : undefined
  if (typeof value !== 'string') return undefined
  const parts = value.split(form === 'split' ? ',' : form.slice('split:'.length), maximumParts)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
