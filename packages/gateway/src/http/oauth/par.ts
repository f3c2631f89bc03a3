/** Pushed authorization requests: RFC 9126, 2. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pushRequest } from '../../domain/sign-in/pushed-requests.ts'
import { environmentOf, formOf, type HttpContext } from '../context.ts'
import { authenticatedClient } from './client.ts'

export async function pushEndpoint(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const { application, parameters } = await authenticatedClient(http, request, environment)
  const pushed = await pushRequest(http.ports, environment, application, parameters)
  return reply.code(201).header('cache-control', 'no-store').send(pushed)
}

/** Whether the client sends nothing to prove itself with: what anybody can write, is counted. */
export function provesNothing(request: FastifyRequest): boolean {
  const { client_secret, client_assertion } = formOf(request)
  return request.headers.authorization === undefined && client_secret === undefined && client_assertion === undefined
}
