/** The token endpoint: RFC 6749, 3.2. Who asks, then what for. */
import { Failure } from '@gatehouse/core/failure'
import { presentedClient } from '@gatehouse/core/oauth/client-authentication'
import { parseTokenRequest } from '@gatehouse/core/oauth/token-request'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { authenticateClient } from '../../domain/applications.ts'
import { redeemCode } from '../../domain/tokens.ts'
import { environmentOf, formOf, type HttpContext, queryOf } from '../context.ts'

export async function token(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  // RFC 6749, 3.2: parameters stand in the body; in the address they would end up in logs.
  if (Object.keys(queryOf(request)).length > 0) throw new Failure('client_secret_in_address')
  const parameters = formOf(request)
  const presented = presentedClient(request.headers.authorization, parameters, decodeBase64)
  const application = await authenticateClient(http.ports, environment.id, presented)
  const tokens = await redeemCode(http.ports, environment, application, parseTokenRequest(parameters))
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache').send(tokens)
}

function decodeBase64(text: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
}
