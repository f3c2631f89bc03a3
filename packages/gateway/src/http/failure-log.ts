/** The line in the log that a refused or failed request leaves, beside the line that each request leaves. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { errorFields, type LogFields } from '../observe/log.ts'
import type { HttpContext } from './context.ts'

/**
 * @param refused `warn` where a sign-in or a client is refused; `info` for the management API, whose callers see the
 *   whole error themselves
 * @param known ids that the failure does not carry
 */
export function logFailure(
  { log }: Pick<HttpContext, 'log'>,
  request_id: string,
  failure: Failure,
  refused: 'warn' | 'info',
  known: LogFields = {},
): void {
  const { stack, ...fields } = { request_id, ...errorFields(failure), ...known }
  if (failures[failure.code].status >= 500) log.error({ ...fields, ...(stack ? { stack } : {}) }, 'request failed')
  else log[refused](fields, 'request refused') // the caller is at fault, so a stack says nothing
}
