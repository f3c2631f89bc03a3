/**
 * Tells applications that sessions have ended: OpenID Connect Back-Channel Logout 1.0.
 *
 *   something ends sessions      noticeWrites(): one job, in the same unit, whatever number of sessions
 *   job `logout_notices`         spreadNotices(): finds the sign-ins whose session or grant ended at that moment, and
 *                                makes one delivery for each application and session
 *   job `logout_delivery`        deliver() in delivery.ts: a signed logout token by POST; tried again for an hour and a half
 *
 * So nobody waits for an application in order to be signed out, and a restart loses no notice. An application may get two
 * tokens for one session, if a process dies in between. Every function that ends sessions calls noticeWrites.
 * A session that only grows too old is not told of.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { JobRecord } from '../stores/jobs.ts'
import type { Ended } from '../stores/sign-ins.ts'
import type { Write } from '../stores/unit.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import { insertJob } from '../work/new-job.ts'
import type { Work } from '../work/work.ts'

/** The kinds of the two jobs. */
export const noticesKind = 'logout_notices'
export const deliveryKind = 'logout_delivery'

export interface Notices {
  readonly environment_id: Id<'env'>
  readonly of: Ended
  readonly ended_at: number
}

export interface Delivery {
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly session_id: Id<'sess'>
  readonly user_id: Id<'user'>
}

/** Sign-ins that are read at once, and jobs that are written at once. */
const atOnce = 500

/**
 * The write that tells applications, for the unit that ends the sessions.
 * @param ended_at exactly as the sessions and grants have it
 * @returns nothing where no application wants to be told
 */
export async function noticeWrites(
  ports: Ports,
  environment_id: Id<'env'>,
  of: Ended,
  ended_at: number,
): Promise<readonly Write[]> {
  const told = await ports.configuration.toldOfLogout(environment_id)
  if (!told.some(hasBackChannel)) return []
  const notices: Notices = { environment_id, of, ended_at }
  return [insertJob(ports, noticesKind, notices)]
}

/**
 * Makes a delivery for each application and session.
 * @param payload {@link Notices}
 * @param wake begins the deliveries now
 */
export async function spreadNotices(work: Work, payload: JobRecord['payload'], wake: () => void): Promise<void> {
  const { ports, units } = work
  const { environment_id, of, ended_at } = payload as unknown as Notices
  const applications = (await ports.configuration.toldOfLogout(environment_id)).filter(hasBackChannel)
  const told = new Set(applications.map(({ id }) => id))
  const { sign_ins } = ports.stores.in(environment_id)
  const known = new Set<string>()
  let after: Id<'signin'> = oldestSignInOf(ports, 'offline_grant')
  for (;;) {
    const ended = await sign_ins.ended(of, ended_at, after, atOnce)
    const news = ended.filter(({ application_id, session_id }) => {
      const key = `${application_id} ${session_id}`
      const isNew = told.has(application_id) && !known.has(key)
      if (isNew) known.add(key)
      return isNew
    })
    if (news.length > 0) {
      const deliveries = news.map(({ application_id, session_id, user_id }): Delivery => {
        return { environment_id, application_id, session_id, user_id }
      })
      await units.run(deliveries.map((delivery) => insertJob(ports, deliveryKind, delivery)))
      wake()
    }
    const last = ended.at(-1)
    if (last === undefined || ended.length < atOnce) return
    after = last.id
  }
}

const hasBackChannel = ({ backchannel_logout_uri }: ApplicationRecord): boolean => backchannel_logout_uri !== null
