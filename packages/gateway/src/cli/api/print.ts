/** Prints answers of the API for people: a list as a table, one resource as lines of names and values. */
import { readableText } from '@gatehouse-sso/core/readable-text'
import pc from 'picocolors'
import type { Terminal } from '../terminal.ts'
import { isPem, namedCertificate } from './certificate-lines.ts'
import { columns } from './names.ts'

type Thing = Readonly<Record<string, unknown>>

const gap = '  '

/** Prints resources of one kind as a table. Without a terminal nothing is cut. */
export function tableText(
  things: readonly Thing[],
  { columns: width = Number.POSITIVE_INFINITY, ellipsis }: Terminal,
): string {
  const [first = {}] = things
  const all = (columns[String(first.object)] ?? ['id']).map((name) => columnOf(name, things))
  const shown = chosen(all, width)
  const room = fitted(
    shown.map((column) => column.width),
    width,
  )
  const line = (of: (column: Column) => string): string =>
    shown
      .map((column, at) => cut(of(column), room[at] ?? 0, ellipsis).padEnd(room[at] ?? 0))
      .join(gap)
      .trimEnd()
  const rows = things.map((_, row) => line(({ cells }) => cells[row] ?? ''))
  return [pc.bold(line(({ name }) => heading(name))), ...rows].join('\n')
}

interface Column {
  readonly name: string
  readonly cells: readonly string[]
  readonly width: number
}

function columnOf(name: string, things: readonly Thing[]): Column {
  const cells = things.map((thing) => cellText(valueAt(thing, name)))
  return { name, cells, width: Math.max(heading(name).length, ...cells.map((cell) => cell.length)) }
}

const total = (widths: readonly number[]): number => widths.reduce((sum, one) => sum + one + gap.length, -gap.length)

/**
 * Chooses the columns that fit. A cut id is useless, so ids are left out from the last one, except the first column.
 */
function chosen(all: readonly Column[], width: number): readonly Column[] {
  let left = all
  for (const column of [...all.slice(1)].reverse()) {
    if (total(left.map((one) => one.width)) <= width) return left
    if (/\bid$|_id$/.test(column.name)) left = left.filter((one) => one !== column)
  }
  return left
}

/** `domains.domain` → `DOMAINS`, `last_sign_in_at` → `LAST SIGN IN AT` */
function heading(name: string): string {
  const [first = '', second = ''] = name.split('.')
  return (second === 'id' || second === 'type' ? `${first} ${second}` : first).replaceAll('_', ' ').toUpperCase()
}

/** Follows a dotted path. For a list it returns the values of all items. */
function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    if (Array.isArray(at)) return at.map((item) => valueAt(item, name))
    return typeof at === 'object' && at !== null ? (at as Thing)[name] : undefined
  }, value)
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(cellText).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '-' : JSON.stringify(value)
  return timeText(printable(String(value)))
}

/**
 * Writes control characters as JSON does, `\u001b`. Names and claims come from other people and must not move the cursor
 * or colour the terminal, or turn the direction of its text.
 */
function printable(text: string): string {
  return text
    .replaceAll('\r\n', ' ')
    .replace(
      /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

/** Formats a time to the second, in UTC. */
function timeText(text: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? `${text.slice(0, 10)} ${text.slice(11, 19)}Z` : text
}

/**
 * Fits the widths into the terminal. The first column holds the id and is never cut. The widest of the others shrink
 * first.
 */
function fitted(widest: readonly number[], width: number): readonly number[] {
  const room = [...widest]
  while (total(room) > width) {
    const index = room.reduce((best, one, at) => (at > 0 && one > (room[best] ?? 0) ? at : best), 1)
    if ((room[index] ?? 0) <= 8) break
    room[index] = (room[index] ?? 0) - 1
  }
  return room
}

function cut(text: string, width: number, ellipsis: string): string {
  return text.length <= width ? text : `${readableText(text, width - ellipsis.length)}${ellipsis}`
}

/** Prints one resource, with nested values indented. */
export function thingText(thing: Thing, indent = ''): string {
  const entries = Object.entries(thing).filter(([name]) => name !== 'object')
  const width = Math.max(0, ...entries.map(([name]) => name.length))
  return entries
    .map(([name, value]) => {
      // It is copied from here, so its lines stay as they are.
      if (isPem(value)) return `${indent}${pc.dim(name)}\n${value.trimEnd()}`
      const nested = nestedText(Array.isArray(value) ? value.map(namedCertificate) : value, `${indent}  `)
      if (nested !== undefined) return `${indent}${pc.dim(name)}\n${nested}`
      return `${indent}${pc.dim(name.padEnd(width))}  ${cellText(value)}`
    })
    .join('\n')
}

function nestedText(value: unknown, indent: string): string | undefined {
  if (Array.isArray(value)) {
    if (!value.some((item) => typeof item === 'object' && item !== null)) return undefined
    return value.map((item) => thingText(item as Thing, indent).replace(/^(\s*) {2}/, '$1- ')).join('\n')
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return undefined
  return thingText(value as Thing, indent)
}
