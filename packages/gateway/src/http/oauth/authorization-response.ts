/** Sends an authorization response to the application, as it asked: RFC 6749, 4.1.2; RFC 9207; Form Post Response Mode. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { AuthorizationResponse } from '../../domain/sign-in/response.ts'
import type { HttpContext } from '../context.ts'
import { logFailure } from '../failure-log.ts'
import { formPostPage } from '../pages/form-post.ts'
import type { Visit } from '../visit.ts'
import { errorParameters } from './error.ts'

type ResponseParameters = Readonly<Record<string, string | undefined>>

/** Where a response goes, and how. */
interface Target {
  readonly redirect_uri: string
  readonly response_mode: ResponseMode
}

/** Sends the browser back to the application with its code. */
export function sendAuthorizationResponse(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { code, state, ...target }: AuthorizationResponse,
): unknown {
  const iss = issuerOf(http.ports.public_url, visit.environment)
  return send(http, visit, reply, target, { code, state: state ?? undefined, iss })
}

/** Tells the application at its redirect URI why there is no code. */
export function sendAuthorizationError(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { state, failure, ...target }: Target & { readonly state: string | null; readonly failure: Failure },
): unknown {
  logFailure(http, visit.request_id, failure, 'warn')
  return send(http, visit, reply, target, errorParameters(http, visit.environment, state, failure))
}

function send(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { redirect_uri, response_mode }: Target,
  parameters: ResponseParameters,
): unknown {
  if (response_mode === 'form_post') return formPostPage(http, visit, reply, redirect_uri, parameters)
  return reply.redirect(withParameters(redirect_uri, parameters), 303)
}
