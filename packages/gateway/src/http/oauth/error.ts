/** OAuth errors: to an application by redirect, and to a client as JSON (RFC 6749, 4.1.2.1 and 5.2). */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { plainText } from '@gatehouse-sso/core/plain-text'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { HttpContext } from '../context.ts'
import { logFailure } from '../failure-log.ts'

/** RFC 6749 allows no quotes, no backslashes and only ASCII in a description. */
function description({ code, evidence }: Failure): string {
  const param = evidence.param === undefined ? '' : ` Parameter: ${evidence.param}.`
  const reference = evidence.record ? ` Reference: ${evidence.record.sign_in_id}.` : ''
  const { cause } = evidence
  const reason = code === 'subject_token_refused' && isFailure(cause) ? ` Reason: ${reasonOf(cause)}` : ''
  return `${plainText(failures[code].title)}.${param}${reason}${reference} (${code})`.replace(
    /["\\]|[^\x20-\x7e]/g,
    "'",
  )
}

function reasonOf({ code, evidence }: Failure): string {
  return `${plainText(failures[code].title)}. ${plainText(evidence.remedy ?? failures[code].remedy)} (${code}).`
}

/** The parameters of an error that goes back to an application. */
export function errorParameters(
  { ports }: HttpContext,
  environment: EnvironmentRecord,
  state: string | null | undefined,
  failure: Failure,
): Record<string, string | undefined> {
  return {
    error: failures[failure.code].oauth ?? 'server_error',
    error_description: description(failure),
    state: state ?? undefined,
    iss: issuerOf(ports.public_url, environment),
  }
}

/** Answers a failure of the token, userinfo or key endpoint. */
export function sendOAuthError(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): unknown {
  const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
  const { status, oauth } = failures[failure.code]
  logFailure(http, request.id, failure, 'warn')
  const challenge = challengeOf(request, failure)
  if (challenge !== null) reply.header('www-authenticate', challenge)
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ error: oauth ?? 'invalid_request', error_description: description(failure) })
}

/**
 * The challenge that an error needs. A client that authenticated in the body gets none (RFC 6749, 5.2): many libraries
 * show a challenge instead of the error and its description.
 */
function challengeOf(request: FastifyRequest, failure: Failure): string | null {
  const { status } = failures[failure.code]
  if (request.routeOptions.url?.endsWith('/oauth/userinfo')) {
    return status === 401 || status === 403 ? bearerChallenge(failure) : null
  }
  return status === 401 && request.headers.authorization !== undefined ? 'Basic realm="gatehouse"' : null
}

/** RFC 6750, 3: without any token the challenge says nothing about errors. */
function bearerChallenge(failure: Failure): string {
  const { oauth } = failures[failure.code]
  if (oauth === undefined) return 'Bearer realm="gatehouse"'
  return `Bearer realm="gatehouse", error="${oauth}", error_description="${description(failure)}"`
}
