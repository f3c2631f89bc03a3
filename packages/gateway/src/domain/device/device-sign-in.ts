/** The sign-in of a person for a device: it begins as a pushed request of the application, and comes back to our own page. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { challengeOf } from '@gatehouse-sso/core/oauth/pkce'
import { deviceCallbackOf, issuerOf } from '../environments/addresses.ts'
import { pushRequest } from '../sign-in/pushed-requests.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { UnitRefused } from '../stores/unit.ts'
import { newAccessToken } from '../tokens/access-token.ts'
import { parseHandle } from '../work/handles.ts'
import { openLink, sealLink } from '../work/sealed-links.ts'
import type { Work } from '../work/work.ts'
import type { WaitingDevice } from './device-authorization.ts'

/** The `state` of the sign-in, sealed. */
interface DeviceState {
  readonly device_id: Id<'dev'>
  readonly application_id: Id<'app'>
  readonly code_verifier: string
  readonly browser_hash: string
}

const stateMinutes = 15
const context = (environment: EnvironmentRecord): string => `device.state:${environment.id}`

/** @returns the address at which the sign-in begins */
export async function beginDeviceSignIn(
  work: Work,
  environment: EnvironmentRecord,
  { device, application }: WaitingDevice,
  browser_hash: string,
): Promise<string> {
  const { ports } = work
  const code_verifier = ports.keys.newSecret(256)
  const state: DeviceState = { device_id: device.id, application_id: application.id, code_verifier, browser_hash }
  const request: Parameters = {
    ...device.hints,
    client_id: application.id,
    redirect_uri: deviceCallbackOf(ports.public_url, environment),
    response_type: 'code',
    scope: device.scopes.join(' '),
    state: sealLink(ports, context(environment), state, stateMinutes).token,
    nonce: ports.keys.newSecret(128),
    code_challenge: String(challengeOf(code_verifier, ports.keys.sha256)),
    code_challenge_method: 'S256',
    ...(device.api_resource_id === null ? {} : { resource: device.api_resource_id }),
  }
  const { request_uri } = await pushRequest(work, environment, application, request)
  const query = new URLSearchParams({ client_id: application.id, request_uri })
  return `${issuerOf(ports.public_url, environment)}/oauth/authorize?${query}`
}

/**
 * The way back: redeems the code of the sign-in, and gives its grant to the device, in one unit.
 * @returns the application that waits
 * @throws Failure device_sign_in_lost for another browser, a state that is not ours or over, or a device that was answered
 *   meanwhile; device_sign_in_refused for a sign-in that failed
 */
export async function completeDeviceSignIn(
  work: Work,
  environment: EnvironmentRecord,
  { state, code, error }: Parameters,
  browser_hash: string | undefined,
): Promise<ApplicationRecord> {
  const { ports } = work
  const opened = openLink<DeviceState>(ports, context(environment), state ?? '', 'device_sign_in_lost')
  if (opened.browser_hash !== browser_hash) throw new Failure('device_sign_in_lost')
  if (error !== undefined) throw new Failure('device_sign_in_refused', { received: error.slice(0, 100) })
  const handle = parseHandle(ports.keys, 'grant', code, 256)
  const client = await ports.configuration.application(environment.id, opened.application_id)
  if (!handle || !client) throw new Failure('device_sign_in_lost')
  const { grants, device_authorizations } = ports.stores.in(environment.id)
  const now = ports.now()
  const redemption = grants.redeem({
    id: handle.id,
    code_hash: handle.hash,
    application_id: opened.application_id,
    redirect_uri: deviceCallbackOf(ports.public_url, environment),
    code_challenge: challengeOf(opened.code_verifier, ports.keys.sha256),
    now,
    // Never given out: the device gets its own when it asks.
    access_token: newAccessToken(ports, handle.id, null).record,
  })
  try {
    await work.units.run([...redemption.writes, device_authorizations.approve(opened.device_id, handle.id, now)])
  } catch (refused) {
    if (refused instanceof UnitRefused) throw new Failure('device_sign_in_lost')
    throw refused
  }
  return client.application
}
