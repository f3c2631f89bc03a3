/**
 * The consent of an administrator: the page that the link opens, the way to the identity provider, and the answer. The
 * result has the page of a test (connection-test.ts).
 */
import type { FastifyReply } from 'fastify'
import { answerConsent } from '../../domain/consent/answer.ts'
import { beginConsent } from '../../domain/consent/begin.ts'
import { readConsentLink } from '../../domain/consent/link.ts'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { languageOf } from '../language.ts'
import { type Visit, workOf } from '../visit.ts'
import { testResultAddress } from './connection-test.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'

/** `/sso/consent/{token}`: says what comes, so that a program that opens links in emails begins nothing. */
export async function consentPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  if (visit.method === 'POST') return begin(http, visit, reply)
  const { environment, path } = visit
  const question = await readConsentLink(http.ports, environment, String(path.token))
  const { identity_provider, organization } = question
  const own = issuerOf(http.ports.public_url, environment)
  const language = languageOf(visit)
  const t = pageTexts[language].consent
  return sendPage(http, reply, {
    language,
    title: t.title,
    environment,
    form_targets: formTargets(http, own),
    body: html`<h1>${t.heading(organization)}</h1>
<p>${t.lead(organization, identity_provider)}</p>
<ol class="steps">
<li>${t.step_permissions(identity_provider, question.permissions === 'all' ? t.all : t.some)}</li>
<li>${t.step_sign_in}</li>
</ol>
<form method="post" action="${own}/sso/consent/${String(path.token)}">
<button class="button" type="submit">${t.next(identity_provider)}</button>
</form>
<p class="after">${t.pass_on}</p>`,
  })
}

async function begin(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const location = await beginConsent(workOf(http, visit), environment, String(path.token), browser_hash)
  if (new_browser_key !== null) setCookie(http, environment, reply, 'browser', new_browser_key)
  return reply.redirect(location, 303)
}

/** `/sso/consent/callback`: the answer. It leads on to the sign-in, or to the result. */
export async function consentCallback(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, browser_hash } = visit
  const { location, sign_in_id } = await answerConsent(workOf(http, visit), environment, visit.query(), browser_hash)
  return reply.redirect(location ?? testResultAddress(http, environment, sign_in_id), 303)
}
