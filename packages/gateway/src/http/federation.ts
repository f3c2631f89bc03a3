/** The documents of the federation issuer, which identity providers read. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply, RouteHandlerMethod } from 'fastify'
import type { FederationConfiguration } from '../domain/ports/configuration.ts'
import type { HttpContext } from './context.ts'

/** A key is published a day before it signs, so a reader may keep the documents for an hour. */
const maximumAge = 'public, max-age=3600'

const documents: Readonly<Record<string, (federation: FederationConfiguration) => object>> = {
  '/federation/.well-known/openid-configuration': ({ issuer }) => ({
    issuer,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }),
  // Public halves only: the private ones are sealed in another column.
  '/federation/jwks': ({ keys }) => ({ keys: keys.map(({ id, public_jwk }) => ({ kid: id, ...public_jwk })) }),
}

export const federationPaths: readonly string[] = Object.keys(documents)

/** The handler of each path. Before the first use there is no issuer. */
export function federationEndpoint({ ports }: HttpContext, path: string): RouteHandlerMethod {
  return async (_, reply: FastifyReply) => {
    const federation = await ports.configuration.federation()
    if (federation === undefined) throw new Failure('route_missing')
    return reply
      .header('cache-control', maximumAge)
      .header('access-control-allow-origin', '*')
      .send(documents[path]?.(federation))
  }
}
