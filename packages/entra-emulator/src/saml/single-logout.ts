import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { frontChannelUrls } from '../logout/front-channel.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import type { BrowserSession, SignedInAccount } from '../sessions/sessions.ts'
import type { Authority } from '../tenants/authority.ts'
import { readHead } from './authn-request.ts'
import type { ReceivedMessage } from './bindings.ts'
import { findSamlApplication } from './find-application.ts'
import { continueLogout, samlParticipants } from './logout-chain.ts'
import { namespaces } from './names.ts'
import { attributeOf, childOf, childrenOf, isElement, textOf } from './read-xml.ts'
import { checkRequestSignature } from './request-signature.ts'

export interface LogoutCall {
  readonly emulation: Emulation
  readonly authority: Authority
  readonly message: ReceivedMessage
  readonly root: Element
  readonly own_urls: readonly string[]
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export function isLogoutRequest(root: Element): boolean {
  return isElement(root, namespaces.protocol, 'LogoutRequest')
}

export function isLogoutResponse(root: Element): boolean {
  return isElement(root, namespaces.protocol, 'LogoutResponse')
}

/**
 * The accounts of this browser that the application knows. With a known `SessionIndex` only those with it. Entra ignores
 * the value of the Name ID.
 */
function accountsToEnd(
  session: BrowserSession | undefined,
  appId: string,
  indexes: readonly string[],
): readonly SignedInAccount[] {
  const known = (session?.accounts ?? []).filter(({ applications }) => applications.some((one) => one.app_id === appId))
  const named = known.filter(({ applications }) =>
    applications.some((one) => one.app_id === appId && one.saml && indexes.includes(one.saml.session_index)),
  )
  return named.length > 0 ? named : known
}

/**
 * Handles the LogoutRequest of an application: ends the session, asks the other applications, then answers.
 * @throws EntraError 50061, 50071, and those of the head and the signature of a request
 */
export async function receiveLogoutRequest(call: LogoutCall): Promise<FastifyReply> {
  const { emulation, authority, message, root, request, reply } = call
  const { directory, sessions } = emulation
  if (message.binding !== 'redirect') throw new EntraError(50061)
  const head = readHead(root, emulation.clock.now(), call.own_urls, 50071)
  if (!childOf(root, namespaces.assertion, 'NameID')) throw new EntraError(50061)
  const application = findSamlApplication(directory, authority, head.issuer)
  const tenant = directory.application(application.appId)?.home
  provoke(emulation, 'saml_logout', { tenant, application })
  checkRequestSignature(message, root, application.saml)
  const session = sessionOf(emulation, request)
  const indexes = childrenOf(root, namespaces.protocol, 'SessionIndex').flatMap((one) => textOf(one) ?? [])
  const ending = accountsToEnd(session, application.appId, indexes)
  const left =
    session && ending.length > 0
      ? sessions.signOut(
          session.id,
          ending.map(({ sid }) => sid),
        )
      : []
  const initiator = {
    app_id: application.appId,
    tenant_id: tenant?.id ?? '',
    request_id: head.id,
    relay_state: message.relay_state,
  }
  const open = samlParticipants(emulation, left, application.appId)
  return continueLogout(emulation, { open, frames: frontChannelUrls(directory, left), end: { initiator } }, reply)
}

/**
 * Handles the LogoutResponse of an application that was asked to sign out. Its status changes nothing.
 * @throws EntraError 50061 if no such request is on its way
 */
export async function receiveLogoutResponse({ emulation, root, reply }: LogoutCall): Promise<FastifyReply> {
  const id = attributeOf(root, 'InResponseTo') ?? ''
  const chain = emulation.logout_chains.get(id)
  if (!chain) throw new EntraError(50061)
  emulation.logout_chains.delete(id)
  return continueLogout(emulation, chain, reply)
}
