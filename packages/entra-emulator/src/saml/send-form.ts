import type { FastifyReply } from 'fastify'
import { formPostPage } from '../pages/form-post-page.ts'
import { sendPage } from '../pages/send-page.ts'

/** Sends a response by the POST binding: a page with a form that submits itself. */
export function sendSamlForm(
  reply: FastifyReply,
  url: string,
  markup: string,
  relayState: string | undefined,
): FastifyReply {
  const state: [string, string][] = relayState === undefined ? [] : [['RelayState', relayState]]
  reply.header('Pragma', 'no-cache')
  const response = Buffer.from(markup).toString('base64')
  return sendPage(reply, 200, formPostPage(url, [['SAMLResponse', response], ...state]))
}
