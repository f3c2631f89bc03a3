/** The answer to an application: where the browser goes, how, and with which code (RFC 6749, 4.1.2). */
import type { ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'

export interface AuthorizationResponse {
  readonly redirect_uri: string
  readonly response_mode: ResponseMode
  readonly code: string
  readonly state: string | null
}
