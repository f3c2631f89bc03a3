import type { FastifyReply } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { type EntraError, errorText } from '../errors/entra-error.ts'
import type { Trace } from '../http/trace.ts'
import { newGuid } from '../identifier.ts'
import { personaNamed } from '../personas/find-persona.ts'
import { personaIssuer, personaStyles } from '../personas/persona-style.ts'
import { issuerV1 } from '../tenants/authority.ts'
import { statusCode } from './names.ts'
import { entraStyle, responseMarkup } from './response.ts'
import { sendSamlForm } from './send-form.ts'
import type { SamlSignIn } from './sign-in-request.ts'

/** Errors because a page would be needed, and the request forbids pages. */
const needsPage: ReadonlySet<number> = new Set([16000, 50058, 65001])

/** Whether Entra sends an error to the application. It shows most of them on its own page. */
export function isForApplication(error: EntraError, isPassive: boolean): boolean {
  return error.shown === 'app' || (isPassive && needsPage.has(error.code))
}

function codesOf({ code, error }: EntraError, isPassive: boolean): readonly string[] {
  if (isPassive && needsPage.has(code)) return [statusCode.responder, statusCode.noPassive]
  if (error === 'invalid_request') return [statusCode.requester, statusCode.requestUnsupported]
  if (error === 'server_error' || error === 'temporarily_unavailable') return [statusCode.responder]
  return [statusCode.responder, statusCode.authnFailed]
}

/** The text of Entra: the number of SAML around the number of the reason, then the ids for a support ticket. */
function messageOf(error: EntraError, trace: Trace): string {
  return [
    `AADSTS75006: An error occurred while processing a SAML2 Authentication request. ${errorText(error)}`,
    `Trace ID: ${trace.trace_id}`,
    `Correlation ID: ${trace.correlation_id}`,
    `Timestamp: ${trace.timestamp}`,
  ].join('\r\n')
}

/** Sends an error to the application: a response with a status, not signed, and without an assertion. */
export function sendSamlError(
  emulation: Emulation,
  signIn: SamlSignIn,
  error: EntraError,
  trace: Trace,
  isPassive: boolean,
  reply: FastifyReply,
): FastifyReply {
  const { address, clock, directory, entropy } = emulation
  const found = signIn.persona && personaNamed(directory, signIn.persona)
  const home = directory.application(signIn.app_id)?.home
  const markup = responseMarkup(
    {
      id: `_${newGuid(entropy)}`,
      issued: new Date(clock.now()).toISOString(),
      issuer: found ? personaIssuer(found.tenant, found.application) : issuerV1(address.baseUrl(), home?.id ?? ''),
      destination: signIn.acs_url,
      in_response_to: signIn.request_id,
    },
    { codes: codesOf(error, isPassive), message: found ? undefined : messageOf(error, trace) },
    [],
    found ? personaStyles[found.application.persona].response : entraStyle,
  )
  return sendSamlForm(reply, signIn.acs_url, markup.markup, signIn.relay_state)
}
