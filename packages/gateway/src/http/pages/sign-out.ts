/** The pages of a logout: the question, the frames of applications, and what was ended. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import { issuerOf, signedOutUriOf } from '../../domain/environments/addresses.ts'
import type { LogoutDone, LogoutStep } from '../../domain/sessions/logout.ts'
import { type Ended, openSignedOut, type SignedOut, sealSignedOut } from '../../domain/sessions/signed-out.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { HttpContext } from '../context.ts'
import type { Visit } from '../visit.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'
import { stateOf } from './state.ts'

const done = stateOf('Signed out', 'good')

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

/** Seconds for which the pages of applications may load. */
const framesSeconds = 5

/** Loads the pages of applications in frames, and goes on. */
export function signingOutPage(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  { frames, application, ended, location }: LogoutDone,
): unknown {
  const state = sealSignedOut(http.ports, environment, { ended, location: null })
  const address = location ?? `${signedOutUriOf(http.ports.public_url, environment)}?${new URLSearchParams({ state })}`
  return sendPage(http, reply, {
    title: 'Signing out',
    environment,
    application,
    frames: frames.map((frame) => frame.address),
    next: { seconds: framesSeconds, address },
    body: html`
<h1>Signing out</h1>
<p class="soft" role="status">You are being signed out of these applications. It takes ${framesSeconds} seconds.</p>
<ul class="choices">
${ended.applications.map((name) => html`<li>${name}</li>\n`)}</ul>
${frames.map(
  // A frame may run its own script and use its own cookies. It can neither leave its frame nor open windows.
  ({ name, address: source }) =>
    html`<iframe src="${source}" title="${name}" hidden sandbox="allow-scripts allow-same-origin"></iframe>\n`,
)}
<a class="button second" href="${address}">Continue</a>`,
  })
}

/** @param ended the things that were ended; `null` for a person who had no session */
export function signedOutPage(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  { ended, application }: { readonly ended: Ended | null; readonly application: ApplicationRecord | null },
): unknown {
  const provider = ended?.identity_provider ?? null
  return sendPage(http, reply, {
    title: 'You are signed out',
    environment,
    application,
    body: html`${done}
<h1>You are signed out</h1>
${
  ended?.session &&
  html`<dl class="words">
<dt>Ended here</dt><dd>Your session for single sign-on</dd>
${ended.applications.length > 0 && html`<dt>Ended at applications</dt><dd>${ended.applications.join(', ')}</dd>`}
${provider !== null && html`<dt>Ended at the identity provider</dt><dd>${provider}</dd>`}
</dl>`
}
<p class="soft">${
      provider === null
        ? `Your session here has ended. At your organization's identity provider you may still be signed in; on a
shared computer, sign out there too, or close the browser.`
        : 'Your session here has ended, and the sign-out went on to the identity provider of your organization.'
    }</p>
${application?.initiate_login_uri && html`<a class="button second" href="${application.initiate_login_uri}">Sign in again</a>`}`,
  })
}

/**
 * The page to which an identity provider sends people back. A link that is over or not ours changes nothing: the person is
 * signed out all the same.
 */
export async function signedOutEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { state } = visit.query()
  const left = state === undefined ? undefined : openedOr(http, visit, state)
  if (left !== undefined && left.location !== null) return reply.redirect(left.location, 303)
  return signedOutPage(http, visit, reply, { ended: left?.ended ?? null, application: null })
}

function openedOr({ ports }: HttpContext, { environment }: Visit, state: string): SignedOut | undefined {
  try {
    return openSignedOut(ports, environment, state)
  } catch (error) {
    if (isFailure(error, 'signed_out_link_invalid')) return undefined
    throw error
  }
}
