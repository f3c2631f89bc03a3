/**
 * The page that posts an authorization response to the application: a form that submits itself, with a button for
 * browsers without scripts. OAuth 2.0 Form Post Response Mode, 2.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import { languageOf } from '../language.ts'
import type { Visit } from '../visit.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'

const submit = 'document.forms[0].submit()'

export function formPostPage(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  redirect_uri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): unknown {
  const language = languageOf(visit)
  const t = pageTexts[language].form_post
  return sendPage(http, reply, {
    language,
    title: t.title,
    // The application may answer the form with a redirect that we do not know.
    form_targets: formTargets(http, redirect_uri),
    script: submit,
    body: html`
<h1>${t.title}</h1>
<p class="soft">${t.text}</p>
<form method="post" action="${redirect_uri}">
${Object.entries(parameters).map(
  ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">\n`,
)}
<button class="button" type="submit">${t.next}</button>
</form>`,
  })
}
