/** The error of a sign-in that the application cannot finish. Each code is one thing that is wrong. */
import { GatehouseError } from '../errors.ts'

/** Code → the thing that is wrong, and the remedy. No text holds a value of the request, a token or a secret. */
const signInErrors = {
  sealed_state_missing: [
    'The sealed state of this sign-in is missing',
    'Keep `sealed_state` of `authorizationUrl` in an http-only cookie with `SameSite=Lax`, and pass it to `authenticate`. ' +
      'Without the cookie the person began in another browser, or waited too long: begin the sign-in again.',
  ],
  sealed_state_unreadable: [
    'The sealed state cannot be opened',
    'Begin the sign-in again. If it happens each time, both calls need the same client id and client secret, and the ' +
      'cookie must come back unchanged.',
  ],
  sealed_state_expired: ['The sign-in took more than 20 minutes', 'Begin the sign-in again.'],
  callback_elsewhere: [
    'The callback URL is not the redirect URI of this sign-in',
    'Pass the address that the browser has. Behind a proxy, pass the path and the query alone.',
  ],
  callback_malformed: [
    'The callback URL is not an authorization response',
    'Pass the whole URL with its query. Each of `code`, `state`, `iss` and `error` may stand in it once.',
  ],
  state_mismatch: [
    'This authorization response belongs to another sign-in',
    'Begin the sign-in again. The person began in another browser, in two tabs at once, or opened an old address.',
  ],
  issuer_mismatch: [
    'This authorization response comes from another issuer',
    'Check `base_url`, or `issuer` for an environment other than the default one. It must be the `issuer` of the ' +
      'discovery document.',
  ],
  sign_in_refused: [
    'The gateway refused the sign-in',
    'Show the reference to the person. `gatehouse signins show` says who must do what.',
  ],
  client_refused: [
    'The gateway refused the client id or the client secret',
    'Check `client_id` and `client_secret`. A secret may have been revoked.',
  ],
  code_refused: [
    'The gateway refused the authorization code',
    'Begin the sign-in again. A code works once, within a minute, and only for its redirect URI.',
  ],
  nonce_mismatch: [
    'The ID token belongs to another sign-in',
    'Begin the sign-in again. If it happens each time, somebody may be injecting answers.',
  ],
  id_token_invalid: [
    'The ID token is not valid',
    'The reason stands in `cause`. Check `client_id`, the issuer and the clock of this server.',
  ],
  userinfo_mismatch: [
    'The gateway described another person than the ID token',
    'Begin the sign-in again. If it happens each time, a proxy mixes up answers.',
  ],
} as const

export type SignInErrorCode = keyof typeof signInErrors

export interface SignInErrorFields {
  /** The expected value and the received one, without secrets. */
  readonly detail?: string
  /** The OAuth error, as the gateway sent it: `access_denied`, `login_required`, … */
  readonly oauth_error?: string | undefined
  /** The gateway's own code: it is explained in `docs/errors.md`. */
  readonly gateway_code?: string | undefined
  /** The reference of the sign-in. */
  readonly sign_in_id?: string | undefined
  /** The page of `gateway_code`, at the gateway. */
  readonly doc_url?: string
  readonly cause?: unknown
}

/**
 * A sign-in that cannot be finished. Branch on `code`; message and hint are for people. For most codes the answer is
 * to begin the sign-in again.
 */
export class SignInError extends GatehouseError {
  override readonly name = 'SignInError'
  declare readonly code: SignInErrorCode
  declare readonly hint: string
  /** The OAuth error, as the gateway sent it: `access_denied`, `login_required`, … */
  readonly oauth_error: string | undefined
  /** The gateway's own code: it is explained in `docs/errors.md`. */
  readonly gateway_code: string | undefined
  /** The reference of the sign-in at the gateway: `gatehouse signins show signin_…` says why it failed. */
  readonly sign_in_id: string | undefined

  constructor(code: SignInErrorCode, { detail, cause, doc_url, ...fields }: SignInErrorFields = {}) {
    const [title, hint] = signInErrors[code]
    const message = detail === undefined ? `${title}.` : `${title}: ${detail}`
    const all = doc_url === undefined ? { code, hint } : { code, hint, doc_url }
    super(message, all, cause === undefined ? undefined : { cause })
    this.oauth_error = fields.oauth_error
    this.gateway_code = fields.gateway_code
    this.sign_in_id = fields.sign_in_id
  }
}
