/**
 * The pages of the device flow: the code, the question, and the end. A GET changes nothing, and a form of another site gets
 * the page: nobody may approve a device with the session of somebody else.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/core/language'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { parseUserCode, shownUserCode } from '@gatehouse-sso/core/oauth/user-code'
import type { FastifyReply } from 'fastify'
import { denyDevice, type WaitingDevice, waitingDevice } from '../../domain/device/device-authorization.ts'
import { beginDeviceSignIn, completeDeviceSignIn } from '../../domain/device/device-sign-in.ts'
import { deviceCallbackOf, devicePageOf } from '../../domain/environments/addresses.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { askedLanguage, languageOf } from '../language.ts'
import { isOwnForm } from '../same-origin.ts'
import { type Visit, workOf } from '../visit.ts'
import { checkGuesses, countGuess } from './code-guesses.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import type { PageTexts } from './language/en.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'
import { stateOf } from './state.ts'

function spoken(visit: Visit): readonly [Language, PageTexts['device']] {
  const language = languageOf(visit)
  return [language, pageTexts[language].device]
}

/** The address of the forms. The language that the address asked for goes on with them. */
function formAddress({ ports }: HttpContext, visit: Visit): string {
  return withParameters(devicePageOf(ports.public_url, visit.environment), { ui_locales: askedLanguage(visit) })
}

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
  visit: Visit,
  reply: FastifyReply,
  typed: string | undefined,
  is_unknown = false,
): unknown {
  const { environment } = visit
  const code = parseUserCode(typed)
  const [language, t] = spoken(visit)
  return sendPage(http, reply, {
    language,
    title: t.title,
    status: is_unknown ? 400 : 200,
    environment,
    body: html`
<h1>${t.title}</h1>
<p class="soft">${t.lead}</p>
${is_unknown && html`<div class="note" role="alert"><p>${t.unknown}</p></div>`}
<form method="post" action="${formAddress(http, visit)}">
<label for="user_code">${t.code}</label>
<input id="user_code" name="user_code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus maxlength="40" placeholder="XXXX-XXXX" value="${code === undefined ? null : shownUserCode(code)}">
<button class="button" type="submit">${t.next}</button>
</form>`,
  })
}

function askPerson(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { application, device }: WaitingDevice,
  user_code: string | undefined,
): unknown {
  const { environment } = visit
  const code = shownUserCode(String(parseUserCode(user_code)))
  const [language, t] = spoken(visit)
  return sendPage(http, reply, {
    language,
    title: t.ask(application.name),
    environment,
    application,
    form_targets: formTargets(http, deviceCallbackOf(http.ports.public_url, environment)),
    body: html`
<h1>${t.ask(application.name)}</h1>
<p>${t.ask_text(application.name)}</p>
<p class="code">${code}</p>
${device.asked_from !== null && html`<dl><dt>${t.asked_from}</dt><dd>${device.asked_from}</dd></dl>`}
<p class="soft">${t.careful(application.name)}</p>
<form method="post" action="${formAddress(http, visit)}">
<input type="hidden" name="user_code" value="${code}">
<button class="button" type="submit" name="decision" value="allow">${t.allow}</button>
<button class="button second" type="submit" name="decision" value="deny">${t.deny}</button>
</form>`,
  })
}

async function goOn(http: HttpContext, visit: Visit, reply: FastifyReply, waiting: WaitingDevice): Promise<unknown> {
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const address = await beginDeviceSignIn(workOf(http, visit), visit.environment, waiting, browser_hash)
  if (new_browser_key !== null) setCookie(http, visit.environment, reply, 'browser', new_browser_key)
  return reply.redirect(address, 303)
}

function refused(http: HttpContext, visit: Visit, reply: FastifyReply, { application }: WaitingDevice): unknown {
  const [language, t] = spoken(visit)
  return sendPage(http, reply, {
    language,
    title: t.refused,
    environment: visit.environment,
    application,
    body: html`
<h1>${t.refused}</h1>
<p>${t.refused_text(application.name)}</p>
<p class="soft">${t.refused_careful}</p>`,
  })
}

/** `/device/complete` */
export async function deviceComplete(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, browser_hash } = visit
  const application = await completeDeviceSignIn(workOf(http, visit), environment, visit.query(), browser_hash)
  const [language, t] = spoken(visit)
  return sendPage(http, reply, {
    language,
    title: t.connected,
    environment,
    application,
    body: html`
${stateOf(t.state, 'good')}
<h1>${t.connected}</h1>
<p>${t.connected_text(application.name)}</p>`,
  })
}
