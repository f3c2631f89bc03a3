/**
 * The page that posts an authorization response to the application: a form that submits itself, with a button for
 * browsers without scripts. OAuth 2.0 Form Post Response Mode, 2.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

const submit = 'document.forms[0].submit()'

export function formPostPage(
  http: HttpContext,
  reply: FastifyReply,
  redirect_uri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): unknown {
  return sendPage(http, reply, {
    title: 'Back to the application',
    // The application may answer the form with a redirect that we do not know.
    form_targets: formTargets(http, redirect_uri),
    script: submit,
    body: html`
<h1>Back to the application</h1>
<p class="soft">You are on your way. If nothing happens, continue with the button.</p>
<form method="post" action="${redirect_uri}">
${Object.entries(parameters).map(
  ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">\n`,
)}
<button class="button" type="submit">Continue</button>
</form>`,
  })
}
