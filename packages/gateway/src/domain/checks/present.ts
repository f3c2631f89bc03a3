/** The public form of a check, and of an explanation. */
import { plainText } from '@gatehouse-sso/core/plain-text'
import { isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import type { ConnectionExplanation as PublicExplanation } from '@gatehouse-sso/sdk/contract/connection-explanation'
import { presentHint } from '../events/present.ts'
import type { Abandoned } from './abandoned.ts'
import type { ConnectionExplanation } from './explanation.ts'
import type { CheckItem } from './item.ts'

export function presentCheck({
  connection_id,
  of,
  checked_at,
  items,
}: Pick<ConnectionCheck, 'connection_id' | 'of' | 'checked_at'> & {
  readonly items: readonly CheckItem[]
}): ConnectionCheck {
  const has = (result: CheckItem['result']): boolean => items.some((item) => item.result === result)
  return {
    object: 'connection_check',
    connection_id,
    of,
    result: has('fail') ? 'fail' : has('warn') ? 'warn' : 'ok',
    checked_at,
    checks: items.map(presentItem),
  }
}

function presentItem(item: CheckItem): ConnectionCheck['checks'][number] {
  const { id, result, message, expected, received, remedy, who, where, url, credential_id } = item
  return {
    id,
    result,
    message: plainText(message),
    expected: expected && plainText(expected),
    received,
    remedy: remedy && plainText(remedy),
    who,
    where: where && plainText(where),
    url,
    credential_id,
  }
}

function presentAbandoned({ last_24_hours, browsers, since, pattern, because }: Abandoned) {
  return { last_24_hours, browsers, since: isoTimeOrNull(since), pattern, because }
}

export function presentConnectionExplanation(explanation: ConnectionExplanation): PublicExplanation {
  const { codes, hints, redirect_uri, compared_redirect_uris, abandoned } = explanation
  const { correlation_id = null, trace_id = null, timestamp = null } = explanation
  return {
    object: 'connection_explanation',
    codes: [...codes],
    hints: hints.map(presentHint),
    redirect_uri,
    compared_redirect_uris: compared_redirect_uris.map(({ redirect_uri: uri, difference }) => ({
      redirect_uri: uri,
      same: difference === null,
      difference: difference && plainText(difference),
    })),
    abandoned: abandoned && presentAbandoned(abandoned),
    correlation_id,
    trace_id,
    timestamp,
  }
}
