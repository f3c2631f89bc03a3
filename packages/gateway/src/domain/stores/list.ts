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
