/**
 * The pages of the device flow: the code, the question, and the end. A GET changes nothing, and a form of another site gets
 * the page: nobody may approve a device with the session of somebody else.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { parseUserCode, shownUserCode } from '@gatehouse-sso/core/oauth/user-code'
import type { FastifyReply } from 'fastify'
import { denyDevice, type WaitingDevice, waitingDevice } from '../../domain/device/device-authorization.ts'
import { beginDeviceSignIn, completeDeviceSignIn } from '../../domain/device/device-sign-in.ts'
import { deviceCallbackOf, devicePageOf } from '../../domain/environments/addresses.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { isOwnForm } from '../same-origin.ts'
import { type Visit, workOf } from '../visit.ts'
import { checkGuesses, countGuess } from './code-guesses.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'
import { stateOf } from './state.ts'

/** `/device` */
export async function devicePage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  if (!isOwnForm(http, visit)) return askCode(http, visit, reply, visit.query().user_code)
  const { user_code, decision } = visit.form()
  checkGuesses(http, visit, reply)
  let waiting: WaitingDevice
  try {
    waiting = await waitingDevice(http.ports, visit.environment, user_code)
  } catch (error) {
    if (!isFailure(error, 'user_code_unknown')) throw error
    countGuess(http, visit)
    return askCode(http, visit, reply, user_code, true)
  }
  if (decision === 'deny') {
    await denyDevice(workOf(http, visit), waiting)
    return refused(http, visit, reply, waiting)
  }
  return decision === 'allow' ? goOn(http, visit, reply, waiting) : askPerson(http, visit, reply, waiting, user_code)
}

function askCode(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  typed: string | undefined,
  is_unknown = false,
): unknown {
  const code = parseUserCode(typed)
  return sendPage(http, reply, {
    title: 'Connect a device',
    status: is_unknown ? 400 : 200,
    environment,
    body: html`
<h1>Connect a device</h1>
<p class="soft">Enter the code that your device or program shows.</p>
${
  is_unknown &&
  html`<div class="note" role="alert"><p>This code is not known, or it is over. Compare it with the code on the device, or let the device show a new one.</p></div>`
}
<form method="post" action="${devicePageOf(http.ports.public_url, environment)}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus maxlength="40" placeholder="XXXX-XXXX" value="${code === undefined ? null : shownUserCode(code)}">
<button class="button" type="submit">Continue</button>
</form>`,
  })
}

function askPerson(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  { application, device }: WaitingDevice,
  user_code: string | undefined,
): unknown {
  const code = shownUserCode(String(parseUserCode(user_code)))
  const { public_url } = http.ports
  return sendPage(http, reply, {
    title: `Sign in to ${application.name} on a device?`,
    environment,
    application,
    form_targets: formTargets(http, deviceCallbackOf(public_url, environment)),
    body: html`
<h1>Sign in to ${application.name} on another device?</h1>
<p>A device or program asks to act for you in ${application.name}. It shows this code:</p>
<p class="code">${code}</p>
${device.asked_from !== null && html`<dl><dt>Asked from</dt><dd>${device.asked_from}</dd></dl>`}
<p class="soft">Go on only if you started this yourself, and if the codes are the same. Nobody from ${application.name} or your organization will send you such a code.</p>
<form method="post" action="${devicePageOf(public_url, environment)}">
<input type="hidden" name="user_code" value="${code}">
<button class="button" type="submit" name="decision" value="allow">Continue to sign in</button>
<button class="button second" type="submit" name="decision" value="deny">I did not start this</button>
</form>`,
  })
}

async function goOn(http: HttpContext, visit: Visit, reply: FastifyReply, waiting: WaitingDevice): Promise<unknown> {
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const address = await beginDeviceSignIn(workOf(http, visit), visit.environment, waiting, browser_hash)
  if (new_browser_key !== null) setCookie(http, visit.environment, reply, 'browser', new_browser_key)
  return reply.redirect(address, 303)
}

function refused(
  http: HttpContext,
  { environment }: Visit,
  reply: FastifyReply,
  { application }: WaitingDevice,
): unknown {
  return sendPage(http, reply, {
    title: 'The device was refused',
    environment,
    application,
    body: html`
<h1>The device was refused</h1>
<p>It gets no access to ${application.name}. You can close this page.</p>
<p class="soft">If somebody sent you the code, tell your administrator.</p>`,
  })
}

/** `/device/complete` */
export async function deviceComplete(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, browser_hash } = visit
  const application = await completeDeviceSignIn(workOf(http, visit), environment, visit.query(), browser_hash)
  return sendPage(http, reply, {
    title: 'Your device is connected',
    environment,
    application,
    body: html`
${stateOf('Signed in', 'good')}
<h1>Your device is connected</h1>
<p>Go back to ${application.name} on the device. It goes on within a few seconds. You can close this page.</p>`,
  })
}
