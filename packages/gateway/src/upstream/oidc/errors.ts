/**
 * Turns errors of the certified library into failures of our table. Its codes and the OAuth error codes decide, never
 * texts: Microsoft says that its texts may change.
 */

import { besideOurClock, boundByOurClock } from '@gatehouse-sso/core/clock-difference'
import { type Evidence, Failure, isFailure, type UpstreamError } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { type Claims, isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { readableText } from '@gatehouse-sso/core/readable-text'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import * as oauth from 'oauth4webapi'
import type { OidcProvider } from '../../providers/provider.ts'
import { toleranceSeconds } from './library.ts'

const maximumText = 1_000
const maximumReference = 100

export function failureOf(error: unknown, provider: OidcProvider): Failure {
  if (isFailure(error)) return error
  if (error instanceof oauth.AuthorizationResponseError) return responseFailure(error, provider)
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const code = error.status === 401 ? 'upstream_client_refused' : 'upstream_refused'
    return new Failure(code, { received: `status ${error.status}`, cause: error })
  }
  if (error instanceof oauth.OperationProcessingError) return processingFailure(error)
  if (error instanceof oauth.UnsupportedOperationError) return new Failure('upstream_answer_unusable', { cause: error })
  return new Failure('internal_error', { cause: error })
}

/** An error that came back with the browser. */
function responseFailure(error: oauth.AuthorizationResponseError, provider: OidcProvider): Failure {
  const upstream = upstreamError(error.error, error.error_description, provider)
  if (error.error === 'access_denied' && isDeclined(error, upstream, provider)) {
    return new Failure('upstream_cancelled', { upstream })
  }
  const isOwnFault = ['server_error', 'temporarily_unavailable'].includes(error.error)
  return new Failure(isOwnFault ? 'upstream_error' : 'upstream_refused', { upstream })
}

/** Errors with which an administrator who did not consent comes back. */
const notConsented = ['access_denied', 'consent_required', 'permission_denied']

/**
 * Reads the answer of an admin consent endpoint. Entra sends `admin_consent=True` with errors too, so `error` comes first.
 * @returns `undefined` for a consent
 */
export function consentFailure(
  { error, error_description, admin_consent }: Readonly<Record<string, string>>,
  provider: OidcProvider,
): Failure | undefined {
  if (error !== undefined) {
    const upstream = upstreamError(error, error_description, provider)
    return new Failure(notConsented.includes(error) ? 'consent_declined' : 'upstream_refused', { upstream })
  }
  if (admin_consent?.toLowerCase() === 'true') return undefined
  return new Failure('upstream_answer_unusable', { expected: '`admin_consent` or `error`' })
}

/**
 * Whether the person went back or declined. A provider that refuses by itself describes why. Entra describes both, and
 * sends `error_subcode=cancel` or a code of its own for a person who declined.
 */
function isDeclined(
  { error_description, cause }: oauth.AuthorizationResponseError,
  { codes = [] }: UpstreamError,
  { declined_codes = [] }: OidcProvider,
): boolean {
  if (error_description === undefined || cause.get('error_subcode') === 'cancel') return true
  return codes.some((code) => declined_codes.includes(code))
}

/**
 * An error of the token endpoint (RFC 6749, 5.2). Its code decides, whatever the status is.
 * @param body has a member `error` that is text
 */
export function tokenFailure(body: Claims, status: number, provider: OidcProvider): Failure {
  const error = String(body.error)
  const upstream = upstreamError(error, textClaim(body, 'error_description'), provider, body)
  const byError: Record<string, FailureCode> = {
    invalid_client: 'upstream_client_refused',
    unauthorized_client: 'upstream_client_refused',
    invalid_grant: 'upstream_code_refused',
    server_error: 'upstream_error',
    temporarily_unavailable: 'upstream_error',
  }
  const isOwnFault = status >= 500 || status === 429
  const code = Object.hasOwn(byError, error) ? byError[error] : isOwnFault ? 'upstream_error' : 'upstream_refused'
  return new Failure(code ?? 'upstream_refused', { upstream })
}

