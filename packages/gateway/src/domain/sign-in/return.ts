/** The sign-in to something of ours, and to no application: the setup portal or the console. It is recorded as a test. */
import { openTrace } from '../events/trace.ts'
import { type ReturnPlace, sealTestFlow } from '../sign-ins/flow.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { beginAtProvider, newTest } from './connection-test.ts'

/**
 * Begins a sign-in to something of ours, with the settings in force and not with a candidate that nobody has tested.
 * @returns the address at the identity provider
 * @throws Failure why the identity provider cannot be asked
 */
export async function beginReturn(
  work: Work,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  browser_hash: string,
  returns_to: ReturnPlace,
): Promise<string> {
  const { ports } = work
  const inForce = { ...connection, candidate: null }
  const { sign_in, handle, pinned, redirect_uri } = newTest(ports, environment, inForce, browser_hash)
  const trace = openTrace(work)
  trace.step('test', { of: 'current' })
  const begun = await beginAtProvider(work, environment, { ...connection, ...pinned }, redirect_uri, handle, 'choose')
  trace.step('redirect', { to: new URL(begun.location).origin })
  const { protocol_state } = begun
  const flow = { redirect_uri, connection: pinned, protocol_state, steps: trace.steps, returns_to }
  const flow_sealed = sealTestFlow(ports, sign_in.id, flow)
  await work.units.run([ports.stores.in(environment.id).sign_ins.insert({ ...sign_in, flow_sealed })])
  return begun.location
}
