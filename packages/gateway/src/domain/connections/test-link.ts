/**
 * Test links: an address at which anybody who has it may sign in to test a connection. The test creates nothing. The
 * link is a sealed text and no row: it ends by itself, and with the connection.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime } from '@gatehouse-sso/core/time'
import type { ConnectionTestLink } from '@gatehouse-sso/sdk/contract/connection'
import { issuerOf } from '../environments/addresses.ts'
import { insertEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { openLink, sealLink } from '../work/sealed-links.ts'
import type { Work } from '../work/work.ts'
import { requireWhole } from './activation.ts'
import { requireCandidate } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { getConnection } from './connections.ts'

const context = (environment_id: Id<'env'>): string => `connections.test_link:${environment_id}`

/**
 * Makes a link that tests the candidate, if there is one when it is opened, else the settings in force.
 * @param of `candidate` refuses a connection without one
 * @throws Failure resource_missing, state_conflict, connection_incomplete
 */
export async function makeTestLink(
  { ports, units, caller }: Work,
  environment: EnvironmentRecord,
  connection_id: Id<'conn'>,
  {
    expires_in_minutes,
    of,
    setup_link_id = null,
  }: {
    readonly expires_in_minutes: number
    readonly of: 'candidate' | 'any'
    /** The setup link whose administrator asks, who may read the test. */
    readonly setup_link_id?: Id<'setup'> | null
  },
): Promise<ConnectionTestLink> {
  const view = await getConnection(ports, environment.id, connection_id)
  const { connection } = view
  const settings = of === 'candidate' ? requireCandidate(connection).settings : connection.settings
  requireWhole(ports, { ...view, connection: { ...connection, settings: connection.candidate?.settings ?? settings } })
  const { token, expires_at } = sealLink(
    ports,
    context(environment.id),
    { connection_id, setup_link_id },
    expires_in_minutes,
  )
  const event = connectionEvent(ports, 'connection.test_link_created', environment, view)
  await units.run([insertEvent(ports, caller, event)])
  return {
    object: 'connection_test_link',
    connection_id,
    tests: connection.candidate ? 'candidate' : 'current',
    url: `${issuerOf(ports.public_url, environment)}/sso/test/${token}`,
    expires_at: isoTime(expires_at),
  }
}

/** The content of a link. Links of older versions name no setup link. */
export interface LinkedTest {
  readonly connection_id: Id<'conn'>
  readonly setup_link_id?: Id<'setup'> | null
}

/** The connection that a link tests. @throws Failure test_link_invalid */
export function openTestLink(ports: Ports, environment: EnvironmentRecord, unverified_token: string): LinkedTest {
  return openLink<LinkedTest>(ports, context(environment.id), unverified_token, 'test_link_invalid')
}
