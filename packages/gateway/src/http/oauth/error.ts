/** OAuth errors: to an application by redirect, and to a client as JSON (RFC 6749, 4.1.2.1 and 5.2). */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import { errorFields } from '../../observe/log.ts'
import type { HttpContext } from '../context.ts'

/** RFC 6749 allows no quotes, no backslashes and only ASCII in a description. */
function description({ code, evidence }: Failure): string {
  const param = evidence.param === undefined ? '' : ` Parameter: ${evidence.param}.`
  return `${failures[code].title}.${param} (${code})`.replace(/["\\]|[^\x20-\x7e]/g, "'")
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
  if (status >= 500) http.log.error({ request_id: request.id, ...errorFields(failure) }, 'request failed')
  const bearer = request.routeOptions.url?.endsWith('/oauth/userinfo') === true
  if (status === 401 || (bearer && status === 403)) {
    const challenge = bearer ? bearerChallenge(failure) : 'Basic realm="gatehouse"'
    reply.header('www-authenticate', challenge)
  }
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ error: oauth ?? 'invalid_request', error_description: description(failure) })
}

/** RFC 6750, 3: without any token the challenge says nothing about errors. */
function bearerChallenge(failure: Failure): string {
  const { oauth } = failures[failure.code]
  if (oauth === undefined) return 'Bearer realm="gatehouse"'
  return `Bearer realm="gatehouse", error="${oauth}", error_description="${description(failure)}"`
}
