/** Failures of the management API: one shape for every 4xx and 5xx. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failureText } from '@gatehouse-sso/core/failure-text'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { type ErrorBody, errorTypes } from '@gatehouse-sso/sdk/contract/error'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from '../context.ts'
import { logFailure } from '../failure-log.ts'

/** Errors of the HTTP server itself. */
const serverErrors: Readonly<Record<string, FailureCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
  FST_ERR_CTP_EMPTY_TYPE: 'media_type_unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body_malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body_malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'address_too_long',
  FST_ERR_BAD_URL: 'address_malformed',
}

/** Any thrown value as a failure of the table. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error
  if (error instanceof Error && 'code' in error) {
    const code = serverErrors[String(error.code)]
    if (code) return new Failure(code, { cause: error })
  }
  if (error instanceof SyntaxError) return new Failure('body_malformed', { cause: error })
  const isUriError = error instanceof Error && 'statusCode' in error && error.statusCode === 400
  return new Failure(isUriError ? 'body_malformed' : 'internal_error', { cause: error })
}

const words = {
  en: { more: (count: number) => `, and ${count} more`, expected: 'Expected', received: 'Received' },
  de: { more: (count: number) => `, und ${count} weitere`, expected: 'Erwartet', received: 'Erhalten' },
} as const satisfies Readonly<Record<Language, unknown>>

export function errorBody(
  { ports }: HttpContext,
  request_id: string,
  failure: Failure,
  language: Language = 'en',
): ErrorBody {
  const { status } = failures[failure.code]
  const { title, remedy } = failureText(failure.code, language)
  const word = words[language]
  const { expected, received, param, errors } = failure.evidence
  // The other remedy is English. A reader of German gets that of the table.
  const hint = (language === 'en' ? failure.evidence.remedy : undefined) ?? remedy
  const [first, ...others] = errors ?? []
  const seen = [
    first === undefined ? '' : ` ${first.param}: ${first.message}${others.length > 0 ? word.more(others.length) : ''}.`,
    expected === undefined ? '' : ` ${word.expected}: ${ended(expected)}`,
    received === undefined ? '' : ` ${word.received}: ${ended(received)}`,
  ]
  return {
    error: {
      type: errorTypes[status as keyof typeof errorTypes] ?? 'internal',
      code: failure.code,
      message: plainText(`${title}.${seen.join('')}`),
      hint: plainText(hint),
      ...(param === undefined ? {} : { param: asPointer(param) }),
      ...(errors === undefined
        ? {}
        : { errors: errors.map((error) => ({ ...error, message: plainText(error.message) })) }),
      request_id,
      doc_url: `${ports.public_url}/docs/errors#${failure.code}`,
    },
  }
}

/** A text with one full stop at its end. */
function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}

/** A JSON pointer (RFC 6901). The name of a parameter is a pointer into the parameters. */
function asPointer(param: string): string {
  return param.startsWith('/') ? param : `/${param.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

export function sendApiError(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  language: Language = 'en',
): unknown {
  const failure = failureOf(error)
  const { status } = failures[failure.code]
  logFailure(http, request.id, failure, 'info')
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="gatehouse"')
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(errorBody(http, request.id, failure, language))
}
