/** The public form of a check. */
import { plainText } from '@gatehouse-sso/core/plain-text'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
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
