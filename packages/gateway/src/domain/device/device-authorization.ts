/**
 * The device flow (RFC 8628): a program without a browser, such as a command line on a server, gets the tokens of a person
 * who signs in elsewhere.
 *
 *   /oauth/device_authorization   the program gets a device code for itself, and a user code to show
 *   /device                       the person types the user code, and is told which program asks; only a form of this page
 *                                 goes on, to an ordinary sign-in for the application, or says no
 *   /device/complete              the sign-in comes back here instead of to the application: its code is redeemed, and its
 *                                 grant is now that of the device
 *   /oauth/token                  the program polls until then (domain/tokens/device-code.ts)
 *
 * A person approves for a program that they do not see: somebody could send them a link with a code of their own. So the page
 * names the application and the address from which it asked, and asks before the sign-in (5.4).
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { allowedScopes, checkLengths } from '@gatehouse-sso/core/oauth/authorization-request'
import { deviceCodeGrant } from '@gatehouse-sso/core/oauth/device-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { parseScope } from '@gatehouse-sso/core/oauth/scope'
import { parseUserCode, shownUserCode, userCodeFrom } from '@gatehouse-sso/core/oauth/user-code'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { indicatedResource } from '../access/resource-indicator.ts'
import { devicePageOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { DeviceAuthorizationRecord } from '../stores/device-authorizations.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change } from '../work/change.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { presentDevice } from './present.ts'

/** Seconds between two polls, at first. */
const firstInterval = 5

/** The parameters of an authorization request that say where the person belongs. */
const hintNames = ['organization', 'connection', 'login_hint', 'domain_hint'] as const

/** The answer of RFC 8628, 3.2. */
export interface DeviceAuthorization {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  /** Seconds. */
  readonly expires_in: number
  /** Seconds. */
  readonly interval: number
}

/** @throws Failure grant_type_not_allowed, parameter_too_long, scope_invalid, resource_unknown */
export async function authorizeDevice(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  parameters: Parameters,
): Promise<DeviceAuthorization> {
  const { ports } = work
  if (!application.grant_types.includes(deviceCodeGrant)) throw new Failure('grant_type_not_allowed')
  checkLengths(parameters)
  const scopes = allowedScopes(parseScope(parameters.scope), application)
  const { resource } = parameters
  const api_resource = resource === undefined ? null : await indicatedResource(ports, environment.id, resource)
  const { device_authorizations } = ports.stores.in(environment.id)
  // Another try has other codes: of two equal user codes the database refuses one.
  return change(work, async () => {
    const now = ports.now()
    const id = ports.keys.newId('dev')
    const { handle, hash } = newHandle(ports.keys, id, 256)
    const user_code = newUserCode(ports)
    const { device_code_seconds } = ports.lifetimes
    const record: DeviceAuthorizationRecord = {
      id,
      environment_id: environment.id,
      application_id: application.id,
      device_code_hash: hash,
      user_code_hash: userCodeHash(ports, environment, user_code),
      scopes,
      api_resource_id: api_resource?.id ?? null,
      hints: hintsOf(parameters),
      asked_from: work.caller.source?.address ?? null,
      state: 'pending',
      grant_id: null,
      interval_seconds: firstInterval,
      polled_at: null,
      created_at: now,
      expires_at: now + millisecondsOf(device_code_seconds),
    }
    const page = devicePageOf(ports.public_url, environment)
    const result: DeviceAuthorization = {
      device_code: handle,
      user_code: shownUserCode(user_code),
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${shownUserCode(user_code)}`,
      expires_in: device_code_seconds,
      interval: firstInterval,
    }
    return { writes: [device_authorizations.insert(record)], result }
  })
}

function hintsOf(parameters: Parameters): Parameters {
  return Object.fromEntries(hintNames.flatMap((name) => (parameters[name] ? [[name, parameters[name]]] : [])))
}

function newUserCode({ keys }: Ports): string {
  for (;;) {
    const code = userCodeFrom(keys.newSecret(256))
    if (code !== undefined) return code
  }
}

/** The environment is part of the hash, so that one code has another hash in each environment. */
function userCodeHash({ keys }: Ports, { id }: EnvironmentRecord, code: string): string {
  return keys.sha256(`${id} ${code}`)
}

/** A device that waits for a person. */
export interface WaitingDevice {
  readonly device: DeviceAuthorizationRecord
  readonly application: ApplicationRecord
}

/**
 * The device that shows a user code.
 * @throws Failure user_code_unknown for a code that nobody has, that is over, or that was answered
 */
export async function waitingDevice(
  ports: Ports,
  environment: EnvironmentRecord,
  typed: string | undefined,
): Promise<WaitingDevice> {
  const code = parseUserCode(typed)
  const { device_authorizations } = ports.stores.in(environment.id)
  const device = code && (await device_authorizations.byUserCode(userCodeHash(ports, environment, code)))
  const isWaiting = device && device.state === 'pending' && device.expires_at > ports.now()
  const client = isWaiting && (await ports.configuration.application(environment.id, device.application_id))
  if (!isWaiting || !client || client.application.state !== 'active') throw new Failure('user_code_unknown')
  return { device, application: client.application }
}

/** The person says no. It may be the only sign that somebody sent them a code. */
export async function denyDevice(work: Work, { device }: WaitingDevice): Promise<void> {
  const { environment_id } = device
  const { device_authorizations } = work.ports.stores.in(environment_id)
  const writes = [device_authorizations.deny(device.id, work.ports.now())]
  const object = presentDevice(device)
  const events = [{ type: 'device_authorization.denied', environment_id, organization_id: null, object }] as const
  await change(
    work,
    async () => ({ writes, result: undefined, events }),
    () => new Failure('user_code_unknown'),
  )
}
