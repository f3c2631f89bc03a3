/**
 * Test links: an address at which anybody who has it may sign in to test a connection. The test creates nothing. The
 * link is a sealed text and no row: it ends by itself, and with the connection.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { isoTime } from '@gatehouse-sso/core/time'
import type { ConnectionTestLink } from '@gatehouse-sso/sdk/contract/connections'
import { issuerOf } from '../environments/addresses.ts'
import { insertEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { requireWhole } from './activation.ts'
import { requireCandidate } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { getConnection } from './connections.ts'

const minuteMs = 60_000

interface Sealed {
  readonly connection_id: Id<'conn'>
  readonly expires_at: number
}

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
  { expires_in_minutes, of }: { readonly expires_in_minutes: number; readonly of: 'candidate' | 'any' },
): Promise<ConnectionTestLink> {
  const view = await getConnection(ports, environment.id, connection_id)
  const { connection } = view
  const settings = of === 'candidate' ? requireCandidate(connection).settings : connection.settings
  requireWhole(ports, { ...view, connection: { ...connection, settings: connection.candidate?.settings ?? settings } })
  const expires_at = ports.now() + expires_in_minutes * minuteMs
  const sealed: Sealed = { connection_id, expires_at }
  const token = ports.keys.seal(JSON.stringify(sealed), context(environment.id))
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

/** The connection that a link tests. @throws Failure test_link_invalid */
export function openTestLink(ports: Ports, environment: EnvironmentRecord, unverified_token: string): Id<'conn'> {
  try {
    const sealed = JSON.parse(ports.keys.open(unverified_token, context(environment.id))) as Sealed
    if (sealed.expires_at > ports.now()) return sealed.connection_id
  } catch (error) {
    if (!isFailure(error)) throw error
  }
  throw new Failure('test_link_invalid')
}
