/** One item of a check: what was compared, and what to do about it. */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Failure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'

type Public = ConnectionCheck['checks'][number]

export interface CheckItem {
  readonly id: Public['id']
  readonly result: Public['result']
  readonly message: string
  readonly expected: string | null
  readonly received: string | null
  /** The rest is null where nothing is to be done. */
  readonly remedy: string | null
  readonly who: string | null
  readonly where: string | null
  readonly url: string | null
  readonly credential_id: Id<'cred'> | null
}

/** The way to mend an item. */
export interface Advice {
  /** Of the identity provider's own code: it says more than the failure. */
  readonly hint?: Hint | undefined
  readonly failure?: Failure | undefined
  /** Our own words, where there is neither. */
  readonly remedy?: string | undefined
}

type Seen = Pick<CheckItem, 'id' | 'result' | 'message'> & {
  readonly expected?: string | null | undefined
  readonly received?: string | null | undefined
  readonly credential_id?: Id<'cred'>
}

/** Makes an item. One that is all right has no remedy. */
export function itemOf(
  { id, result, message, expected = null, received = null, credential_id }: Seen,
  { hint, failure, remedy }: Advice = {},
): CheckItem {
  const none = { remedy: null, who: null, where: null, url: null }
  const row = failure && failures[failure.code]
  const ours = { remedy: remedy ?? row?.remedy ?? null, who: row?.who ?? (remedy ? 'operator' : null) }
  const theirs = hint && { remedy: remedy ?? hint.what, who: hint.who, where: hint.where, url: hint.url }
  const advice = result === 'ok' ? none : { ...none, ...(theirs ?? ours) }
  return { id, result, message, expected, received, credential_id: credential_id ?? null, ...advice }
}
