/** The requests of a device (RFC 8628): for its codes, 3.1, and for its tokens, 3.4. */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'

export interface DeviceTokenRequest {
  readonly unverified_device_code: string
  readonly resource: string | undefined
}

/** @throws Failure token_parameter_missing */
export function parseDeviceTokenRequest({ device_code, resource }: Parameters): DeviceTokenRequest {
  if (device_code === undefined) throw new Failure('token_parameter_missing', { param: 'device_code' })
  return { unverified_device_code: device_code, resource }
}
