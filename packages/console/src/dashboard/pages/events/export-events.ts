/** Writes events as JSON Lines or CSV. */
import type { Event } from '@gatehouse-sso/sdk/browser'
import type { Api } from '../../data/api.tsx'

/** More would take long and much memory: narrower filters, or the feed of the API, give the rest. */
export const mostExported = 10_000
const page = 100

type Query = NonNullable<Parameters<Api['events']['list']>[0]>

interface Options {
  readonly signal: AbortSignal
  readonly onProgress: (count: number) => void
}

/** @returns the newest events that fit, at most {@link mostExported} */
export async function readEvents(api: Api, filters: Query, { signal, onProgress }: Options): Promise<Event[]> {
  const all: Event[] = []
  let after: string | null = null
  do {
    const query = { ...filters, limit: page, ...(after === null ? {} : { after }) } as Query
    const { data, list_metadata } = await api.events.list(query, { signal })
    all.push(...data)
    onProgress(all.length)
    after = list_metadata.after
  } while (after !== null && all.length < mostExported)
  return all.slice(0, mostExported)
}

export const jsonLinesOf = (events: readonly Event[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('')

const columns: readonly (readonly [head: string, cell: (event: Event) => string | null])[] = [
  ['id', ({ id }) => id],
  ['created_at', ({ created_at }) => created_at],
  ['type', ({ type }) => type],
  ['organization_id', ({ organization_id }) => organization_id],
  ['actor_type', ({ actor }) => actor.type],
  ['actor_id', ({ actor }) => actor.id],
  ['object_id', ({ data }) => data.id],
  ['address', ({ source }) => source?.address ?? null],
  ['user_agent', ({ source }) => source?.user_agent ?? null],
  ['request_id', ({ source }) => source?.request_id ?? null],
  ['changes', ({ changes }) => (changes.length === 0 ? null : JSON.stringify(changes))],
]

/** RFC 4180. A spreadsheet would run a cell that begins like a formula, so such a cell gets a quote in front. */
const cellOf = (text: string | null): string => {
  if (text === null) return ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (events: readonly Event[]): string =>
  [columns.map(([head]) => head), ...events.map((event) => columns.map(([, cell]) => cellOf(cell(event))))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('')
