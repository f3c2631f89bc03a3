/**
 * The way back from an identity provider. The sign-in is found by its handle, and it must be in progress and in the
 * same browser, before anything is sent upstream.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../domain/environments/addresses.ts'
import { readSession } from '../domain/sessions/sessions.ts'
import { abandonForRestart, finish, type Return, resume } from '../domain/sign-in/finish.ts'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { SignInRecord } from '../domain/stores/sign-ins.ts'
import { errorFields } from '../observe/log.ts'
import { browserHash, knownBrowser } from './browser.ts'
import { environmentOf, type HttpContext, queryOf, sourceOf } from './context.ts'
import { readCookie, setCookie } from './cookies.ts'
import { send } from './oauth/authorize.ts'
import { finishedPage } from './pages/error.ts'

export async function oidcCallback(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const parameters = queryOf(request)
  const { connection: connection_id } = request.params as { connection: string }
  const back = { connection_id, parameters, source: sourceOf(request) }
  const sign_in = await resume(http.ports, environment, { parameters })
  if (sign_in.state !== 'in_progress') return finishedPage(http, reply, environment, sign_in)
  const browser = knownBrowser(http, request, environment)
  if (browser === undefined || !http.ports.keys.equal(browser, sign_in.browser_hash)) {
    return restart(http, request, reply, environment, sign_in, back)
  }
  try {
    const previous = await readSession(http.ports, environment, readCookie(http, request, environment, 'session'))
    const answer = await finish(http.ports, environment, sign_in, back, previous)
    setCookie(http, reply, environment, 'session', answer.session_cookie)
    if (readCookie(http, request, environment, 'signed_out')) setCookie(http, reply, environment, 'signed_out', null)
    const { code, state, redirect_uri } = answer
    const iss = issuerOf(http.ports, environment)
    return reply.redirect(withParameters(redirect_uri, { code, state: state ?? undefined, iss }), 303)
  } catch (error) {
    // Without the database there is no page to send to; here, reloading the page goes on as soon as it is back.
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    if (error.code === 'sign_in_finished') return finishedPage(http, reply, environment, sign_in)
    http.log.warn({ request_id: request.id, sign_in_id: sign_in.id, ...errorFields(error) }, 'sign-in refused')
    // An address of its own, so that reloading the page does not bring the old answer again.
    return reply.redirect(`${issuerOf(http.ports, environment)}/error/${sign_in.id}`, 303)
  }
}

/** The answer came in another browser, or one that keeps no cookies: begin again there, once. */
async function restart(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  environment: EnvironmentRecord,
  sign_in: SignInRecord,
  back: Return,
): Promise<unknown> {
  const asked = await abandonForRestart(http.ports, sign_in, back)
  const configured = await http.ports.configuration.connection(environment.id, sign_in.connection_id)
  if (configured?.connection.state !== 'active') throw new Failure('connection_gone')
  const browser_hash = browserHash(http, request, reply, environment)
  return send(http, request, reply, environment, configured.connection, asked, { browser_hash, restarted: true })
}
