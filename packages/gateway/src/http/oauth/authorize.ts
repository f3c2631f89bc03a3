/** The authorization endpoint: prints what the domain decides. RFC 6749, 4.1.2; RFC 9207. */
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { enter } from '../../domain/sign-in/enter.ts'
import type { AuthorizationResponse } from '../../domain/sign-in/response.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { rememberAnswer } from '../pages/remember.ts'
import { sentBy, type Visit, workOf } from '../visit.ts'
import { errorParameters } from './error.ts'

export async function authorize(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment } = visit
  const parameters = sentBy(visit)
  const method = visit.method === 'POST' ? 'POST' : 'GET'
  const { entry, new_browser_key } = await enter(workOf(http, visit), environment, method, parameters, visit)
  rememberAnswer(http, visit, reply, parameters)
  if (new_browser_key !== null) setCookie(http, environment, reply, 'browser', new_browser_key)
  const page = (path: string, sent: Readonly<Record<string, string>>): string =>
    `${issuerOf(http.ports.public_url, environment)}${path}?${new URLSearchParams(sent)}`
  switch (entry.kind) {
    case 'answered':
      return sendAuthorizationResponse(http, visit, reply, entry.response)
    case 'redirect':
      return reply.redirect(entry.location, 303)
    case 'ask_email':
      return reply.redirect(page('/signin', entry.sent), 303)
    case 'choose':
      return reply.redirect(page('/signin/choose', entry.sent), 303)
    case 'refuse': {
      const { redirect_uri, state, failure } = entry
      return reply.redirect(withParameters(redirect_uri, errorParameters(http, environment, state, failure)), 303)
    }
  }
}

/** Sends the browser back to the application with its code. */
export function sendAuthorizationResponse(
  { ports }: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  { redirect_uri, code, state }: AuthorizationResponse,
): unknown {
  const iss = issuerOf(ports.public_url, environment)
  return reply.redirect(withParameters(redirect_uri, { code, state: state ?? undefined, iss }), 303)
}
