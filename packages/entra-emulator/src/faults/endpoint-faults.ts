import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { FaultName } from './fault-list.ts'
import type { Faults } from './faults.ts'

interface FaultyResponse {
  readonly status: number
  readonly retry_after?: true
  readonly type: string
  readonly body: string
}

const json = 'application/json; charset=utf-8'
const unavailable = JSON.stringify({
  error: 'temporarily_unavailable',
  error_description: 'AADSTS90033: A transient error has occurred. Please try again.',
  error_codes: [90033],
})
const html = '<!DOCTYPE html><html><head><title>Service error</title></head><body>HTTP Error 500</body></html>'

/** Responses that replace the response of an endpoint. */
const answers: Readonly<Partial<Record<FaultName, FaultyResponse>>> = {
  'token-429': { status: 429, retry_after: true, type: json, body: unavailable },
  'token-500': { status: 500, type: 'text/html; charset=utf-8', body: html },
  'token-503': { status: 503, type: json, body: unavailable },
  'discovery-503': { status: 503, type: json, body: unavailable },
  'jwks-500': { status: 500, type: 'text/html; charset=utf-8', body: html },
}

const slow: readonly FaultName[] = ['token-slow', 'jwks-slow']

/** The faults that can replace the response of each endpoint. */
export const endpointFaults = {
  token: ['token-slow', 'token-429', 'token-500', 'token-503'],
  discovery: ['discovery-503'],
  jwks: ['jwks-slow', 'jwks-500'],
} as const satisfies Readonly<Record<string, readonly FaultName[]>>

/** Waits if a fault makes the endpoint slow, and sends the response of a fault. True if a response was sent. */
export async function actedFaulty(
  faults: Faults,
  endpoint: keyof typeof endpointFaults,
  tenantId: string | undefined,
  reply: FastifyReply,
): Promise<boolean> {
  const drawn = faults.draw(tenantId, endpointFaults[endpoint])
  for (const name of slow) await wait((drawn.get(name)?.seconds ?? 0) * 1000)
  for (const name of endpointFaults[endpoint]) {
    const answer = answers[name]
    const fault = drawn.get(name)
    if (!answer || !fault) continue
    if (answer.retry_after) reply.header('Retry-After', String(fault.seconds))
    await reply.code(answer.status).type(answer.type).send(answer.body)
    return true
  }
  return false
}
