/**
 * Okta and Google as SAML identity providers for the same people, each with its own addresses, keys and kind of response.
 *
 *   /okta/app/{exk…}/sso/saml            requests          /google/o/saml2/idp?idpid=
 *   /okta/app/{exk…}/sso/saml/metadata   metadata          /google/o/saml2/metadata?idpid=
 *   /okta/home/{exk…}                    the tile          /google/o/saml2/initsso?idpid=&spid=
 *
 * Okta knows the application by the address, Google by the Issuer of the request. Neither checks signatures of requests.
 * The pages of the sign-in are those of the emulator. There is no sign-out by SAML.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import { googleIdpId, type Persona } from '../directory/persona-application.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, readForm, readParameters } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { personaErrorPage } from '../pages/persona-refusal-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { isAuthnRequest, isForced, isPassive, readHead, requestedAcs } from '../saml/authn-request.ts'
import { readMessage } from '../saml/bindings.ts'
import { noHints, openSamlFlow, type SamlHints } from '../saml/open-sign-in.ts'
import { parseXml } from '../saml/read-xml.ts'
import type { SamlSignIn } from '../saml/sign-in-request.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { type FoundPersona, findPersona, personaClientId } from './find-persona.ts'
import { personaMetadata } from './persona-metadata.ts'
import { personaIssuer, personaKey, personaSsoPath } from './persona-style.ts'

type PersonaRequest = FastifyRequest<{ Params: { id?: string } }>

interface Call {
  readonly emulation: Emulation
  readonly persona: Persona
  readonly request: PersonaRequest
  readonly reply: FastifyReply
}

/** The application in the address. Google's address names the tenant only, or the application of a tile in `spid`. */
function applicationAt({ emulation, persona, request }: Call, issuer?: string): FoundPersona | undefined {
  if (persona === 'okta') return findPersona(emulation.directory, persona, ({ id }) => id === request.params.id)
  const query = readParameters(request.query)
  return findPersona(emulation.directory, persona, (application, tenant) => {
    if (googleIdpId(tenant.id) !== query.get('idpid')) return false
    const spid = query.get('spid')
    if (issuer !== undefined) return application.entityId === issuer
    return spid === undefined || application.id === spid
  })
}

function refuse({ persona, reply }: Call, status: number, says: string): FastifyReply {
  return sendPage(reply, status, personaErrorPage(persona, says))
}

function continueWith(
  call: Call,
  found: FoundPersona,
  asked: Partial<SamlSignIn>,
  hints: SamlHints,
): Promise<FastifyReply> {
  const { emulation, request, reply } = call
  const { application, tenant } = found
  const signIn: SamlSignIn = {
    persona: { tenant_id: tenant.id, id: application.id },
    app_id: personaClientId(tenant.id, application.id),
    acs_url: application.acsUrl,
    audience: application.entityId,
    request_id: undefined,
    relay_state: application.relayState ?? undefined,
    name_id_format: undefined,
    name_qualifier: undefined,
    contexts: [],
    ...asked,
  }
  const flow = openSamlFlow(emulation, signIn, tenant.id, hints)
  const known = { target: flow.request.target, silent: hints.is_passive, ends: flow.ends }
  return answering(emulation, request, reply, known, () =>
    proceed(emulation, flow, sessionOf(emulation, request), request, reply),
  )
}

async function signIn(call: Call, parameters: Parameters, binding: 'redirect' | 'post'): Promise<FastifyReply> {
  const { emulation, persona, request } = call
  logRequest(emulation, request, 'saml2', parameters)
  const message = readMessage(parameters, binding, '')
  const root = parseXml(message.xml)
  if (!root || message.kind !== 'request' || !isAuthnRequest(root)) throw new EntraError(75005)
  const base = emulation.address.baseUrl()
  const atGoogle = persona === 'google' ? new URL(`${base}${request.url}`) : undefined
  const ownUrl = atGoogle
    ? `${atGoogle.origin}${atGoogle.pathname}?idpid=${atGoogle.searchParams.get('idpid')}`
    : `${base}${request.url.replace(/\?.*$/, '')}`
  const head = readHead(root, emulation.clock.now(), [ownUrl])
  const found = applicationAt(call, persona === 'google' ? head.issuer : undefined)
  if (!found) return refuse(call, persona === 'google' ? 403 : 404, 'Error: app_not_configured')
  const acsUrl = requestedAcs(root)
  if (persona === 'google' && acsUrl !== undefined && acsUrl !== found.application.acsUrl) {
    const { acsUrl: own } = found.application
    return refuse(call, 403, `Invalid Request, ACS Url in Request ${acsUrl} doesn't match configured ACS Url ${own}.`)
  }
  const hints = {
    ...noHints,
    force_authn: isForced(root),
    is_passive: isPassive(root),
    login_hint: readParameters(request.query).get('login_hint'),
  }
  return continueWith(call, found, { request_id: head.id, relay_state: message.relay_state }, hints)
}

async function sendMetadata(call: Call): Promise<FastifyReply> {
  const { emulation, persona, reply } = call
  const found = applicationAt(call)
  if (!found) return reply.code(404).send({ error: 'not_found' })
  const { tenant, application } = found
  const { certificate } = await personaKey(emulation, found)
  const document = personaMetadata({
    persona,
    entity_id: personaIssuer(tenant, application),
    sso_url: `${emulation.address.baseUrl()}${personaSsoPath(tenant, application)}`,
    certificate,
  })
  return reply.type('text/xml; charset=utf-8').send(document)
}

const paths: Readonly<Record<Persona, { readonly sso: string; readonly metadata: string; readonly start: string }>> = {
  okta: { sso: '/okta/app/:id/sso/saml', metadata: '/okta/app/:id/sso/saml/metadata', start: '/okta/home/:id' },
  google: { sso: '/google/o/saml2/idp', metadata: '/google/o/saml2/metadata', start: '/google/o/saml2/initsso' },
}

/** Runs a part of a sign-in. An error of the emulator is a page without a number, because only Entra has numbers. */
async function guarded(call: Call, act: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return refuse(call, 400, error.message)
  }
}

export function personaRoutes(app: FastifyInstance, emulation: Emulation): void {
  for (const persona of ['okta', 'google'] as const) {
    const { sso, metadata, start } = paths[persona]
    const callOf = (request: PersonaRequest, reply: FastifyReply): Call => ({ emulation, persona, request, reply })
    app.get(metadata, (request: PersonaRequest, reply) => sendMetadata(callOf(request, reply)))
    app.get(sso, (request: PersonaRequest, reply) => {
      const call = callOf(request, reply)
      return guarded(call, () => signIn(call, readParameters(request.query), 'redirect'))
    })
    app.post(sso, (request: PersonaRequest, reply) => {
      const call = callOf(request, reply)
      return guarded(call, () => signIn(call, readForm(request), 'post'))
    })
    app.get(start, (request: PersonaRequest, reply) => {
      const call = callOf(request, reply)
      return guarded(call, async () => {
        const found = applicationAt(call)
        return found ? continueWith(call, found, {}, noHints) : refuse(call, 404, 'Error: app_not_configured')
      })
    })
  }
}
