/** The public form of a grant, for events. The API has no grants. */
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime } from '@gatehouse-sso/core/time'
import type { GrantRecord } from '../stores/grants.ts'

/** Not a resource of the API: what an event says of a grant. */
export function presentGrant(record: GrantRecord): { object: 'grant'; id: Id<'grant'>; [field: string]: unknown } {
  const { id, application_id, user_id, session_id, connection_id, scopes, revoked_because, created_at } = record
  return {
    object: 'grant',
    id,
    application_id,
    user_id,
    session_id,
    connection_id,
    scopes: [...scopes],
    revoked_because,
    created_at: isoTime(created_at),
  }
}
