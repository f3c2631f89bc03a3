import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { FaultName } from './fault-list.ts'
import type { Drawn, Faults } from './faults.ts'

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
const failed = { status: 500, type: 'text/html; charset=utf-8', body: html }
const throttled = { status: 429, retry_after: true, type: json, body: unavailable } as const
const down = { status: 503, type: json, body: unavailable }

/** Responses that replace the response of an endpoint. */
const answers: Readonly<Partial<Record<FaultName, FaultyResponse>>> = {
  'token-429': throttled,
  'token-500': failed,
  'token-503': down,
  'discovery-429': throttled,
  'discovery-500': failed,
  'discovery-503': down,
  'jwks-429': throttled,
  'jwks-500': failed,
  'jwks-503': down,
}

const slow: readonly FaultName[] = ['token-slow', 'discovery-slow', 'jwks-slow', 'graph-slow']
const hanging: readonly FaultName[] = ['token-hangs', 'discovery-hangs', 'jwks-hangs', 'graph-hangs']

/** The faults that can replace the response of each endpoint. Graph answers its errors itself, in its own form. */
export const endpointFaults = {
  token: ['token-slow', 'token-hangs', 'token-429', 'token-500', 'token-503'],
  discovery: ['discovery-slow', 'discovery-hangs', 'discovery-429', 'discovery-500', 'discovery-503'],
  jwks: ['jwks-slow', 'jwks-hangs', 'jwks-429', 'jwks-500', 'jwks-503'],
  graph: ['graph-slow', 'graph-hangs'],
} as const satisfies Readonly<Record<string, readonly FaultName[]>>

/** No client waits longer, so no request stays for ever. */
const hangingMilliseconds = 10 * 60_000

/** Waits until the client gives up or the emulator stops. Nothing is sent. */
async function hang(reply: FastifyReply): Promise<void> {
  reply.hijack()
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, hangingMilliseconds).unref()
    reply.raw.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  reply.raw.destroy()
}

async function act(drawn: Drawn, name: FaultName, reply: FastifyReply): Promise<boolean> {
  const fault = drawn.get(name)
  if (!fault) return false
  if (slow.includes(name)) await wait(fault.seconds * 1000)
  if (hanging.includes(name)) {
    await hang(reply)
    return true
  }
  const answer = answers[name]
  if (!answer) return false
  if (answer.retry_after) reply.header('Retry-After', String(fault.seconds))
  await reply.code(answer.status).type(answer.type).send(answer.body)
  return true
}

/** Waits if a fault makes the endpoint slow, and sends the response of a fault. True if nothing more is to be sent. */
export async function actedFaulty(
  faults: Faults,
  endpoint: keyof typeof endpointFaults,
  tenantId: string | undefined,
  reply: FastifyReply,
): Promise<boolean> {
  const drawn = faults.draw(tenantId, endpointFaults[endpoint])
  for (const name of endpointFaults[endpoint]) {
    if (await act(drawn, name, reply)) return true
  }
  return false
}
