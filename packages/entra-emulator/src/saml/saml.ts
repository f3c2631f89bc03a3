/**
 * GET or POST /{tenant}/saml2
 *
 *   message      bindings.ts: base64, deflated in a query; read-xml.ts: one element, no document type
 *   application  find-application.ts: by the Issuer; its errors, and those of the reply URL, are shown on the page
 *   signature    request-signature.ts: by the verification certificates of the application
 *   sign-in      authn-request.ts reads the rest; open-sign-in.ts opens the pages of authorize/
 *   response     finish-sign-in.ts: content, faults, signatures, encryption; error-response.ts: a status without assertion
 *   sign-out     single-logout.ts; logout-chain.ts goes through the applications
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { type Parameters, readForm, readParameters } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { type Authority, authorityWord, findAuthority } from '../tenants/authority.ts'
import { findAcs, isAuthnRequest, isPassive, readAuthnRequest, readHead, requestedAcs } from './authn-request.ts'
import { type ReceivedMessage, readMessage } from './bindings.ts'
import { findSamlApplication } from './find-application.ts'
import { samlUrl } from './names.ts'
import { openSamlFlow } from './open-sign-in.ts'
import { parseXml } from './read-xml.ts'
import { checkRequestSignature } from './request-signature.ts'
import type { SamlSignIn } from './sign-in-request.ts'
import { isLogoutRequest, isLogoutResponse, receiveLogoutRequest, receiveLogoutResponse } from './single-logout.ts'

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

interface Received {
  readonly emulation: Emulation
  readonly authority: Authority
  readonly parameters: Parameters
  readonly message: ReceivedMessage
  readonly root: Element
  readonly own_urls: readonly string[]
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A sign-in whose request is not read yet, for errors that go to the application. */
function unreadSignIn(
  known: Pick<SamlSignIn, 'app_id' | 'acs_url' | 'audience' | 'request_id' | 'relay_state'>,
): SamlSignIn {
  return { ...known, name_id_format: undefined, name_qualifier: undefined, contexts: [] }
}

async function startSignIn(received: Received): Promise<FastifyReply> {
  const { emulation, authority, parameters, message, root, request, reply } = received
  const tenant = authority.kind === 'tenant' ? authority.tenant : undefined
  const head = readHead(root, emulation.clock.now(), received.own_urls)
  const application = findSamlApplication(emulation.directory, authority, head.issuer)
  provoke(emulation, 'saml', { tenant, application, redirect_uri: requestedAcs(root) })
  provoke(emulation, 'request', { tenant, application, redirect_uri: requestedAcs(root) })
  checkRequestSignature(message, root, application.saml)
  const acsUrl = findAcs(application, requestedAcs(root))
  const silent = isPassive(root)
  const unread = unreadSignIn({
    app_id: application.appId,
    acs_url: acsUrl,
    audience: head.issuer,
    request_id: head.id,
    relay_state: message.relay_state,
  })
  const known = {
    target: { uri: acsUrl, mode: 'form_post', state: undefined },
    silent,
    ends: { kind: 'saml', sign_in: unread },
  } as const
  return answering(emulation, request, reply, known, async () => {
    const asked = readAuthnRequest(root, head, application, acsUrl, message)
    const hints = {
      force_authn: asked.force_authn,
      is_passive: asked.is_passive,
      login_hint: parameters.get('login_hint'),
      domain_hint: parameters.get('domain_hint')?.toLowerCase(),
    }
    const flow = openSamlFlow(emulation, asked.sign_in, authorityWord(authority), hints)
    return proceed(emulation, flow, sessionOf(emulation, request), request, reply)
  })
}

/**
 * @throws EntraError 75005 for any other message
 */
async function dispatch(received: Received): Promise<FastifyReply> {
  const { message, root } = received
  if (message.kind === 'request' && isAuthnRequest(root)) return startSignIn(received)
  if (message.kind === 'request' && isLogoutRequest(root)) return receiveLogoutRequest(received)
  if (message.kind === 'response' && isLogoutResponse(root)) return receiveLogoutResponse(received)
  throw new EntraError(75005)
}

async function receive(
  emulation: Emulation,
  request: TenantRequest,
  reply: FastifyReply,
  binding: ReceivedMessage['binding'],
): Promise<FastifyReply> {
  return answering(emulation, request, reply, undefined, async () => {
    const query = request.url.replace(/^[^?]*\??/, '')
    const fields = binding === 'post' ? readForm(request) : readParameters(request.query)
    logRequest(emulation, request, 'saml2', fields)
    const authority = findAuthority(emulation.directory, request.params.tenant)
    const message = readMessage(fields, binding, query)
    const root = parseXml(message.xml)
    if (!root) throw new EntraError(75005)
    const base = emulation.address.baseUrl()
    return dispatch({
      emulation,
      authority,
      // A form may be posted to an address with hints.
      parameters: new Map([...readParameters(request.query), ...fields]),
      message,
      root,
      own_urls: [samlUrl(base, authorityWord(authority)), samlUrl(base, request.params.tenant)],
      request,
      reply,
    })
  })
}

export function samlRoutes(app: FastifyInstance, emulation: Emulation): void {
  const path = '/:tenant/saml2'
  app.get(path, (request: TenantRequest, reply) => receive(emulation, request, reply, 'redirect'))
  app.post(path, (request: TenantRequest, reply) => receive(emulation, request, reply, 'post'))
}
