/** The public form of a session. */
import { isoTime, isoTimeOrNull, millisecondsOf } from '@gatehouse-sso/core/time'
import type { Session } from '@gatehouse-sso/sdk/contract/sessions'
import type { SessionRecord } from '../stores/sessions.ts'

export function presentSession(record: SessionRecord): Session {
  const { id, user_id, organization_id, connection_id, session_expiry, ended_because } = record
  return {
    object: 'session',
    id,
    user_id,
    organization_id,
    connection_id,
    created_at: isoTime(record.created_at),
    last_used_at: isoTime(record.last_used_at),
    expires_at: isoTime(record.expires_at),
    session_expiry: isoTimeOrNull(session_expiry && millisecondsOf(session_expiry)),
    ended_at: isoTimeOrNull(record.ended_at),
    ended_because,
  }
}
