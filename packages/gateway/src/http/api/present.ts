/** A page of a list, as it is printed. */
import type { Page } from '@gatehouse-sso/sdk/contract/list'
import type { RecordPage } from '../../domain/stores/list.ts'

export const emptyPage: RecordPage<never> = { records: [], more_before: false, more_after: false }

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
