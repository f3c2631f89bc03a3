import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Entropy } from '../identifier.ts'
import { clientRequestId } from './trace.ts'

/**
 * Headers of every response: the request id, and the client's own id if it sent one. Entra's Strict-Transport-Security
 * is left out on purpose: a browser would keep it for `localhost` and break every other program there.
 */
export function commonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Content-Type-Options', 'nosniff')
  reply.header('P3P', 'CP="DSP CUR OTPi IND OTRi ONL FIN"')
  reply.header('x-ms-request-id', request.id)
  reply.header('x-ms-ests-server', '2.1.16522.6 - EMULATOR ProdSlices')
  const sent = clientRequestId(request)
  if (sent !== undefined) reply.header('client-request-id', sent)
}

/** Headers of discovery documents and key sets: readable from any page, cached for a day. */
export function discoveryHeaders(reply: FastifyReply, entropy: Entropy): void {
  reply.header('Cache-Control', 'max-age=86400, private')
  reply.header('Access-Control-Allow-Origin', '*')
  reply.header('Access-Control-Allow-Methods', 'GET, OPTIONS')
  reply.header('Set-Cookie', [
    `fpc=${entropy(18).toString('base64url')}; path=/; secure; HttpOnly; SameSite=None`,
    `esctx=${entropy(48).toString('base64url')}; path=/; secure; HttpOnly; SameSite=None`,
    'x-ms-gateway-slice=estsfd; path=/; secure; samesite=none; httponly',
    'stsservicecookie=estsfd; path=/; secure; samesite=none; httponly',
  ])
}

/** Headers of /token, which forbid caching. */
export function tokenHeaders(reply: FastifyReply, errorCode = 0): void {
  reply.header('Cache-Control', 'no-store, no-cache')
  reply.header('Pragma', 'no-cache')
  reply.header('Expires', '-1')
  reply.header('x-ms-clitelem', `1,${errorCode},0,,`)
}
