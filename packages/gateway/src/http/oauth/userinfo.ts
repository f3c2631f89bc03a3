/** The userinfo endpoint: OpenID Connect Core 1.0, 5.3; the token as in RFC 6750, never in the address. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { userinfo } from '../../domain/tokens/userinfo.ts'
import { environmentOf, formOf, type HttpContext, queryOf } from '../context.ts'

export async function userinfoEndpoint(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const claims = await userinfo(http.ports, environment, presentedToken(request))
  return reply.header('cache-control', 'no-store').send(claims)
}

function presentedToken(request: FastifyRequest): string {
  if (queryOf(request).access_token !== undefined) throw new Failure('access_token_in_address')
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1]
    if (token === undefined) throw new Failure('access_token_invalid')
    return token
  }
  const { access_token } = request.method === 'POST' ? formOf(request) : {}
  if (access_token === undefined) throw new Failure('access_token_missing')
  return access_token
}
