/**
 * Device code → tokens (RFC 8628, 3.4 and 3.5). A program asks again and again:
 *
 *   still without an answer      → authorization_pending; sooner than agreed → slow_down, and 5 s more from then on
 *   the person said no           → access_denied
 *   ten minutes are over         → expired_token
 *   a person has signed in       → tokens, once
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { DeviceTokenRequest } from '@gatehouse-sso/core/oauth/device-request'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { DeviceAuthorizationRecord } from '../stores/device-authorizations.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { UnitRefused } from '../stores/unit.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { newAccessToken } from './access-token.ts'
import { checkGranted } from './grants.ts'
import { newRefreshToken } from './refresh-token.ts'
import { issueTokens, type Tokens } from './tokens.ts'

/** Seconds that RFC 8628, 3.5 adds for a program that asks too soon. */
const slowDown = 5
/** Seconds. A program that never listens must not make the number overflow. */
const longestInterval = 300

/**
 * @throws Failure device_code_invalid, device_pending, device_slow_down, device_denied, device_code_expired, session_ended;
 *   resource_not_granted, resource_unknown, resource_of_another_organization
 */
export async function redeemDeviceCode(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: DeviceTokenRequest,
): Promise<Tokens> {
  const { ports } = work
  const device = await deviceOf(work, environment, application, request.unverified_device_code)
  const now = ports.now()
  if (device.expires_at <= now) throw new Failure('device_code_expired')
  if (device.state === 'denied') throw new Failure('device_denied')
  if (device.state === 'redeemed') throw new Failure('device_code_invalid')
  if (device.state === 'pending' || device.grant_id === null) throw await waiting(work, device, now)
  await checkGranted(ports, environment, device, request.resource)
  const { grants, refresh_tokens, device_authorizations } = ports.stores.in(environment.id)
  const opaque = newAccessToken(ports, device.grant_id, null)
  const refresh = newRefreshToken(ports, environment.id, device.grant_id)
  try {
    await work.units.run([
      device_authorizations.redeem(device.id, now),
      grants.keepAccessToken(device.grant_id, opaque.record),
      refresh_tokens.issue(refresh.record),
    ])
  } catch (error) {
    if (error instanceof UnitRefused) throw new Failure('device_code_invalid')
    throw error
  }
  const grant = await grants.live(device.grant_id, now)
  if (!grant) throw new Failure('session_ended')
  const { scopes, offline } = grant
  const refresh_token = offline ? refresh.token : null
  const issued = { scopes, nonce: null, refresh_token, access_token: opaque.handle }
  return issueTokens(ports, environment, application, grant, issued)
}

/** @throws Failure device_code_invalid */
async function deviceOf(
  { ports }: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  unverified_device_code: string,
): Promise<DeviceAuthorizationRecord> {
  const handle = parseHandle(ports.keys, 'dev', unverified_device_code, 256)
  const device = handle && (await ports.stores.in(environment.id).device_authorizations.get(handle.id))
  const isTheirs = device?.application_id === application.id
  if (!device || !isTheirs || !ports.keys.equal(device.device_code_hash, handle.hash)) {
    throw new Failure('device_code_invalid')
  }
  return device
}

/** Notes that the program asked. A program that asks sooner than agreed must wait longer from then on. */
async function waiting(work: Work, device: DeviceAuthorizationRecord, now: number): Promise<Failure> {
  const { id, environment_id, interval_seconds, polled_at } = device
  const isTooSoon = polled_at !== null && now - polled_at < millisecondsOf(interval_seconds)
  const interval = isTooSoon ? Math.min(interval_seconds + slowDown, longestInterval) : interval_seconds
  const { device_authorizations } = work.ports.stores.in(environment_id)
  await work.units.run([device_authorizations.poll(id, now, interval)])
  return isTooSoon ? new Failure('device_slow_down', { expected: `${interval} s` }) : new Failure('device_pending')
}
