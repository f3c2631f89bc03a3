/** The public form of events, and of the failures in traces and trials. */
import type { ExplainedFailure, Hint } from '@gatehouse-sso/core/explained-failure'
import type { UpstreamError } from '@gatehouse-sso/core/failure'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { isoTime } from '@gatehouse-sso/core/time'
import type { Event } from '@gatehouse-sso/sdk/contract/events'
import type { ExplainedFailure as PublicFailure } from '@gatehouse-sso/sdk/contract/explained-failure'
import type { EventRecord } from '../stores/events.ts'

export function presentEvent(record: EventRecord): Event {
  const { id, type, organization_id, actor_type, actor_id, source, data, changes, created_at } = record
  return {
    object: 'event',
    id,
    type,
    organization_id,
    actor: { type: actor_type, id: actor_id },
    source,
    data,
    changes: [...changes],
    created_at: isoTime(created_at),
  }
}

/** The hints say more than the remedy: they know the identity provider and its code, and so who must act. */
export function presentFailure(failure: ExplainedFailure, hints: readonly Hint[]): PublicFailure {
  const { code, title, who, remedy, expected, received, upstream } = failure
  return {
    code,
    title: plainText(title),
    who: hints[0]?.who ?? who,
    remedy: plainText(remedy),
    hints: hints.map(presentHint),
    expected: expected && plainText(expected),
    received,
    upstream: upstream && presentUpstreamError(upstream),
  }
}

export function presentHint({ code, who, cause, what, where, url, message }: Hint): PublicFailure['hints'][number] {
  return {
    code,
    who,
    cause: plainText(cause),
    what: plainText(what),
    where: plainText(where),
    url,
    message: plainText(message),
  }
}

function presentUpstreamError(upstream: UpstreamError): NonNullable<PublicFailure['upstream']> {
  const { error, description = null, codes = [], correlation_id = null, trace_id = null, timestamp = null } = upstream
  return { error, description, codes: [...codes], correlation_id, trace_id, timestamp }
}
