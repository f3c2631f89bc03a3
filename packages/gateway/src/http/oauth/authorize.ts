/** The authorization endpoint: prints what the domain decides. RFC 6749, 4.1.2; RFC 9207. */
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { enter } from '../../domain/sign-in/enter.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { rememberAnswer } from '../pages/remember.ts'
import { sentBy, type Visit, workOf } from '../visit.ts'
import { sendAuthorizationError, sendAuthorizationResponse } from './authorization-response.ts'

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
    case 'refuse':
      return sendAuthorizationError(http, visit, reply, entry)
  }
}
