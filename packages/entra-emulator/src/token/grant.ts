import type { ClaimsRequest } from '../authorize/claims-parameter.ts'
import type { RequestedScope } from '../scopes/scope.ts'

/** Platform of the redirect URI: it decides whether the client is confidential, public or a page in a browser. */
export type Platform = 'web' | 'spa' | 'publicClient'

/** What a person let an application do. Codes and refresh tokens stand for one. */
export interface Grant {
  readonly tenant_id: string
  readonly user_id: string
  readonly app_id: string
  readonly platform: Platform
  /** First path segment of the request: a code must be redeemed there. */
  readonly authority: string
  readonly scopes: readonly RequestedScope[]
  /** Session id, claim `sid`. */
  readonly sid: string
  /** Unix seconds. */
  readonly auth_time: number
  readonly claims: ClaimsRequest
  /** `client_info=1` was asked for. */
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
