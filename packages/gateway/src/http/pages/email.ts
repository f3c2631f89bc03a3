/** `/signin`: asks for the email once. Its form goes back to the authorization endpoint with everything it came with. */
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { emailQuestion } from '../../domain/sign-in/questions.ts'
import type { HttpContext } from '../context.ts'
import { languageOf } from '../language.ts'
import { marks } from '../remembered.ts'
import { type Visit, workOf } from '../visit.ts'
import { html } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'

export async function emailPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, remembered } = visit
  const question = await emailQuestion(workOf(http, visit), environment, visit.query(), visit)
  const { application, redirect_uri, login_hint, sent, ui_locales } = question
  const language = languageOf(visit, ui_locales)
  const t = pageTexts[language].sign_in
  const action = `${issuerOf(http.ports.public_url, environment)}/oauth/authorize`
  return sendPage(http, reply, {
    language,
    title: t.title(application.name),
    environment,
    application,
    form_targets: formTargets(http, redirect_uri),
    body: html`
<h1>${t.title(application.name)}</h1>
<p class="soft">${t.lead}</p>
${
  login_hint !== null &&
  html`<div class="note" role="alert"><p>${t.unknown[0]} <strong>${login_hint}</strong>${t.unknown[1]}</p></div>`
}
<form method="get" action="${action}">
${hiddenFields(sent, ['login_hint', 'domain_hint'])}
<label for="email">${t.email}</label>
<input id="email" name="login_hint" type="email" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" required autofocus maxlength="254" value="${login_hint ?? remembered?.email ?? null}">
<label class="check"><input type="checkbox" name="${marks.remember}" value="1"${remembered && html` checked`}> ${t.remember}</label>
<input type="hidden" name="${marks.emailAsked}" value="1">
<button class="button" type="submit">${t.next}</button>
</form>
<p class="after">${t.no_password}</p>`,
  })
}

/** The parameters of the request as hidden fields, so that the page itself keeps nothing. */
function hiddenFields(parameters: Parameters, without: readonly string[]) {
  return Object.entries(parameters)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)
}

/**
 * The answer to the form is a redirect to the identity provider, which is known only after the email, or straight to
 * the application. So the form may lead to https anywhere, to the application's own scheme, and on this machine to
 * http, for the emulator.
 */
export function formTargets({ secure }: HttpContext, redirect_uri: string): readonly string[] {
  const { protocol, origin } = new URL(redirect_uri)
  const application = protocol === 'https:' || protocol === 'http:' ? origin : protocol
  return ['https:', application, ...(secure ? [] : ['http://127.0.0.1:*', 'http://localhost:*'])]
}
