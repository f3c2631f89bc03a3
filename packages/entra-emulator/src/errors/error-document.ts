import type { Trace } from '../http/trace.ts'
import { clockBlame } from './clock-errors.ts'
import { type EntraError, errorText } from './entra-error.ts'

/** The JSON of /token, /devicecode and discovery, in Entra's order. */
export interface ErrorDocument {
  readonly error: string
  readonly error_description: string
  readonly error_codes: readonly number[]
  readonly timestamp: string
  readonly trace_id: string
  readonly correlation_id: string
  readonly error_uri: string
  readonly suberror?: string
  readonly claims?: string
}

/** The error text with the ids that people copy into support tickets, and the emulator's sentence about its clock. */
export function errorDescription(failure: EntraError, trace: Trace): string {
  return [
    errorText(failure),
    `Trace ID: ${trace.trace_id}`,
    `Correlation ID: ${trace.correlation_id}`,
    `Timestamp: ${trace.timestamp}`,
    clockBlame(failure.code, trace) ?? [],
  ]
    .flat()
    .join('\r\n')
}

/**
 * @param baseUrl origin of the emulator, for the URL of the error's page
 */
export function errorDocument(failure: EntraError, trace: Trace, baseUrl: string): ErrorDocument {
  const { suberror, claims } = failure.detail
  return {
    error: failure.error,
    error_description: errorDescription(failure, trace),
    error_codes: [failure.code],
    timestamp: trace.timestamp,
    trace_id: trace.trace_id,
    correlation_id: trace.correlation_id,
    error_uri: `${baseUrl}/error?code=${failure.code}`,
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  }
}
