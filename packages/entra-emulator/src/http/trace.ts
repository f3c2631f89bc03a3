import type { FastifyRequest } from 'fastify'
import { type Clock, movedClockNote } from '../clock.ts'
import { guidFromName, isGuid } from '../identifier.ts'

/** The ids and the time below each of Entra's errors, for support tickets. */
export interface Trace {
  readonly trace_id: string
  readonly correlation_id: string
  /** `2025-01-31 12:00:00Z` */
  readonly timestamp: string
  /** The sentence about a clock that a test has moved. */
  readonly moved_clock?: string
}

/** The GUID that a client sent in the header or query to identify its request. */
export function clientRequestId(request: FastifyRequest): string | undefined {
  const query = request.query
  const inQuery =
    typeof query === 'object' && query !== null && 'client-request-id' in query ? query['client-request-id'] : undefined
  const sent = request.headers['client-request-id'] ?? inQuery
  return typeof sent === 'string' && isGuid(sent) ? sent.toLowerCase() : undefined
}

/** The trace of a request. The trace id is the request's own id, as in the header `x-ms-request-id`. */
export function traceOf(request: FastifyRequest, clock: Clock): Trace {
  const note = movedClockNote(clock)
  return {
    ...(note === undefined ? {} : { moved_clock: note }),
    trace_id: request.id,
    correlation_id: clientRequestId(request) ?? guidFromName('correlation', request.id),
    timestamp: new Date(clock.now())
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z'),
  }
}