/**
 * Waits for a document of the provider. An error that it sends instead gets the provider's own codes and references.
 * @throws Failure
 */
export async function withCodes<Document>(provider: OidcProvider, asked: Promise<Document>): Promise<Document> {
  try {
    return await asked
  } catch (error) {
    const upstream = isFailure(error) ? error.evidence.upstream : undefined
    if (!isFailure(error) || upstream === undefined || upstream.codes !== undefined) throw error
    const described = upstreamError(upstream.error, upstream.description, provider)
    throw new Failure(error.code, { ...error.evidence, upstream: described })
  }
}

function upstreamError(
  error: string,
  description: string | undefined,
  provider: OidcProvider,
  body: Readonly<Record<string, unknown>> = {},
): UpstreamError {
  const text = (name: string): object =>
    typeof body[name] === 'string' ? { [name]: readableText(body[name], maximumReference) } : {}
  return {
    error: error.slice(0, 100),
    ...(description === undefined ? {} : { description: readableText(description, maximumText) }),
    codes: provider.errorCodes?.(description ?? '') ?? [],
    ...provider.errorReferences?.(description ?? ''),
    ...text('correlation_id'),
    ...text('trace_id'),
    ...text('timestamp'),
  }
}

const byClaim: Readonly<Record<string, FailureCode>> = {
  iss: 'token_issuer_wrong',
  aud: 'token_audience_wrong',
  azp: 'token_audience_wrong',
  nonce: 'token_nonce_wrong',
  auth_time: 'authentication_too_old',
  exp: 'token_expired',
  nbf: 'token_expired',
}

function processingFailure(error: oauth.OperationProcessingError): Failure {
  const cause = isClaims(error.cause) ? error.cause : {}
  if (error.code === oauth.JWT_CLAIM_COMPARISON || error.code === oauth.JWT_TIMESTAMP_CHECK) {
    const claim = String(cause.claim)
    const claims = isClaims(cause.claims) ? cause.claims : {}
    const shown =
      error.code === oauth.JWT_TIMESTAMP_CHECK ? timesOf(claim, cause, claims) : valuesOf(claim, cause, claims)
    return new Failure(byClaim[claim] ?? 'upstream_answer_unusable', { ...shown, cause: error })
  }
  if (error.code === oauth.JSON_ATTRIBUTE_COMPARISON && cause.attribute === 'sub') {
    return new Failure('userinfo_subject_wrong', { cause: error })
  }
  const response = error.cause
  if (response instanceof Response && response.status !== 200) {
    const code = response.status >= 500 ? 'upstream_error' : 'upstream_answer_unusable'
    return new Failure(code, { expected: 'status 200', received: `status ${response.status}`, cause: error })
  }
  return new Failure('upstream_answer_unusable', { ...complaint(error), cause: error })
}

function valuesOf(claim: string, cause: Claims, claims: Claims): Evidence {
  return claim === 'nonce' ? {} : { expected: String(cause.expected ?? ''), received: JSON.stringify(claims[claim]) }
}

/** The time in the token, beside our clock as the library read it. */
function timesOf(claim: string, cause: Claims, claims: Claims): Evidence {
  const now = millisecondsOf(Number(cause.now))
  const expected = `${claim} ${boundByOurClock(claim === 'nbf' ? 'at most' : 'after', now, toleranceSeconds)}`
  return { expected, received: besideOurClock(millisecondsOf(Number(claims[claim])), now) }
}

/** The member that the library complains about, with its value; for people, nothing is decided by it. */
function complaint({ message, cause }: oauth.OperationProcessingError): { expected?: string; received?: string } {
  const name = /"(\w+)"/.exec(message)?.[1]
  const whole = isClaims(cause) ? (cause.claims ?? cause.body ?? cause) : undefined
  if (name === undefined || !isClaims(whole) || !Object.hasOwn(whole, name) || name === 'nonce') return {}
  return { expected: `another ${name}`, received: `${name}: ${JSON.stringify(whole[name])}`.slice(0, 200) }
}
