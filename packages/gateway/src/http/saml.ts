/**
 * The addresses of SAML connections: assertion consumer service, single logout, our metadata, and the page of a posted
 * request.
 *
 * A response comes as a form from another site, so it arrives without our cookies, which are `SameSite=Lax`. The page
 * posts it once more, from our own site, and then they come along (docs/decisions/0033).
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply } from 'fastify'
import { redirectUri } from '../domain/connections/redirect-uri.ts'
import { serviceProviderOf } from '../domain/credentials/saml-party.ts'
import { samlAddressesOf, signedOutUriOf } from '../domain/environments/addresses.ts'
import { restartedSignIn } from '../domain/routing/initiated.ts'
import { postedRequest } from '../domain/saml/posted-request.ts'
import { samlLogout } from '../domain/saml/single-logout.ts'
import { isHandleOfSignIn } from '../domain/sign-in/callback.ts'
import { printCallback } from './callback.ts'
import type { HttpContext } from './context.ts'
import { formPostPage } from './pages/form-post.ts'
import type { Surface } from './surface.ts'
import { type Visit, workOf } from './visit.ts'

/** Marks a response that our own page has posted. */
const again = 'posted_again'

/** The handle is the RelayState (saml-bindings 3.5.3). */
async function assertionConsumerService(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  if (visit.method !== 'POST') throw new Failure('saml_message_missing', { expected: 'SAMLResponse in a form' })
  const connection_id = String(visit.path.connection)
  const { acs_url } = samlAddressesOf(http.ports.public_url, visit.environment, connection_id as `conn_${string}`)
  return consume(http, visit, reply, { form: visit.form(), address: acs_url, connection_id, alias: null })
}

/** A response that came at our own address or at an alias, which names no connection. */
export interface Posted {
  readonly form: Parameters
  readonly address: string
  readonly connection_id: string | null
  readonly alias: string | null
}

export async function consume(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { form, address, connection_id, alias }: Posted,
): Promise<unknown> {
  const { SAMLResponse, RelayState } = form
  if (SAMLResponse === undefined) throw new Failure('saml_message_missing', { expected: 'SAMLResponse' })
  const isAsked = isHandleOfSignIn(http.ports, RelayState)
  // Many connections may share an alias, and nothing that is verified says which one.
  if (connection_id === null && !isAsked) throw new Failure('saml_unsolicited')
  if (connection_id !== null && !isAsked) {
    const location = await restartedSignIn(http.ports, visit.environment, connection_id, RelayState)
    return reply.redirect(location, 303)
  }
  if (visit.browser_hash === undefined && form[again] === undefined) {
    return formPostPage(http, visit, reply, address, { SAMLResponse, RelayState, [again]: '1' }, 'signing_in')
  }
  return printCallback(http, visit, reply, {
    unverified_handle: RelayState,
    parameters: { SAMLResponse, ...(RelayState === undefined ? {} : { RelayState }) },
    connection_id,
    alias,
  })
}

async function singleLogout(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path, method, query_text } = visit
  const message = { query: query_text, form: method === 'POST' ? visit.form() : null }
  const result = await samlLogout(workOf(http, visit), environment, String(path.connection), message)
  if (result.kind === 'answer') return reply.redirect(result.location, 303)
  const address = signedOutUriOf(http.ports.public_url, environment)
  return reply.redirect(result.state === null ? address : withParameters(address, { state: result.state }), 303)
}

async function metadata(http: HttpContext, { environment, path }: Visit, reply: FastifyReply): Promise<unknown> {
  const { ports } = http
  const configured = await ports.configuration.connection(environment.id, String(path.connection))
  const connection = configured?.connection
  const service_provider = connection && (await serviceProviderOf(ports, environment, connection))
  if (!connection || !service_provider) throw new Failure('route_missing')
  const acs_url = redirectUri(ports.public_url, environment, connection)
  const xml = ports.identity_providers.serviceProviderMetadata({ connection, service_provider, acs_url })
  return reply
    .header('content-type', 'application/samlmetadata+xml; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(xml)
}

async function requestPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path, browser_hash } = visit
  const { RelayState } = visit.query()
  const { action, fields } = await postedRequest(
    workOf(http, visit),
    environment,
    String(path.connection),
    RelayState,
    browser_hash,
  )
  return formPostPage(http, visit, reply, action, fields, 'signing_in')
}

/** A message has 384 KiB at most (saml/limits.ts), and its form a little more. */
const bodyLimit = 400 * 1024

export const samlRoutes: Surface['routes'] = [
  {
    method: ['GET', 'POST'],
    path: '/sso/saml/:connection/acs',
    endpoint: assertionConsumerService,
    body_limit: bodyLimit,
  },
  {
    method: ['GET', 'POST'],
    path: '/sso/saml/:connection/slo',
    endpoint: singleLogout,
    body_limit: bodyLimit,
    keeps: false,
  },
  { method: 'GET', path: '/sso/saml/:connection/metadata', endpoint: metadata, keeps: false },
  { method: 'GET', path: '/sso/saml/:connection/request', endpoint: requestPage },
]
