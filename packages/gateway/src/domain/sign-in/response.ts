/** The answer to an application: where the browser goes, and with which code (RFC 6749, 4.1.2). */
export interface AuthorizationResponse {
  readonly redirect_uri: string
  readonly code: string
  readonly state: string | null
}
