/** Pushed authorization requests: RFC 9126, 2. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pushRequest } from '../../domain/sign-in/pushed-requests.ts'
import type { HttpContext } from '../context.ts'
import { formOf, type Visit, workOf } from '../visit.ts'
import { authenticatedClient } from './client.ts'

export async function pushEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await authenticatedClient(work, visit)
  const pushed = await pushRequest(work, visit.environment, application, parameters)
  return reply.code(201).header('cache-control', 'no-store').send(pushed)
}

/** Whether the client sends nothing to prove itself with. Anybody can write such a request, so it is counted. */
export function provesNothing(request: FastifyRequest): boolean {
  const { client_secret, client_assertion } = formOf(request)
  return request.headers.authorization === undefined && client_secret === undefined && client_assertion === undefined
}
