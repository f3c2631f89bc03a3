/**
 * The doors of the console. A GET changes nothing, because programs that scan mail open every link.
 *
 *   /console/sign_in         staff sign in through their own identity provider
 *   /console/join/{token}    somebody who was invited signs in for the first time
 *   /console/enter/{token}   an admin link of the command line, without single sign-on
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import type { FastifyReply } from 'fastify'
import { consoleDoors } from '../../domain/environments/console-doors.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import type { InvitedPerson, ReturnedPerson, ReturnPlace } from '../../domain/sign-ins/flow.ts'
import { enterByAdminLink, openAdminLink } from '../../domain/staff/admin-link.ts'
import type { StartedStaff } from '../../domain/staff/session.ts'
import { beginStaffSignIn, enterAsStaff, openStaffInvitation, staffConnection } from '../../domain/staff/sign-in.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { type Html, html, withCode } from '../pages/html.ts'
import { sendPage } from '../pages/page.ts'
import { isOwnForm } from '../same-origin.ts'
import { type Visit, workOf } from '../visit.ts'
import { setStaffCookie } from './cookie.ts'

const language = 'en'

export async function signInPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const to = placeOf(visit.query().to)
  if (isOwnForm(http, visit)) return goToProvider(http, visit, reply, { invited: null, to })
  const provider = await providerName(http)
  const body =
    provider === null
      ? html`<h1>Sign in to the console</h1>
<p>${withCode(failures.staff_organization_unset.remedy)}</p>`
      : html`<h1>Sign in to the console</h1>
<p>You sign in as your team does everywhere else.</p>
${button(`/console/sign_in?to=${encodeURIComponent(to)}`, `Sign in with ${provider}`)}
<p class="after">${withCode('If single sign-on does not work, run `gatehouse admin-link` on the server.')}</p>`
  return sendPage(http, reply, { language, title: 'Sign in to the console', body })
}

export async function joinPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const token = String(visit.path.token)
  const staff = await openStaffInvitation(http.ports, token)
  if (isOwnForm(http, visit)) {
    const invited = { staff_id: staff.id, token_hash: staff.token_hash ?? '' }
    return goToProvider(http, visit, reply, { invited, to: '/console' })
  }
  const { name } = http.ports.connection_types
  const provider = name((await staffConnection(http.ports)).type)
  return sendPage(http, reply, {
    language,
    title: 'Join the console',
    body: html`<h1>You are invited to the console</h1>
<p>Your role is <strong>${staff.role}</strong>. Sign in once, and this account stays yours.</p>
${button(`/console/join/${token}`, `Sign in with ${provider}`)}
<p class="after">The invitation is for <strong>${staff.email}</strong>.</p>`,
  })
}

export async function enterPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const token = String(visit.path.token)
  if (isOwnForm(http, visit)) return enter(http, reply, await enterByAdminLink(workOf(http, visit), token), '/console')
  const { staff } = await openAdminLink(http.ports, token)
  return sendPage(http, reply, {
    language,
    title: 'Open the console',
    body: html`<h1>Open the console</h1>
<p>This link works once. It signs you in as <strong>${staff.email ?? staff.name}</strong>, with the role <strong>${staff.role}</strong>.</p>
${button(`/console/enter/${token}`, 'Open the console')}`,
  })
}

/** A tab that was opened to sign in again has nothing else to show. */
export function signedInPage(http: HttpContext, _: Visit, reply: FastifyReply): Promise<unknown> {
  const body = html`<h1>You are signed in</h1><p>Close this tab and go on where you were.</p>`
  return Promise.resolve(sendPage(http, reply, { language, title: 'You are signed in', body }))
}

/** The sign-in came back: the console opens, or the person is refused. @throws Failure staff_unknown */
export async function enterConsole(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  place: Extract<ReturnPlace, { kind: 'console' }>,
  person: ReturnedPerson,
): Promise<unknown> {
  return enter(http, reply, await enterAsStaff(workOf(http, visit), place, person), placeOf(place.to))
}

function enter(http: HttpContext, reply: FastifyReply, { cookie, lifetime_ms }: StartedStaff, to: string): unknown {
  setStaffCookie(http, reply, cookie, lifetime_ms)
  return reply.header('referrer-policy', 'no-referrer').redirect(`${http.ports.public_url}${to}`, 303)
}

/** A form may not lead to another site by a redirect (CSP Level 3, 6.4.2.2), so a page leads on. */
async function goToProvider(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  goal: { readonly invited: InvitedPerson | null; readonly to: string },
): Promise<unknown> {
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const location = await beginStaffSignIn(workOf(http, visit), browser_hash, goal)
  if (new_browser_key !== null) setCookie(http, visit.environment, reply, 'browser', new_browser_key)
  return sendPage(http, reply, {
    language,
    title: 'Sign in to the console',
    next: { seconds: 0, address: location },
    body: html`<h1>Sign in to the console</h1><a class="button" href="${location}">Go to the sign-in page</a>`,
  })
}

/** @returns the name of the staff's identity provider; `null` before one is chosen */
async function providerName({ ports }: HttpContext): Promise<string | null> {
  try {
    return ports.connection_types.name((await staffConnection(ports)).type)
  } catch (error) {
    if (isFailure(error, 'staff_organization_unset') || isFailure(error, 'environment_missing')) return null
    throw error
  }
}

const button = (path: string, label: string): Html =>
  html`<form method="post" action="${path}"><button class="button" type="submit">${label}</button></form>`

const ofDoor = new RegExp(`^/console/(?:${consoleDoors.join('|')})(?:[/?]|$)`)

/** A place of the console to go on to; nothing else is one. */
function placeOf(unverified: string | undefined): string {
  const isOurs = unverified !== undefined && /^\/console(?:\/[\w/-]*)?(?:\?[^\s#\\]*)?$/.test(unverified)
  return isOurs && !ofDoor.test(unverified) ? unverified : '/console'
}
