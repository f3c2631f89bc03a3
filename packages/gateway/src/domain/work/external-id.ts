import { Failure } from '@gatehouse-sso/core/failure'
import type { ListQuery, RecordPage } from '../stores/list.ts'

interface Identified {
  readonly id: string
  readonly external_id: string | null
}

/**
 * Checks that no other record has the external id.
 * @param list lists the records among which it must be unique
 * @throws Failure already_exists
 */
export async function checkExternalId(
  { id, external_id }: Identified,
  list: (query: ListQuery & { readonly external_id: string }) => Promise<RecordPage<Identified>>,
): Promise<void> {
  if (external_id === null) return
  const [other] = (await list({ external_id, limit: 1, order: 'asc' })).records
  if (other === undefined || other.id === id) return
  throw new Failure('already_exists', { param: 'external_id', received: external_id })
}
