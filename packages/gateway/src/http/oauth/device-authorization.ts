/** The device authorization endpoint: RFC 8628, 3.1 and 3.2. */
import type { FastifyReply } from 'fastify'
import { authorizeDevice } from '../../domain/device/device-authorization.ts'
import type { HttpContext } from '../context.ts'
import { type Visit, workOf } from '../visit.ts'
import { authenticatedClient } from './client.ts'

export async function deviceAuthorization(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await authenticatedClient(work, visit)
  const answer = await authorizeDevice(work, visit.environment, application, parameters)
  return reply.header('cache-control', 'no-store').send(answer)
}
