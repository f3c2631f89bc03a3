/** The party that can put a failure right. */
export type Who =
  | 'person' // a person who signs in
  | 'administrator' // the customer's, at the identity provider
  | 'developer' // of the vendor's application
  | 'operator' // of Gatehouse

/** The error codes of OAuth 2.0, OpenID Connect and their extensions. Applications receive them in `error`. */
export type OAuthError =
  | 'invalid_request'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'unsupported_token_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'access_denied'
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token'
  | 'login_required'
  | 'interaction_required'
  | 'unmet_authentication_requirements'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'insufficient_claims'
  | 'server_error'
  | 'temporarily_unavailable'

/** One row of the failure table: everything about one code. */
export interface FailureRow {
  /** HTTP status of a response that reports the failure. */
  readonly status: number
  readonly who: Who
  /** The event, in one sentence without a full stop. */
  readonly title: string
  /** The steps to take, and the page for them, in one or two sentences. */
  readonly remedy: string
  readonly oauth?: OAuthError
}

/** Writes one row of the table. */
export function row(status: number, who: Who, title: string, remedy: string, oauth?: OAuthError): FailureRow {
  return oauth === undefined ? { status, who, title, remedy } : { status, who, title, remedy, oauth }
}
