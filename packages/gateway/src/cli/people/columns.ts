/** The columns of a file of people: the fields of a new user, and `metadata.<key>` or `metadata` as JSON. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import type { NewUser, User } from '@gatehouse-sso/sdk/contract/users'
import { UsageError } from '../usage.ts'
import { guarded, unguarded } from './formula.ts'

export const names = ['external_id', 'preferred_username', 'email'] as const
const fields = [...names, 'name', 'given_name', 'family_name'] as const
type Field = (typeof fields)[number]

/** The columns of an export, from which an import changes nothing. */
export const exported: readonly string[] = [...fields, 'metadata']

type Column = { readonly field: Field } | { readonly metadata: string | null }

export type PersonRow = { readonly person: NewUser } | { readonly errors: readonly FieldError[] }

/**
 * @param header the cells of the first line
 * @returns a function that reads the cells of another line, with an empty cell as none
 * @throws UsageError for a column that is unknown or there twice, or without a column that finds people
 */
export function columnsOf(header: readonly string[]): (cells: readonly string[]) => PersonRow {
  const columns = header.map((cell, index) => columnOf(cell.trim(), index + 1))
  const keys = columns.map((column) => JSON.stringify(column))
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (twice >= 0) throw new UsageError(`the column ${header[twice]} is there twice`, 'Delete one of them.')
  if (!columns.some((column) => 'field' in column && names.some((name) => name === column.field))) {
    throw new UsageError(
      `no column of the first line finds a person: ${header.join(', ') || 'it is empty'}`,
      `The first line names the columns. One of them is ${names.join(', ')}.`,
    )
  }
  return (cells) => personOf(columns, cells)
}

function columnOf(name: string, number: number): Column {
  const field = fields.find((one) => one === name.toLowerCase())
  if (field !== undefined) return { field }
  const [, key] = /^metadata\.(.+)$/i.exec(name) ?? []
  if (key !== undefined) return { metadata: key }
  if (name.toLowerCase() === 'metadata') return { metadata: null }
  throw new UsageError(
    `column ${number} has a name that is not known: ${name || 'none'}`,
    `The columns: ${fields.join(', ')}, metadata.<key>, metadata (as JSON).`,
  )
}

function personOf(columns: readonly Column[], cells: readonly string[]): PersonRow {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} cells, and the first line ${columns.length}`
    return { errors: [{ param: '', code: 'cells', message }] }
  }
  const person: { -readonly [F in Field]?: string } = {}
  const metadata = new Map<string, string>()
  for (const [index, column] of columns.entries()) {
    const text = unguarded((cells[index] ?? '').trim())
    if (text === '') continue
    if ('field' in column) person[column.field] = text
    else if (column.metadata !== null) metadata.set(column.metadata, text)
    else {
      const members = membersOf(text)
      if (members === undefined) {
        const message = 'is not a JSON object of texts, such as {"seat":"12"}'
        return { errors: [{ param: '/metadata', code: 'invalid_type', message }] }
      }
      for (const [key, value] of members) metadata.set(key, value)
    }
  }
  return { person: metadata.size === 0 ? person : { ...person, metadata: Object.fromEntries(metadata) } }
}

function membersOf(json: string): readonly (readonly [string, string])[] | undefined {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const members = Object.entries(value)
    return members.every((member): member is [string, string] => typeof member[1] === 'string') ? members : undefined
  } catch {
    return undefined
  }
}

/** The cells of a user in the order of {@link exported}. */
export function cellsOf(user: User): readonly string[] {
  const { metadata } = user
  const json = Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata)
  return [...fields.map((field) => guarded(user[field] ?? '')), json]
}

/** Whether an import would find the user again. */
export function hasName(user: User): boolean {
  return names.some((name) => user[name] !== null)
}
