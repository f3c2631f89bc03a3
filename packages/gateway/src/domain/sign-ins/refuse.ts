/** How a sign-in that fails is recorded. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { insertEvent, type NewEventOf } from '../events/events.ts'
import type { OpenTrace } from '../events/trace.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import type { Work } from '../work/work.ts'
import { presentSignIn } from './present.ts'
import { redactedSummary } from './redacted.ts'

/** The event of a sign-in that has ended; or that succeeded, and whose tokens were refused afterwards. */
export function signInEvent(sign_in: SignInRecord): NewEventOf<'sign_in'> {
  const { environment_id, organization_id, state, error_code } = sign_in
  const type = state === 'succeeded' && error_code === null ? 'sign_in.succeeded' : 'sign_in.failed'
  return { type, environment_id, organization_id, object: redactedSummary(presentSignIn(sign_in)) }
}

/** The event of a test of a connection that has ended. */
export function testEvent(sign_in: SignInRecord): NewEventOf<'sign_in'> {
  const type = sign_in.state === 'test_succeeded' ? 'sign_in.test_succeeded' : 'sign_in.test_failed'
  return { ...signInEvent(sign_in), type }
}

/** The event of somebody who reads the personal data in a trace. */
export function revealedEvent(sign_in: SignInRecord): NewEventOf<'sign_in'> {
  return { ...signInEvent(sign_in), type: 'sign_in.revealed' }
}

/** The event of a sign-in whose groups could not be read as a whole, whether it was refused or kept the earlier ones. */
export function groupsIncompleteEvent(sign_in: SignInRecord): NewEventOf<'sign_in'> {
  return { ...signInEvent(sign_in), type: 'sign_in.groups_incomplete' }
}

/** The event of a sign-in that failed. Its actor is the caller of the work: we know an IP address and no person. */
export function insertFailure({ ports, caller }: Work, sign_in: SignInRecord): Write {
  return insertEvent(ports, caller, signInEvent(sign_in))
}

/**
 * Writes a refusal with its trace, at once: the page that explains it reads both. A sign-in that has ended meanwhile
 * stays as it is; then only the trace is added.
 * @returns whether this call ended the sign-in
 */
export async function refuse(work: Work, sign_in: SignInRecord, failure: Failure, trace: OpenTrace): Promise<boolean> {
  const { id, environment_id } = sign_in
  trace.failed('refused', { code: failure.code })
  trace.error(failure)
  // Without the database nothing can be written, and we do not know what was written before. The row stays as it is.
  if (failure.code === 'database_unavailable') {
    trace.close(environment_id, id)
    return false
  }
  const [email_key, finished_at] = [trace.personKey() ?? sign_in.email_key, work.ports.now()]
  const failed = { ...sign_in, state: 'failed', error_code: failure.code, email_key, finished_at } as const
  const write = work.ports.stores.in(environment_id).sign_ins.fail(id, failure.code, email_key, finished_at)
  try {
    const writes = [write, trace.write(environment_id, id), insertFailure(work, failed)]
    if (failure.code === 'groups_incomplete') {
      writes.push(insertEvent(work.ports, work.caller, groupsIncompleteEvent(failed)))
    }
    await work.units.run(writes)
    return true
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    trace.close(environment_id, id)
    return false
  }
}
