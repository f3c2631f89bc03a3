/**
 * `/setup/return/{link}`: an administrator whom a setup link names comes back to manage the connection, by signing in
 * through it. A GET changes nothing.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { brandingOf } from '../../domain/environments/branding.ts'
import {
  beginAsAdministrator,
  enterAsAdministrator,
  returnAddress,
  returningTo,
} from '../../domain/setup/administrator.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { ReturnedPerson } from '../../domain/sign-ins/flow.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { html } from '../pages/html.ts'
import { sendPage } from '../pages/page.ts'
import { isOwnForm } from '../same-origin.ts'
import { type Visit, workOf } from '../visit.ts'
import { languageOf } from './asked-language.ts'
import { setSetupCookie } from './cookie.ts'
import { sendFramed, setupTexts } from './frame.ts'

export async function returnPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  const id = String(path.link)
  const { link, connection } = await returningTo(http.ports, environment, id)
  if (isOwnForm(http, visit)) return goToProvider(http, visit, reply, id)
  const language = languageOf(visit, link)
  const t = setupTexts[language]
  const vendor = await brandingOf(http.ports, environment)
  const organization = await http.ports.stores.in(environment.id).organizations.get(link.organization_id)
  if (!organization) throw new Failure('setup_link_invalid')
  const address = returnAddress(http.ports, environment, link)
  const provider = http.ports.connection_types.name(connection.type)
  return sendFramed(http, reply, {
    language,
    environment,
    vendor,
    address,
    title: t.manage,
    body: html`<div class="panel dead"><div class="ask">
<h1>${t.heading_manage(vendor.name, organization.name)}</h1>
<p class="lead">${t.return_text(vendor.name)}</p>
<form class="go" method="post" action="${address}"><button class="button" type="submit">${t.sign_in_with(provider)}</button></form>
</div></div>`,
  })
}

/** A form may not lead to another site by a redirect (CSP Level 3, 6.4.2.2), so a page leads on. */
async function goToProvider(http: HttpContext, visit: Visit, reply: FastifyReply, id: string): Promise<unknown> {
  const { environment } = visit
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const location = await beginAsAdministrator(workOf(http, visit), environment, id, browser_hash)
  if (new_browser_key !== null) setCookie(http, environment, reply, 'browser', new_browser_key)
  const language = languageOf(visit)
  const t = setupTexts[language]
  return sendPage(http, reply, {
    language,
    title: t.manage,
    environment,
    next: { seconds: 0, address: location },
    body: html`<h1>${t.manage}</h1><a class="button" href="${location}">${t.go_to_provider}</a>`,
  })
}

/** The sign-in came back: the portal opens, or the person is refused. @throws Failure setup_administrator_unknown */
export async function enterPortal(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  setup_link_id: Id<'setup'>,
  person: ReturnedPerson,
): Promise<unknown> {
  const { environment } = visit
  const { cookie, lifetime_ms } = await enterAsAdministrator(workOf(http, visit), environment, setup_link_id, person)
  setSetupCookie(http, reply, cookie, lifetime_ms)
  return reply.redirect(`${issuerOf(http.ports.public_url, environment)}/setup/manage`, 303)
}
