/** Introspection (RFC 7662) and revocation (RFC 7009), for authenticated clients of this environment. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import { introspect, revoke } from '../../domain/tokens/introspection.ts'
import type { HttpContext } from '../context.ts'
import { type Visit, workOf } from '../visit.ts'
import { authenticatedClient } from './client.ts'

function tokenOf({ token }: Parameters): string {
  if (token === undefined) throw new Failure('token_parameter_missing', { param: 'token' })
  return token
}

export async function introspectEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { application, parameters } = await authenticatedClient(workOf(http, visit), visit)
  // A client that may come without a secret is anybody, and must not try out tokens (RFC 7662, 4).
  if (application.token_endpoint_auth_methods.includes('none')) throw new Failure('client_authentication_method')
  const description = await introspect(http.ports, visit.environment, application, tokenOf(parameters))
  return reply.header('cache-control', 'no-store').send(description)
}

export async function revokeEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const work = workOf(http, visit)
  const { application, parameters } = await authenticatedClient(work, visit)
  await revoke(work, visit.environment, application, tokenOf(parameters))
  return reply.header('cache-control', 'no-store').send()
}
