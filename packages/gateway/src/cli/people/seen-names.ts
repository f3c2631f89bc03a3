/**
 * The names that earlier lines of a file have. Of each name only nine bytes of its hash are kept, so that a hundred
 * thousand people take some ten megabytes.
 */
import { createHash } from 'node:crypto'
import type { FieldError } from '@gatehouse-sso/core/failure'
import type { NewUser } from '@gatehouse-sso/sdk/contract/users'
import { names } from './columns.ts'

/** @returns a function that notes the names of a line, and says which an earlier line has */
export function seenNames(
  match_case: 'exact' | 'insensitive',
): (line: number, person: NewUser) => readonly FieldError[] {
  const lines = new Map<string, number>()
  return (line, person) =>
    names.flatMap((field): FieldError[] => {
      const name = person[field]
      if (name === undefined) return []
      const isExact = field !== 'email' && match_case === 'exact'
      const key = hashOf(`${field}:${isExact ? name : name.toLowerCase()}`)
      const earlier = lines.get(key)
      if (earlier === undefined) lines.set(key, line)
      else return [{ param: `/${field}`, code: 'duplicate', message: `is the name of line ${earlier}, too` }]
      return []
    })
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('latin1').slice(0, 9)
}
