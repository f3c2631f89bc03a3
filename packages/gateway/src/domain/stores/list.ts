/** How lists are asked for and answered: by cursor, never by offset. */
export interface ListQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly order: 'asc' | 'desc'
}

export interface RecordPage<R> {
  readonly records: readonly R[]
  /** Whether there is more before the first and after the last. */
  readonly more_before: boolean
  readonly more_after: boolean
}

/**
 * A page of a short list that is read whole, in an order of its own. A cursor that is not in the list gives an empty
 * page.
 * @param records in ascending order
 */
export function pageOf<R extends { readonly id: string }>(
  records: readonly R[],
  { limit, after, before, order }: ListQuery,
): RecordPage<R> {
  const ordered = order === 'asc' ? records : records.toReversed()
  const cursor = after ?? before
  const at = ordered.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && at < 0) return { records: [], more_before: false, more_after: false }
  const [from, to] =
    after === undefined && before !== undefined ? [Math.max(0, at - limit), at] : [at + 1, at + 1 + limit]
  return { records: ordered.slice(from, to), more_before: from > 0, more_after: to < ordered.length }
}
