/** The token endpoint (RFC 6749, 3.2): it authenticates the client, then serves the grant. */
import type { FastifyReply } from 'fastify'
import { serveTokenRequest } from '../../domain/tokens/token-request.ts'
import type { HttpContext } from '../context.ts'
import { type Visit, workOf } from '../visit.ts'
import { authenticatedClient } from './client.ts'

export async function token(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await authenticatedClient(work, visit)
  const tokens = await serveTokenRequest(work, visit.environment, application, parameters)
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache').send(tokens)
}
