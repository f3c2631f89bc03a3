/**
 * Logs one JSON object a line to standard output. Only fields of the allow-list are printed, so that no code, token or
 * address with a query can leak. Texts are JSON, so that a line break in one cannot forge a line (CWE-117).
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { type DestinationStream, type Logger, pino } from 'pino'
import { openOutput } from './output.ts'

/** Without `child`: the fields that a child logger is made with are not held against the list. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Every field a line may have. */
const fields = [
  'request_id',
  'sign_in_id',
  'environment_id',
  'organization_id',
  'connection_id',
  'application_id',
  'client_id',
  'api_resource_id',
  'tenant_id',
  'issuer',
  'audience',
  'token_version',
  'token_id',
  'step',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'upstream_codes',
  'remedy',
  'param',
  'expected',
  'received',
  'reason',
  'stack',
  'count',
  'address',
  'public_url',
  'seconds',
  'version',
  'schema',
] as const

export type LogFields = Readonly<Partial<Record<(typeof fields)[number], unknown>>>

export interface LogOptions {
  readonly level: LogLevel
  readonly destination?: DestinationStream
}

export function openLog({ level, destination }: LogOptions): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: allowed },
  }
  const log: Log = pino(
    options,
    destination ?? openOutput({ onLost: (count) => log.warn({ count }, 'log lines were lost: nobody read them') }),
  )
  return log
}

const allowedFields: ReadonlySet<string> = new Set(fields)

function allowed(object: Record<string, unknown>): Record<string, unknown> {
  for (const name in object) if (!allowedFields.has(name)) return onlyAllowed(object)
  return object
}

function onlyAllowed(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => allowedFields.has(name)))
}

/** The log fields of an error: its code, remedy and evidence and, for a bug of the gateway, its stack. */
export function errorFields(error: unknown): LogFields {
  const cause = isFailure(error) ? error.evidence.cause : error
  const stack = cause instanceof Error ? { stack: stackOf(cause) } : {}
  if (!isFailure(error)) return { code: 'internal_error', ...stack }
  const { expected, received, param, record, upstream } = error.evidence
  return {
    code: error.code,
    remedy: plainText(error.evidence.remedy ?? failures[error.code].remedy),
    ...(param ? { param } : {}),
    ...(expected ? { expected: plainText(expected) } : {}),
    ...(received ? { received } : {}),
    ...(upstream?.codes?.length ? { upstream_codes: upstream.codes } : {}),
    ...(record ? { sign_in_id: record.sign_in_id } : {}),
    ...(record?.client_id ? { client_id: record.client_id } : {}),
    ...stack,
  }
}

/**
 * `JSON.parse` quotes the text that it could not read, a short one in full. The text may be a token, so it is left out.
 */
function stackOf(error: Error): string | undefined {
  return error instanceof SyntaxError ? error.stack?.replace(/^.*?(?=\n {4}at )/s, 'SyntaxError') : error.stack
}
