/** Shows the personal data in a trace. It is shown only after the event that says who asked has been written. */
import type { Id } from '@gatehouse-sso/core/ids'
import { insertEvent } from '../events/events.ts'
import type { Work } from '../work/work.ts'
import type { TracedSignIn } from './present.ts'
import { revealedEvent } from './refuse.ts'
import { getSignIn } from './sign-ins.ts'

/** @throws Failure resource_missing */
export async function revealSignIn(work: Work, environment_id: Id<'env'>, id: Id<'signin'>): Promise<TracedSignIn> {
  const { ports, units, caller } = work
  const traced = await getSignIn(ports, environment_id, id)
  await units.run([insertEvent(ports, caller, revealedEvent(traced.sign_in))])
  return traced
}
