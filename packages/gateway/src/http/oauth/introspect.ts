/** Introspection (RFC 7662) and revocation (RFC 7009), for authenticated clients of this environment. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { introspect, revoke } from '../../domain/tokens/introspection.ts'
import { environmentOf, type HttpContext } from '../context.ts'
import { authenticatedClient } from './client.ts'

function tokenOf({ token }: Parameters): string {
  if (token === undefined) throw new Failure('token_parameter_missing', { param: 'token' })
  return token
}

export async function introspectEndpoint(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const { application, parameters } = await authenticatedClient(http, request, environment)
  // Whoever can come without a secret is anybody, and must not try out tokens (RFC 7662, 4).
  if (application.token_endpoint_auth_methods.includes('none')) throw new Failure('client_authentication_method')
  const answer = await introspect(http.ports, environment, application, tokenOf(parameters))
  return reply.header('cache-control', 'no-store').send(answer)
}

export async function revokeEndpoint(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const { application, parameters } = await authenticatedClient(http, request, environment)
  await revoke(http.ports, environment, application, tokenOf(parameters))
  return reply.header('cache-control', 'no-store').send()
}
