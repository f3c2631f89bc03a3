/**
 * The health of a connection: it fails when its latest three sign-ins failed for one cause. A cause that only the person
 * can put right, such as a suspended account, says nothing about the connection.
 */
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { ConnectionHealth } from '@gatehouse-sso/sdk/contract/overview'
import type { Ports } from '../ports/ports.ts'
import type { EndedThrough } from '../stores/overview.ts'

const failuresInARow = 3
/** Sign-ins to look at: failures that say nothing about the connection are left out. */
const looked = 20

export async function healthOf(
  { stores }: Ports,
  environment_id: Id<'env'>,
  connection_id: Id<'conn'>,
): Promise<ConnectionHealth> {
  return presentHealth(await stores.in(environment_id).overview.latestEnded(connection_id, looked))
}

/** @param ended the latest sign-ins that have ended, the latest first */
export function presentHealth(ended: readonly EndedThrough[]): ConnectionHealth {
  const [latest] = ended
  const telling = ended
    .filter(({ state, error_code }) => state === 'succeeded' || (error_code !== null && isOfConnection(error_code)))
    .slice(0, failuresInARow)
  const cause = telling[0]?.state === 'failed' ? telling[0].error_code : null
  const isFailing =
    telling.length === failuresInARow &&
    cause !== null &&
    telling.every(({ state, error_code }) => state === 'failed' && error_code === cause)
  return {
    state: latest === undefined ? 'no_sign_ins' : isFailing ? 'failing' : 'working',
    error_code: isFailing ? cause : null,
    last_sign_in_id: latest?.id ?? null,
    last_sign_in_at: isoTimeOrNull(latest?.finished_at ?? null),
  }
}

function isOfConnection(code: string): boolean {
  return failures[code as FailureCode]?.who !== 'person'
}
