/** What the printing of all nouns shares: times as ISO 8601, lists with their cursors. */
import type { Page } from '@gatehouse/sdk/contract/list'
import type { RecordPage } from '../../domain/stores.ts'

export function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function timeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : time(milliseconds)
}

export function presentPage<R extends { readonly id: string }, T>(
  { records, more_before, more_after }: RecordPage<R>,
  present: (record: R) => T,
): Page<T> {
  return {
    object: 'list',
    data: records.map(present),
    list_metadata: {
      before: more_before ? (records[0]?.id ?? null) : null,
      after: more_after ? (records.at(-1)?.id ?? null) : null,
    },
  }
}
