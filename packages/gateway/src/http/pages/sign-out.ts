/** The page that asks whether to sign out, and the one that says what was ended. */
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { LogoutStep } from '../../domain/sessions/logout.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { HttpContext } from '../context.ts'
import type { Visit } from '../visit.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

const done = html`<p class="state good"><svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m5 13 4 4L19 7"/></svg>Signed out</p>`

export function confirmSignOutPage(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  parameters: Parameters,
  { location, application }: Pick<LogoutStep, 'location' | 'application'>,
): unknown {
  const fields = Object.entries(parameters).filter(([name]) => name !== 'confirmed')
  return sendPage(http, reply, {
    title: 'Sign out?',
    environment,
    application,
    form_targets: location === null ? [] : formTargets(http, location),
    body: html`
<h1>Sign out?</h1>
<p class="soft">You are signed in here. Signing out ends it for every application that uses this sign-in.</p>
<form method="post" action="${issuerOf(http.ports.public_url, environment)}/oauth/logout">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<input type="hidden" name="confirmed" value="yes">
<button class="button" type="submit">Sign out</button>
</form>`,
  })
}

export function signedOutPage(http: HttpContext, reply: FastifyReply, application: ApplicationRecord | null): unknown {
  return sendPage(http, reply, {
    title: 'You are signed out',
    application,
    body: html`${done}
<h1>You are signed out</h1>
<p class="soft">Your session here has ended. At your organization's identity provider you may still be signed in; on a
shared computer, sign out there too, or close the browser.</p>
${application?.initiate_login_uri && html`<a class="button second" href="${application.initiate_login_uri}">Sign in again</a>`}`,
  })
}
