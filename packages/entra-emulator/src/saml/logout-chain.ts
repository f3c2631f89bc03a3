/**
 * Signs out of applications with SAML, one after the other, because each message is a redirect of the browser.
 *
 *   continueLogout   LogoutRequest to the next application --> its LogoutResponse comes back --> continueLogout ...
 *   the last one     the end: a LogoutResponse to the application that began, another page, or "You signed out"
 *
 * A chain is found by the ID of the request that is on its way, so it needs no cookie. An application that never answers
 * stops the chain, as at Entra. The session of the emulator has ended before.
 */
import type { FastifyReply } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { newGuid } from '../identifier.ts'
import { sendPage } from '../pages/send-page.ts'
import { signedOutPage } from '../pages/signed-out-page.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'
import { logoutIssuer } from '../tenants/authority.ts'
import { asSamlApplication } from './find-application.ts'
import { logoutRequest, logoutResponse, logoutUrl } from './logout-messages.ts'
import type { LogoutChain, Participant } from './logout-state.ts'

/** The applications with SAML to which a request can be sent, except the one that began. */
export function samlParticipants(
  { directory }: Pick<Emulation, 'directory'>,
  accounts: readonly SignedInAccount[],
  exceptAppId?: string,
): readonly Participant[] {
  return accounts
    .flatMap(({ applications }) => applications)
    .flatMap((used) => {
      const application = directory.application(used.app_id)?.application
      const isAsked = application?.saml && application.web.logoutUrl !== null && used.app_id !== exceptAppId
      return isAsked && used.saml ? [{ ...used, saml: used.saml }] : []
    })
}

function headOf({ address, clock, entropy }: Emulation, tenantId: string, to: string) {
  return {
    id: `_${newGuid(entropy)}`,
    issued: new Date(clock.now()).toISOString(),
    issuer: logoutIssuer(address.baseUrl(), tenantId),
    to,
  }
}

async function endLogout(
  emulation: Emulation,
  { end, frames }: LogoutChain,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!('initiator' in end)) {
    if (end.next !== undefined && frames.length === 0) return reply.redirect(end.next, 302)
    return sendPage(reply, 200, signedOutPage(frames, end.next))
  }
  const { app_id, relay_state, request_id, tenant_id } = end.initiator
  const registered = emulation.directory.application(app_id)?.application
  const application = registered && asSamlApplication(registered)
  const to = application?.web.logoutUrl
  if (!application || !to) return sendPage(reply, 200, signedOutPage(frames, undefined))
  const message = logoutResponse(headOf(emulation, tenant_id, to), request_id, relay_state)
  const next = await logoutUrl(emulation, message, application.saml)
  return frames.length === 0 ? reply.redirect(next, 302) : sendPage(reply, 200, signedOutPage(frames, next))
}

/** Asks the next application to sign out, or ends the sign-out. */
export async function continueLogout(
  emulation: Emulation,
  chain: LogoutChain,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('Cache-Control', 'no-store, no-cache')
  const [next, ...open] = chain.open
  if (!next) return endLogout(emulation, chain, reply)
  const registered = emulation.directory.application(next.app_id)?.application
  const application = registered && asSamlApplication(registered)
  const to = application?.web.logoutUrl
  if (!application || !to) return continueLogout(emulation, { ...chain, open }, reply)
  const message = logoutRequest(headOf(emulation, next.tenant_id, to), next.saml)
  emulation.logout_chains.set(message.id, { ...chain, open })
  return reply.redirect(await logoutUrl(emulation, message, application.saml), 302)
}
