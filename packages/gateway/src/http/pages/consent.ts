/**
 * The consent of an administrator: the page that the link opens, the way to the identity provider, and the answer. The
 * result has the page of a test (connection-test.ts).
 */
import type { FastifyReply } from 'fastify'
import { answerConsent } from '../../domain/consent/answer.ts'
import { beginConsent } from '../../domain/consent/begin.ts'
import { type ConsentQuestion, readConsentLink } from '../../domain/consent/link.ts'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { type Visit, workOf } from '../visit.ts'
import { testResultAddress } from './connection-test.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

/** `/sso/consent/{token}`: says what comes, so that a program that opens links in emails begins nothing. */
export async function consentPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  if (visit.method === 'POST') return begin(http, visit, reply)
  const { environment, path } = visit
  const question = await readConsentLink(http.ports, environment, String(path.token))
  const { identity_provider, organization } = question
  const own = issuerOf(http.ports.public_url, environment)
  return sendPage(http, reply, {
    title: 'Give consent',
    environment,
    form_targets: formTargets(http, own),
    body: html`<h1>Give consent for ${organization}</h1>
<p>This is for an administrator of ${organization} at ${identity_provider}.</p>
<ol class="steps">
<li>${identity_provider} shows the permissions: ${permissionsOf(question)}. Accept them for your organization.</li>
<li>You sign in once. This proves that single sign-on works. It creates no user here.</li>
</ol>
<form method="post" action="${own}/sso/consent/${String(path.token)}">
<button class="button" type="submit">Continue to ${identity_provider}</button>
</form>
<p class="after">If you are not an administrator, send this link to one.</p>`,
  })
}

const permissionsOf = ({ permissions }: ConsentQuestion): string =>
  permissions === 'all'
    ? 'all that the registration of the application lists'
    : 'to sign people in and read who they are'

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
