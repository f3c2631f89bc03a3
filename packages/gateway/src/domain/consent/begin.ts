/** The way to the identity provider's page for administrators. link.ts has the whole way. */
import { Failure } from '@gatehouse-sso/core/failure'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { consentRedirectUriOf } from '../environments/addresses.ts'
import { openTrace } from '../events/trace.ts'
import { newTest } from '../sign-in/connection-test.ts'
import { sealTestFlow } from '../sign-ins/flow.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { openConsentLink } from './link.ts'

/**
 * Begins a consent.
 * @returns the address at the identity provider
 * @throws Failure consent_link_invalid, resource_missing, consent_unsupported
 */
export async function beginConsent(
  work: Work,
  environment: EnvironmentRecord,
  unverified_token: string,
  browser_hash: string,
): Promise<string> {
  const { ports } = work
  const { connection_id, permissions, go_on } = openConsentLink(ports, environment, unverified_token)
  const { connection } = found(await ports.configuration.connection(environment.id, connection_id))
  const test = newTest(ports, environment, connection, browser_hash)
  const { sign_in, handle, pinned, redirect_uri } = test
  const address = ports.connection_types.adminConsent({ ...connection, ...pinned }, permissions)
  if (address === null) throw new Failure('consent_unsupported')
  const trace = openTrace(work)
  trace.step('consent', { permissions, to: new URL(address).origin })
  const flow_sealed = sealTestFlow(ports, sign_in.id, {
    redirect_uri,
    connection: pinned,
    protocol_state: {},
    steps: trace.steps,
    consent: { asked_hash: String(sign_in.state_hash), answer: null, ...(go_on ? { go_on } : {}) },
  })
  await work.units.run([ports.stores.in(environment.id).sign_ins.insert({ ...sign_in, flow_sealed })])
  return withParameters(address, {
    redirect_uri: consentRedirectUriOf(ports.public_url, environment),
    state: handle,
  })
}
