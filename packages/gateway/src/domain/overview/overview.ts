/** The first page of the console: how sign-ins go, what fails, what expires, and what is still to be set up. */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { dayMs, isoTime } from '@gatehouse-sso/core/time'
import type { Overview } from '@gatehouse-sso/sdk/contract/overview'
import type { Ports } from '../ports/ports.ts'
import type { Work } from '../work/work.ts'
import { failingConnections } from './organizations.ts'
import { recentSignIns } from './recent-sign-ins.ts'

const shownDays = 30
const mostCounted = 1_000
const mostShown = 20
/** The failures among which failing connections are looked for. */
const latestFailures = 500
const expiringDays = 60

export async function overviewOf(work: Work, environment_id: Id<'env'>): Promise<Overview> {
  const { ports } = work
  const { overview } = ports.stores.in(environment_id)
  const now = ports.now()
  const [{ days, last_24_hours: last }, active_connections, failed, expiring, checklist] = await Promise.all([
    recentSignIns(work, environment_id, shownDays),
    overview.countActiveConnections(mostCounted),
    overview.failedConnections(firstIdOf('signin', now - 7 * dayMs), latestFailures),
    overview.expiringCredentials(now - expiringDays * dayMs, now + expiringDays * dayMs, mostShown),
    checklistOf(ports, environment_id),
  ])
  return {
    object: 'overview',
    last_24_hours: { succeeded: last.succeeded, failed: last.failed },
    days: days.map(({ name, succeeded, failed: count, causes }) => ({
      date: name,
      succeeded,
      failed: count,
      causes: causes.map(({ error_code, count: times }) => ({ error_code, count: times })),
    })),
    active_connections,
    failing_connections: await failingConnections(ports, environment_id, failed, mostShown),
    expiring_credentials: expiring.map(({ not_after, ...row }) => ({ ...row, expires_at: isoTime(not_after) })),
    checklist,
  }
}

/** The five things that a vendor does before the first person signs in. */
async function checklistOf(ports: Ports, environment_id: Id<'env'>): Promise<Overview['checklist']> {
  const { applications, organizations, setup_links, sign_ins } = ports.stores.in(environment_id)
  const first = { limit: 1, order: 'asc' } as const
  const [application, organization, link, sign_in] = await Promise.all([
    applications.list(first),
    organizations.list(first),
    setup_links.list({ ...first, now: ports.now() }),
    sign_ins.list({ ...first, state: 'succeeded' }),
  ])
  return {
    application: application.records.length > 0,
    redirect_uri: application.records.some(({ redirect_uris }) => redirect_uris.length > 0),
    organization: organization.records.length > 0,
    setup_link: link.records.length > 0,
    sign_in: sign_in.records.length > 0,
  }
}
