/** `/sso/initiate/{connection}`: an identity provider asks us to begin a sign-in (OpenID Connect Core 1.0, 4). */
import type { FastifyReply } from 'fastify'
import { initiatedSignIn } from '../../domain/routing/initiated.ts'
import type { HttpContext } from '../context.ts'
import { sentBy, type Visit } from '../visit.ts'

export async function initiatePage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { iss, login_hint, target_link_uri } = sentBy(visit)
  const address = await initiatedSignIn(http.ports, visit.environment, {
    unverified_connection: String(visit.path.connection),
    iss,
    login_hint,
    target_link_uri,
  })
  return reply.redirect(address, 303)
}
