/** RP-initiated logout: GET or POST by an application, and POST by our own page that asks. */
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { logout } from '../../domain/sessions/logout.ts'
import { readSession } from '../../domain/sessions/sessions.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { confirmSignOutPage, signedOutPage, signingOutPage } from '../pages/sign-out.ts'
import { isOwnForm } from '../same-origin.ts'
import { sentBy, type Visit, workOf } from '../visit.ts'

/** The parameters that go on from a form to the address. Anything else, a secret perhaps, has no place there. */
const logoutParameters = [
  'id_token_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'logout_hint',
  'ui_locales',
]

export async function logoutEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment } = visit
  const parameters = sentBy(visit)
  // A form of another site arrives without our cookies, which are `SameSite=Lax`. As a GET it has them.
  if (visit.method === 'POST' && !isOwnForm(http, visit) && visit.session_cookie === undefined) {
    const address = `${issuerOf(http.ports.public_url, visit.environment)}/oauth/logout`
    const sent = Object.entries(parameters).filter(([name]) => logoutParameters.includes(name))
    return reply.redirect(withParameters(address, Object.fromEntries(sent)), 303)
  }
  const session = await readSession(http.ports, environment, visit.session_cookie)
  // Only our own page can have asked the person; a form on another site carries that site's origin.
  const confirmed = parameters.confirmed === 'yes' && isOwnForm(http, visit)
  const step = await logout(workOf(http, visit), environment, parameters, session, confirmed)
  if (step.kind === 'confirm') return confirmSignOutPage(http, visit, reply, parameters, step)
  setCookie(http, environment, reply, 'session', null)
  // A person who signed out must not pass through silently the next time, though the identity provider still knows
  // them.
  setCookie(http, environment, reply, 'signed_out', '1')
  if (step.frames.length > 0) return signingOutPage(http, visit, reply, step)
  if (step.location !== null) return reply.redirect(step.location, 303)
  return signedOutPage(http, visit, reply, step)
}
