/**
 * The page that posts a message: an authorization response to the application (OAuth 2.0 Form Post Response Mode, 2), or
 * a message of SAML. The form submits itself, and has a button for browsers without scripts.
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
  address: string,
  parameters: Readonly<Record<string, string | undefined>>,
  words: 'to_application' | 'signing_in' = 'to_application',
): unknown {
  const language = languageOf(visit)
  const t = pageTexts[language].form_post[words]
  return sendPage(http, reply, {
    language,
    title: t.title,
    // The answer to the form may be a redirect that we do not know.
    form_targets: formTargets(http, address),
    script: submit,
    body: html`
<h1>${t.title}</h1>
<p class="soft">${t.text}</p>
<form method="post" action="${address}">
${Object.entries(parameters).map(
  ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">\n`,
)}
<button class="button" type="submit">${t.next}</button>
</form>`,
  })
}
