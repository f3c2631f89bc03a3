import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Parameters } from './parameters.ts'
import { traceOf } from './trace.ts'

/** A request to an endpoint of a sign-in, for tests. Secrets are replaced. */
export interface LoggedRequest {
  /** ISO time by the emulator's clock. */
  readonly at: string
  readonly endpoint: 'authorize' | 'token' | 'logout' | 'adminconsent' | 'devicecode' | 'saml2'
  readonly method: string
  readonly path: string
  readonly trace_id: string
  readonly correlation_id: string
  readonly client_authentication: 'client_secret_basic' | 'client_secret_post' | 'client_assertion' | 'none'
  readonly parameters: Readonly<Record<string, string>>
}

export interface RequestLog {
  readonly add: (request: LoggedRequest) => void
  readonly all: () => readonly LoggedRequest[]
  readonly clear: () => void
}

const secretParameters = new Set([
  'assertion',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'id_token_hint',
  'password',
  'refresh_token',
])

/** Opens a log that keeps the newest `limit` requests. */
export function openRequestLog(limit = 500): RequestLog {
  let requests: readonly LoggedRequest[] = []
  return {
    add: (request) => {
      requests = [...requests, request].slice(-limit)
    },
    all: () => requests,
    clear: () => {
      requests = []
    },
  }
}

export function withoutSecrets(parameters: Parameters): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...parameters].map(([name, value]) => [name, secretParameters.has(name) ? '(not kept)' : value]),
  )
}

function presentedAuthentication(
  request: FastifyRequest,
  parameters: Parameters,
): LoggedRequest['client_authentication'] {
  if (/^basic /i.test(request.headers.authorization ?? '')) return 'client_secret_basic'
  if (parameters.has('client_assertion')) return 'client_assertion'
  return parameters.has('client_secret') ? 'client_secret_post' : 'none'
}

export function logRequest(
  { clock, request_log }: { readonly clock: Clock; readonly request_log: RequestLog },
  request: FastifyRequest,
  endpoint: LoggedRequest['endpoint'],
  parameters: Parameters,
): void {
  const { trace_id, correlation_id } = traceOf(request, clock)
  request_log.add({
    at: new Date(clock.now()).toISOString(),
    endpoint,
    method: request.method,
    path: request.url.replace(/\?.*$/, ''),
    trace_id,
    correlation_id,
    client_authentication: presentedAuthentication(request, parameters),
    parameters: withoutSecrets(parameters),
  })
}
