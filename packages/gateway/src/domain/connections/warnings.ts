/** The warnings of a connection: people still sign in, and an administrator must look at something. */
import { Failure } from '@gatehouse-sso/core/failure'
import { describeChange } from '@gatehouse-sso/core/oidc/endpoints'
import type { ConnectionRecord } from '../stores/connections.ts'

export function warningsOf({ endpoints }: ConnectionRecord): readonly Failure[] {
  if (!endpoints?.held) return []
  return [new Failure('endpoints_changed', describeChange(endpoints.confirmed, endpoints.held.endpoints))]
}
