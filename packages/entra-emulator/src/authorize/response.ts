import type { FastifyReply } from 'fastify'
import { formPostPage } from '../pages/form-post-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { encodeParameters } from './form-encoding.ts'
import type { ResponseParameters } from './response-parameters.ts'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** The redirect URI and the mode of the response to the application. */
export interface ResponseTarget {
  readonly uri: string
  readonly mode: ResponseMode
  readonly state: string | undefined
}

/** Adds a slash to a URI without a path, as Entra does in query and fragment mode. */
export function withPath(uri: string): string {
  return /^https?:\/\/[^/?#]+$/.test(uri) ? `${uri}/` : uri
}

/** The URL of the redirect in query and fragment mode. */
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
