/** Organizations with the health of their connections, as a list of the console. */

import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { OrganizationSummary, Overview } from '@gatehouse-sso/sdk/contract/overview'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import { healthOf } from './health.ts'

const shownDomains = 5
const shownConnections = 5

export async function organizationSummary(
  ports: Ports,
  { id, environment_id, name, external_id, created_at }: OrganizationRecord,
): Promise<OrganizationSummary> {
  const { connections, domains } = ports.stores.in(environment_id)
  const [ofIt, claimed] = await Promise.all([connections.ofOrganization(id), domains.ofOrganization(id)])
  return {
    object: 'organization_summary',
    id,
    name,
    external_id,
    domains: claimed
      .filter(({ state }) => state === 'verified')
      .slice(0, shownDomains)
      .map(({ domain }) => domain),
    connections: await Promise.all(ofIt.slice(0, shownConnections).map((one) => connectionSummary(ports, one))),
    created_at: isoTime(created_at),
  }
}

type ConnectionSummary = OrganizationSummary['connections'][number]

async function connectionSummary(
  ports: Ports,
  { id, environment_id, name, type, state, candidate }: ConnectionRecord,
): Promise<ConnectionSummary> {
  const [health, credentials] = await Promise.all([
    healthOf(ports, environment_id, id),
    ports.stores.in(environment_id).credentials.ofConnection(id),
  ])
  const used = credentials.find(({ active }) => active)
  return {
    id,
    name,
    type,
    state,
    health,
    has_candidate: candidate !== null,
    credential_expires_at: isoTimeOrNull(used?.not_after ?? null),
  }
}

/** Those of some connections that are active and fail, with their organizations. */
export async function failingConnections(
  ports: Ports,
  environment_id: Id<'env'>,
  ids: readonly Id<'conn'>[],
  most: number,
): Promise<Overview['failing_connections']> {
  const { connections, organizations } = ports.stores.in(environment_id)
  const failing: Overview['failing_connections'] = []
  for (const id of ids) {
    if (failing.length === most) break
    const { state } = await healthOf(ports, environment_id, id)
    const connection = state === 'failing' ? await connections.get(id) : undefined
    if (connection?.state !== 'active') continue
    const organization = await organizations.get(connection.organization_id)
    if (!organization) continue
    const summary = await connectionSummary(ports, connection)
    failing.push({ ...summary, organization_id: organization.id, organization_name: organization.name })
  }
  return failing
}
