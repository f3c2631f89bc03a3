/**
 * The device code grant (RFC 8628, with Entra's names of errors).
 *
 *   POST /{t}/oauth2/v2.0/devicecode        device code and user code, for 15 minutes
 *   GET  /devicelogin                       a person types the user code
 *   POST /_sign-in/device                   the pages of a sign-in, then "Are you trying to sign in to …?"
 *   POST /{t}/oauth2/v2.0/token             authorization_pending · authorization_declined · expired_token · tokens
 */
import type { ClaimsRequest } from '../authorize/claims-parameter.ts'
import { type BoundedMap, openBoundedMap } from '../bounded-map.ts'
import type { Entropy } from '../identifier.ts'
import type { RequestedScope } from '../scopes/scope.ts'
import type { Grant } from '../token/grant.ts'

/** A program on a device waits for a person: until the person decides, or the code expires. */
export interface DeviceCode {
  readonly device_code: string
  readonly user_code: string
  readonly app_id: string
  /** First path segment of the request. */
  readonly authority: string
  readonly scopes: readonly RequestedScope[]
  readonly claims: ClaimsRequest
  /** Milliseconds since 1970. */
  readonly expires_at: number
  readonly decision:
    | { readonly kind: 'pending' }
    | { readonly kind: 'declined' }
    | { readonly kind: 'approved'; readonly grant: Grant }
    | { readonly kind: 'redeemed' }
}

export const deviceCodeSeconds = 900
export const pollSeconds = 5

/** By device code. */
export type DeviceCodes = BoundedMap<DeviceCode>

export function openDeviceCodes(): DeviceCodes {
  return openBoundedMap(10_000)
}

export function withUserCode(codes: DeviceCodes, userCode: string): DeviceCode | undefined {
  const typed = userCode.toUpperCase().replace(/[\s-]/g, '')
  return codes.values().find(({ user_code }) => user_code === typed)
}

/** Without vowels, so that no words come up, and without letters and digits that look alike. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** Nine characters, which a person can type. */
export function newUserCode(entropy: Entropy): string {
  return [...entropy(9)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
