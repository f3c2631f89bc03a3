/** RP-initiated logout: GET or POST by an application, and POST by our own page that asks. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { logout } from '../../domain/sessions/logout.ts'
import { readSession } from '../../domain/sessions/sessions.ts'
import { environmentOf, formOf, type HttpContext, queryOf, sourceOf } from '../context.ts'
import { readCookie, setCookie } from '../cookies.ts'
import { confirmSignOutPage, signedOutPage } from '../pages/sign-out.ts'
import { isOwnForm } from '../same-origin.ts'

export async function logoutEndpoint(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const parameters = request.method === 'POST' ? formOf(request) : queryOf(request)
  const session = await readSession(http.ports, environment, readCookie(http, request, environment, 'session'))
  // Only our own page can have asked the person; a form on another site carries that site's origin.
  const confirmed = parameters.confirmed === 'yes' && isOwnForm(http, request)
  const step = await logout(http.ports, environment, parameters, session, confirmed, sourceOf(request))
  if (step.kind === 'confirm') return confirmSignOutPage(http, reply, environment, parameters, step.application)
  setCookie(http, reply, environment, 'session', null)
  // Whoever signed out must not pass through silently the next time, though the identity provider still knows them.
  setCookie(http, reply, environment, 'signed_out', '1')
  if (step.location !== null) return reply.redirect(step.location, 303)
  return signedOutPage(http, reply, step.application)
}
