/**
 * The way back from an identity provider. Each protocol names its handle, the domain does the rest, and this file
 * prints the result.
 */
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../domain/environments/addresses.ts'
import type { UnverifiedCallback } from '../domain/sign-in/attempt.ts'
import { comeBack } from '../domain/sign-in/callback.ts'
import { enterConsole } from './console/sign-in.ts'
import type { HttpContext } from './context.ts'
import { setCookie } from './cookies.ts'
import { logFailure } from './failure-log.ts'
import { sendAuthorizationResponse } from './oauth/authorization-response.ts'
import { testResultAddress } from './pages/connection-test.ts'
import { finishedPage } from './pages/error.ts'
import { enterPortal } from './setup/return.ts'

import { type Visit, workOf } from './visit.ts'

/** The parameters of a response that go on from a form to the address; others are ignored (RFC 6749, 4.1.2). */
export const responseParameters = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'error_subcode']

/** OpenID Connect: the handle is the `state` (OpenID Connect Core 1.0, 3.1.2.5). */
export async function oidcCallback(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  if (visit.method === 'POST') return asGet(http, visit, reply)
  const parameters = visit.query()
  const connection_id = String(visit.path.connection)
  return printCallback(http, visit, reply, {
    unverified_handle: parameters.state,
    parameters,
    connection_id,
    alias: null,
  })
}

/**
 * Sends a response that came as a form here again as a GET. A form from another site arrives without our cookies, which
 * are `SameSite=Lax`.
 */
function asGet({ ports }: HttpContext, { environment, path, form }: Visit, reply: FastifyReply): unknown {
  const sent = Object.entries(form()).filter(([name]) => responseParameters.includes(name))
  const address = `${issuerOf(ports.public_url, environment)}/sso/oidc/callback/${path.connection}`
  return reply.redirect(withParameters(address, Object.fromEntries(sent)), 303)
}

/** The same at an alias, which names no connection. */
export function printAliasCallback(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { alias, parameters }: { readonly alias: string; readonly parameters: Parameters },
): Promise<unknown> {
  const unverified_handle = parameters.state
  return printCallback(http, visit, reply, { unverified_handle, parameters, connection_id: null, alias })
}

export async function printCallback(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  brought: Omit<UnverifiedCallback, 'source'>,
): Promise<unknown> {
  const { environment, source } = visit
  const callback = { ...brought, source }
  const result = await comeBack(workOf(http, visit), environment, callback, visit)
  switch (result.kind) {
    case 'answered':
      setCookie(http, environment, reply, 'session', result.session_cookie)
      if (visit.signed_out) setCookie(http, environment, reply, 'signed_out', null)
      return sendAuthorizationResponse(http, visit, reply, result.response)
    case 'restarted':
      if (result.new_browser_key !== null) setCookie(http, environment, reply, 'browser', result.new_browser_key)
      return reply.redirect(result.location, 303)
    case 'tested':
      if (result.person?.returns_to.kind === 'setup') {
        return enterPortal(http, visit, reply, result.person.returns_to.setup_link_id, result.person)
      }
      if (result.person?.returns_to.kind === 'console') {
        return enterConsole(http, visit, reply, result.person.returns_to, result.person)
      }
      return reply.redirect(testResultAddress(http, environment, result.sign_in_id), 303)
    case 'finished':
      return finishedPage(http, visit, reply, result.sign_in)
    case 'refused': {
      const { sign_in, failure } = result
      const { application_id, organization_id, connection_id } = sign_in
      const known = { sign_in_id: sign_in.id, application_id, organization_id, connection_id }
      logFailure(http, visit.request_id, failure, 'warn', known)
      // An address of its own, so that reloading the page does not bring the old answer again.
      return reply.redirect(`${issuerOf(http.ports.public_url, environment)}/error/${sign_in.id}`, 303)
    }
  }
}
