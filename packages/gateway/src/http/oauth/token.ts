/** The token endpoint: RFC 6749, 3.2. Who asks, then what for. */
import { Failure } from '@gatehouse-sso/core/failure'
import { parseTokenRequest } from '@gatehouse-sso/core/oauth/token-request'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { redeemCode } from '../../domain/tokens/authorization-code.ts'
import { refreshTokens } from '../../domain/tokens/refresh-token.ts'
import { environmentOf, type HttpContext } from '../context.ts'
import { authenticatedClient } from './client.ts'

export async function token(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const { application, parameters } = await authenticatedClient(http, request, environment)
  const asked = parseTokenRequest(parameters)
  if (!application.grant_types.includes(asked.grant_type)) throw new Failure('grant_type_not_allowed')
  const tokens =
    asked.grant_type === 'authorization_code'
      ? await redeemCode(http.ports, environment, application, asked)
      : await refreshTokens(http.ports, environment, application, asked)
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache').send(tokens)
}
