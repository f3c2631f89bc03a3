import type { FastifyReply } from 'fastify'
import type { EntraError } from '../errors/entra-error.ts'
import { errorDescription } from '../errors/error-document.ts'
import type { Trace } from '../http/trace.ts'
import { formPostPage } from '../pages/form-post-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { encodeParameters } from './form-encoding.ts'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** Where and how the application gets its answer. */
export interface ResponseTarget {
  readonly uri: string
  readonly mode: ResponseMode
  readonly state: string | undefined
}

export type ResponseParameters = readonly (readonly [string, string])[]

/** A URI without a path comes back with a slash, in query and fragment mode. */
export function withPath(uri: string): string {
  return /^https?:\/\/[^/?#]+$/.test(uri) ? `${uri}/` : uri
}

/** The address the browser is sent to in query and fragment mode. */
export function redirectLocation(target: ResponseTarget, parameters: ResponseParameters): string {
  const uri = withPath(target.uri)
  const encoded = encodeParameters(parameters)
  if (target.mode === 'fragment') return `${uri}#${encoded}`
  return `${uri}${uri.includes('?') ? '&' : '?'}${encoded}`
}

export async function sendResponse(
  reply: FastifyReply,
  target: ResponseTarget,
  parameters: ResponseParameters,
): Promise<FastifyReply> {
  reply.header('Cache-Control', 'no-store, no-cache').header('Pragma', 'no-cache')
  if (target.mode === 'form_post') return sendPage(reply, 200, formPostPage(target.uri, parameters))
  return reply.redirect(redirectLocation(target, parameters), 302)
}

export function stateParameter(target: ResponseTarget): ResponseParameters {
  return target.state === undefined ? [] : [['state', target.state]]
}

/**
 * An error as the application gets it. What would be shown on Entra's page is, where nobody looks at pages, just a
 * reason to come back without `prompt=none`.
 */
export function errorParameters(
  failure: EntraError,
  trace: Trace,
  target: ResponseTarget,
  baseUrl: string,
): ResponseParameters {
  return [
    ['error', failure.shown === 'page' ? 'interaction_required' : failure.error],
    ['error_description', errorDescription(failure, trace)],
    ['error_uri', `${baseUrl}/error?code=${failure.code}`],
    ...stateParameter(target),
  ]
}

/** "Cancel" on the consent page, and going back from "Need admin approval": without a description. */
export function cancelParameters(target: ResponseTarget): ResponseParameters {
  return [['error', 'access_denied'], ['error_subcode', 'cancel'], ...stateParameter(target)]
}
