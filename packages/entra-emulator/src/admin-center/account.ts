/**
 * The account that works in the admin center. The browser's session (sessions.ts) may hold several accounts. A cookie of the admin
 * center's own names one of them by its `sid`, and the tenant. It proves nothing: without the session it is worthless.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type SignedInCandidate, signedInPeople } from '../authorize/people.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { Emulation } from '../emulation.ts'
import { readCookie, sessionCookie } from '../http/cookies.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'

/** The port keeps the cookies of two emulators on one host apart. */
function cookieName(emulation: Emulation): string {
  return `entra_emulator_admin_center_${emulation.address.host().replace(/^.*:/, '').replace(/\W/g, '_')}`
}

/** The account of the admin center. Undefined if there is none, or if it may not sign in any more. */
export function accountOf(emulation: Emulation, request: FastifyRequest): SignedInCandidate | undefined {
  const [sid, tenantId = ''] = readCookie(request.headers.cookie, cookieName(emulation))?.split('.') ?? []
  const tenant = emulation.directory.tenantNamed(tenantId)
  if (sid === undefined || !tenant) return undefined
  const people = signedInPeople(emulation, { kind: 'tenant', tenant }, sessionOf(emulation, request))
  return people.find(({ account }) => account.sid === sid)
}

/** Ends a sign-in in the admin center. */
export function enterAdminCenter(
  emulation: Emulation,
  account: SignedInAccount,
  tenant: Tenant,
  to: string,
  reply: FastifyReply,
): FastifyReply {
  const cookie = sessionCookie(cookieName(emulation), `${account.sid}.${tenant.id}`, emulation.address.isSecure())
  // A sign-in has set the cookie of the session before. Fastify keeps both.
  return reply.header('Set-Cookie', cookie).header('Cache-Control', 'no-store').redirect(to, 303)
}
