/** Pushed authorization requests: RFC 9126, 2. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pushRequest } from '../../domain/pushed-requests.ts'
import { environmentOf, type HttpContext } from '../context.ts'
import { authenticatedClient } from './client.ts'

export async function pushEndpoint(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const { application, parameters } = await authenticatedClient(http, request, environment)
  const pushed = await pushRequest(http.ports, environment, application, parameters)
  return reply.code(201).header('cache-control', 'no-store').send(pushed)
}
