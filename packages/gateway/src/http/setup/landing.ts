/**
 * `/setup/{token}`: says who invites whom, to what, and how long it takes. A GET or HEAD changes nothing, because programs
 * that scan mail open every link. The button starts the link: a cookie takes the place of the token, which leaves the
 * address with the redirect.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { brandingOf } from '../../domain/environments/branding.ts'
import { openSetupLink, startSetup } from '../../domain/setup-links/session.ts'
import type { SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import type { HttpContext } from '../context.ts'
import { type Html, html, withCode } from '../pages/html.ts'
import { isOwnForm } from '../same-origin.ts'
import { type Visit, workOf } from '../visit.ts'
import { languageOf } from './asked-language.ts'
import { setSetupCookie } from './cookie.ts'
import { sendFramed, setupTexts } from './frame.ts'
import type { SetupTexts } from './language/en.ts'
import { setupShell } from './shell.ts'

/** The form of a token. The words of the portal's own paths have another one. */
const tokenShape = /^[0-7][0-9a-hjkmnp-tv-z]{25}[A-Za-z0-9_-]{43}$/

export async function landingPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  const token = String(path.token)
  if (!tokenShape.test(token)) {
    // A word of the portal is short; anything longer was meant to be a token.
    if (/^[a-z_]{1,20}$/.test(token)) return setupShell(http, visit, reply)
    return deadPage(http, visit, reply, new Failure('setup_link_invalid'))
  }
  try {
    if (isOwnForm(http, visit)) return await start(http, visit, reply, token)
    const link = await openSetupLink(http.ports, environment, token)
    return await sendLanding(http, visit, reply, link)
  } catch (error) {
    if (isFailure(error) && error.code in deadTexts) return deadPage(http, visit, reply, error)
    throw error
  }
}

async function start(http: HttpContext, visit: Visit, reply: FastifyReply, token: string): Promise<unknown> {
  const { cookie, lifetime_ms } = await startSetup(workOf(http, visit), visit.environment, token)
  setSetupCookie(http, reply, cookie, lifetime_ms)
  return reply.header('referrer-policy', 'no-referrer').redirect(`${baseOf(http, visit)}/setup`, 303)
}

const baseOf = ({ ports }: HttpContext, { environment }: Visit): string => issuerOf(ports.public_url, environment)

async function sendLanding(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  link: SetupLinkRecord,
): Promise<unknown> {
  const { environment } = visit
  const language = languageOf(visit, link)
  const t = setupTexts[language]
  const vendor = await brandingOf(http.ports, environment)
  const organization = await http.ports.stores.in(environment.id).organizations.get(link.organization_id)
  if (!organization) throw new Failure('setup_link_invalid')
  const isManaged = link.intents.includes('manage') && !link.intents.includes('sso')
  const heading = isManaged
    ? t.heading_manage(vendor.name, organization.name)
    : t.heading(vendor.name, organization.name)
  const lead = isManaged
    ? t.lead_manage(vendor.name)
    : link.only_step === null
      ? t.lead(vendor.name)
      : t.lead_step(vendor.name)
  const button = isManaged ? t.manage : link.uses.length > 0 ? t.go_on : t.start
  const address = `${baseOf(http, visit)}/setup/${String(visit.path.token)}`
  const date = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(link.expires_at)
  return sendFramed(http, reply, {
    language,
    environment,
    vendor,
    address,
    title: t.title(vendor.name),
    body: html`<div class="panel invite">
<div class="ask">
<h1>${heading}</h1>
<p class="lead">${lead}</p>
<ul class="needs">
${need(icons.key, t.role, t.role_text)}
${need(icons.clock, t.time, t.time_text)}
${need(icons.shield, t.passwords, t.passwords_text(vendor.name))}
</ul>
<form class="go" method="post" action="${address}">
<button class="button" type="submit">${button}</button>
<p>${t.untouched(date.replaceAll(' ', '\u00a0'))}</p>
</form>
</div>
<aside class="plan" aria-labelledby="plan">
<div class="plan-head"><h2 id="plan">${t.plan}</h2><span aria-hidden="true">${t.minutes}</span></div>
<ol>${t.plan_steps(vendor.name).map(planStep(t))}</ol>
<div class="from"><dl>
<dt>${t.invited_by}</dt><dd>${vendor.name}</dd>
${vendor.support_email !== null && html`<dt>${t.questions}</dt><dd><a href="mailto:${vendor.support_email}">${vendor.support_email}</a></dd>`}
</dl></div>
</aside>
</div>`,
  })
}

const planStep =
  ({ minutes }: SetupTexts) =>
  ([title, text, count]: readonly [string, string, number], index: number): Html =>
    html`<li><span class="n" aria-hidden="true">${index + 1}</span><span><span class="t">${title}</span><span class="d">${text}</span></span><span class="min">${count}<span class="sr"> ${minutes}</span></span></li>
`

function need(icon: Html, title: string, text: string): Html {
  return html`<li><svg viewBox="0 0 24 24" aria-hidden="true">${icon}</svg><div><h2>${title}</h2><p>${text}</p></div></li>`
}

const icons = {
  key: html`<path d="M16.6 3.8l3.6 3.6a2.9 2.9 0 0 1 0 4.1l-2.7 2.6a2.9 2.9 0 0 1-4 0l-.4-.3-6.5 6.6a2 2 0 0 1-1.3.6H4a1 1 0 0 1-1-1v-1.2a2 2 0 0 1 .6-1.4l.4-.4h2v-2h2v-2l2.1-2.1-.3-.3a2.9 2.9 0 0 1 0-4.1l2.7-2.7a2.9 2.9 0 0 1 4.1 0"/><path d="M15 9h.01"/>`,
  clock: html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>`,
  shield: html`<path d="M12 3a12 12 0 0 0 8.5 3 12 12 0 0 1-8.5 15A12 12 0 0 1 3.5 6 12 12 0 0 0 12 3"/><circle cx="12" cy="11" r="1"/><path d="M12 12v2.5"/>`,
}

const deadTexts: Partial<Readonly<Record<FailureCode, 'invalid' | 'expired' | 'revoked' | 'completed' | 'busy'>>> = {
  setup_link_invalid: 'invalid',
  setup_link_expired: 'expired',
  setup_link_revoked: 'revoked',
  setup_link_completed: 'completed',
  rate_limited: 'busy',
}

/** A link with which nobody can work, and what to do about it. */
async function deadPage(http: HttpContext, visit: Visit, reply: FastifyReply, { code }: Failure): Promise<unknown> {
  const { environment } = visit
  const language = languageOf(visit)
  const t = setupTexts[language]
  const vendor = await brandingOf(http.ports, environment)
  const word = deadTexts[code] ?? 'invalid'
  const [before, after] = t.ask.split('{mail}')
  const ask =
    vendor.support_email === null
      ? t.ask_vendor
      : html`${before}<a href="mailto:${vendor.support_email}">${vendor.support_email}</a>${after}`
  return sendFramed(http, reply, {
    language,
    environment,
    vendor,
    status: code === 'setup_link_invalid' ? 404 : code === 'rate_limited' ? 429 : 410,
    address: `${baseOf(http, visit)}/setup/${encodeURIComponent(String(visit.path.token)).slice(0, 100)}`,
    title: t[word],
    body: html`<div class="panel dead"><div class="ask">
<h1>${t[word]}</h1>
<p class="lead">${withCode(t[`${word}_text`])} ${word !== 'busy' && ask}</p>
<p class="reference">${t.reference} <code>${visit.request_id}</code></p>
</div></div>`,
  })
}
