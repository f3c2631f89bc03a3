/** The public form of a grant, for events. The API has no grants. */
import { isoTime } from '@gatehouse-sso/core/time'
import type { Grant } from '@gatehouse-sso/sdk/contract/event-data'
import type { GrantRecord } from '../stores/grants.ts'

export function presentGrant(record: GrantRecord): Grant {
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
