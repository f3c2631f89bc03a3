/** The userinfo endpoint: OpenID Connect Core 1.0, 5.3; the token as in RFC 6750, never in the address. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply } from 'fastify'
import { userinfo } from '../../domain/tokens/userinfo.ts'
import type { HttpContext } from '../context.ts'
import type { Visit } from '../visit.ts'

export async function userinfoEndpoint({ ports }: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const claims = await userinfo(ports, visit.environment, presentedToken(visit))
  return reply.header('cache-control', 'no-store').send(claims)
}

function presentedToken(visit: Visit): string {
  if (visit.query().access_token !== undefined) throw new Failure('access_token_in_address')
  const { authorization } = visit.headers
  const { access_token } = visit.method === 'POST' ? visit.form() : {}
  // RFC 6750, 2: which of two tokens counts must not depend on who reads.
  if (authorization !== undefined && access_token !== undefined) throw new Failure('access_token_repeated')
  if (authorization !== undefined) {
    const token = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1]
    if (token === undefined) throw new Failure('access_token_invalid')
    return token
  }
  if (access_token === undefined) throw new Failure('access_token_missing')
  return access_token
}
