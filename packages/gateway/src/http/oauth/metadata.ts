/** Discovery and keys: what an environment publishes about itself. */
import { providerMetadata } from '@gatehouse-sso/core/oauth/metadata'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { HttpContext } from '../context.ts'
import type { Visit } from '../visit.ts'

export async function discovery({ ports }: HttpContext, { environment }: Visit, reply: FastifyReply): Promise<unknown> {
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('access-control-allow-origin', '*')
    .send(providerMetadata(issuerOf(ports.public_url, environment)))
}

/** Public keys only: the private half is sealed in another column and never comes here. */
export async function jwks({ ports }: HttpContext, { environment }: Visit, reply: FastifyReply): Promise<unknown> {
  const keys = await ports.configuration.signingKeys(environment.id)
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('access-control-allow-origin', '*')
    .send({ keys: keys.map(({ id, public_jwk }) => ({ kid: id, ...public_jwk })) })
}
