/**
 * Ends everything at once that people hold: of one user, of an organization, of a connection. Sessions end, and the
 * grants that outlive them (`offline_access`) are revoked, in one unit. A sign-in that comes a moment later is new. Tokens of
 * exchanges belong to no connection, and end with their user or organization.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { connectionEvent } from '../connections/connection-event.ts'
import { getConnection } from '../connections/connections.ts'
import { noticeWrites } from '../logout/notices.ts'
import { getOrganization } from '../organizations/organizations.ts'
import { presentOrganization } from '../organizations/present.ts'
import { endAccess } from '../people/end-of-access.ts'
import { userEvent } from '../people/users.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Write } from '../stores/unit.ts'
import { change, found } from '../work/change.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'

const because = 'ended_by_api'

/** @throws Failure resource_missing */
export function endAllOfUser(work: Work, { id: environment_id }: EnvironmentRecord, id: Id<'user'>): Promise<void> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const user = found(await users.get(id))
    return {
      writes: await endAccess(ports, user, because),
      result: undefined,
      events: [userEvent('user.sessions_ended', user)],
    }
  })
}

/** @throws Failure resource_missing */
export function endAllOfConnection(work: Work, environment: EnvironmentRecord, id: Id<'conn'>): Promise<void> {
  const { ports } = work
  return change(work, async () => {
    const view = await getConnection(ports, environment.id, id)
    return {
      writes: await endOfConnections(ports, environment.id, [id]),
      result: undefined,
      events: [connectionEvent(ports, 'connection.sessions_ended', environment, view)],
    }
  })
}

/** @throws Failure resource_missing */
export function endAllOfOrganization(
  work: Work,
  { id: environment_id }: EnvironmentRecord,
  organization_id: Id<'org'>,
): Promise<void> {
  const { ports } = work
  return change(work, async () => {
    const object = presentOrganization(await getOrganization(ports, environment_id, organization_id))
    const { connections: every, organizations } = ports.stores.in(environment_id)
    const connections = await every.ofOrganization(organization_id)
    const ids = connections.map(({ id }) => id)
    return {
      writes: [
        organizations.endAccess(organization_id, ports.now()),
        ...(await endOfConnections(ports, environment_id, ids)),
      ],
      result: undefined,
      events: [{ type: 'organization.sessions_ended', environment_id, organization_id, object }],
    }
  })
}

async function endOfConnections(
  ports: Ports,
  environment_id: Id<'env'>,
  ids: readonly Id<'conn'>[],
): Promise<readonly Write[]> {
  const { sessions, grants } = ports.stores.in(environment_id)
  const [now, first] = [ports.now(), oldestSignInOf(ports, 'offline_grant')]
  const writes: Write[] = []
  for (const id of ids) {
    const ended = sessions.endOfConnection(id, first, now, because)
    const told = await noticeWrites(ports, environment_id, { connection_id: id }, now)
    writes.push(ended, grants.revokeOfConnection(id, first, now, because), ...told)
  }
  return writes
}
