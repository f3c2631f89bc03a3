/** How a sign-in that ended is recorded. */

import type { Failure } from '@gatehouse-sso/core/failure'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import { type NewEvent, recordEvent, system } from '../events/events.ts'
import type { OpenTrace } from '../events/trace.ts'
import type { Caller, Ports } from '../ports/ports.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import { presentSignIn } from './present.ts'

/** Nobody is known to have failed: whoever came is no more than an address. */
export function recordFailure(ports: Ports, sign_in: SignInRecord, source: Source): Write {
  return recordEvent(ports, told(sign_in, { actor: system.actor, source }))
}

/** How a sign-in ended. */
export function told(sign_in: SignInRecord, caller: Caller): NewEvent {
  const { environment_id, organization_id, state } = sign_in
  const type = state === 'succeeded' ? 'sign_in.succeeded' : 'sign_in.failed'
  return { type, environment_id, organization_id, object: presentSignIn(sign_in), caller }
}

/**
 * Writes a refusal with its record, at once: the page that explains it reads both. One that was decided otherwise
 * meanwhile stays as it is; then only the record is added.
 * @returns whether it was this that ended the sign-in
 */
export async function refuse(
  ports: Ports,
  sign_in: SignInRecord,
  failure: Failure,
  trace: OpenTrace,
  source: Source,
): Promise<boolean> {
  const { id, environment_id } = sign_in
  trace.failed('refused', { code: failure.code })
  trace.error(failure)
  // Nothing can be written now, and nobody knows what was: the row stays as it is.
  if (failure.code === 'database_unavailable') {
    trace.close(environment_id, id)
    return false
  }
  const [email_key, finished_at] = [trace.email_key, ports.now()]
  const failed = { ...sign_in, state: 'failed', error_code: failure.code, email_key, finished_at } as const
  const write = ports.stores.in(environment_id).sign_ins.fail(id, failure.code, email_key, finished_at)
  try {
    await ports.units.run([write, trace.write(environment_id, id), recordFailure(ports, failed, source)])
    return true
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    trace.close(environment_id, id)
    return false
  }
}
