import type { ClaimsRequest } from '../authorize/claims-parameter.ts'
import type { RequestedScope } from '../scopes/scope.ts'

/** Platform of the redirect URI. It makes the client confidential, a single-page application, or public. */
export type Platform = 'web' | 'spa' | 'publicClient'

/** The permissions that a person gave to an application. A code or a refresh token represents a grant. */
export interface Grant {
  readonly tenant_id: string
  readonly user_id: string
  readonly app_id: string
  readonly platform: Platform
  /** First path segment of the request. A code must be redeemed under the same one. */
  readonly authority: string
  readonly scopes: readonly RequestedScope[]
  /** Session id, claim `sid`. */
  readonly sid: string
  /** Unix seconds. */
  readonly auth_time: number
  readonly claims: ClaimsRequest
  /** Whether the request had `client_info=1`. */
  readonly client_info: boolean
}

export interface IssuedCode {
  readonly grant: Grant
  readonly nonce: string | undefined
  readonly redirect_uri: string
  readonly code_challenge: string | undefined
  readonly code_challenge_method: 'S256' | 'plain'
  /** Milliseconds since 1970. */
  readonly expires_at: number
  readonly redeemed: boolean
}

export interface IssuedRefreshToken {
  readonly grant: Grant
  /** Milliseconds since 1970. */
  readonly issued_at: number
  readonly expires_at: number
}
