/** ETags (RFC 9110, 8.8.3): the version of a resource, else a hash of its public form. */
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Keys } from '../../domain/ports/keys.ts'
import type { OperationResult } from './call.ts'

/** @returns `undefined` for lists and for answers without a body */
export function etagOf(
  keys: Pick<Keys, 'sha256'>,
  operation: Operation,
  answer: OperationResult<unknown>,
): string | undefined {
  if (answer.version !== undefined) return `"${answer.version}"`
  const { body } = answer
  const isResource = typeof body === 'object' && body !== null && 'id' in body && !operation.gives_secret
  return isResource ? `"${keys.sha256(JSON.stringify(body)).slice(0, 22)}"` : undefined
}

/** Whether the caller has this one already. */
export function isKnown(etag: string | undefined, if_none_match: string | undefined): boolean {
  if (etag === undefined || if_none_match === undefined) return false
  if (if_none_match.trim() === '*') return true
  return if_none_match.split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
}
