/** A list whose cursor is in the address. */
import type { QueryKey } from '@tanstack/react-query'
import { useAddress } from './address.ts'
import type { Api } from './api.tsx'
import { useRead } from './reading.ts'

interface Page<T> {
  readonly data: readonly T[]
  readonly list_metadata: { readonly before: string | null; readonly after: string | null }
}

export interface Cursor {
  readonly limit: number
  readonly after?: never
  readonly before?: never
}

export interface List<T> {
  /** `undefined` before the first answer. */
  readonly rows: readonly T[] | undefined
  readonly error: Error | null
  readonly isFetching: boolean
  readonly refetch: () => void
  /** When the rows were read. */
  readonly readAt: number
  /** Addresses of the neighbouring pages; `null` at an end. */
  readonly newer: string | null
  readonly older: string | null
  readonly isFirstPage: boolean
}

/**
 * @param key the name of the list and its filters
 * @param load the call, with the query of the page
 */
export function useList<T>(
  key: QueryKey,
  // The ids of cursors have prefixes in their types, and an address has only text.
  load: (api: Api, query: Cursor, options: { readonly signal: AbortSignal }) => PromiseLike<Page<T>>,
  { limit = 20, isEnabled = true }: { readonly limit?: number; readonly isEnabled?: boolean } = {},
): List<T> {
  const address = useAddress()
  const [after, before] = [address.get('after'), address.get('before')]
  const query = { limit, ...(after ? { after } : before ? { before } : {}) } as unknown as Cursor
  const read = useRead([...key, limit, after, before], (api, options) => load(api, query, options), {
    isEnabled,
    keepsLast: true,
  })
  const { before: newer = null, after: older = null } = read.data?.list_metadata ?? {}
  return {
    rows: read.data?.data,
    error: read.error,
    isFetching: read.isFetching,
    refetch: () => void read.refetch(),
    readAt: read.dataUpdatedAt,
    newer: newer === null ? null : address.link({ before: newer, after: null }),
    older: older === null ? null : address.link({ after: older, before: null }),
    isFirstPage: after === null && before === null,
  }
}
