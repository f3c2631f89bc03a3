/** What an environment publishes about itself: discovery and keys. */
import { providerMetadata } from '@gatehouse-sso/core/oauth/metadata'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { environmentOf, type HttpContext } from '../context.ts'

export async function discovery(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('access-control-allow-origin', '*')
    .send(providerMetadata(issuerOf(http.ports, environment)))
}

/** Public keys only: the private half is sealed in another column and never comes here. */
export async function jwks(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const keys = await http.ports.configuration.signingKeys(environment.id)
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('access-control-allow-origin', '*')
    .send({ keys: keys.map(({ id, public_jwk }) => ({ kid: id, ...public_jwk })) })
}
