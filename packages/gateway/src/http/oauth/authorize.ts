/**
 * The authorization endpoint. Until client and redirect URI are known to belong together, a failure is shown on our
 * page; after that it goes back to the application. OpenID Connect Core 1.0, 3.1.2; RFC 6749, 4.1.1; RFC 9207.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import {
  type AuthorizationRequest,
  checkAuthorizationRequest,
  checkRedirectUri,
  requestParameters,
} from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { readSession } from '../../domain/sessions/sessions.ts'
import { type BeginOptions, begin } from '../../domain/sign-in/begin.ts'
import { type FoundRequest, findRequest, pushRequest } from '../../domain/sign-in/pushed-requests.ts'
import { type Route, route } from '../../domain/sign-in/routing.ts'
import { answerFromSession, sessionAnswers } from '../../domain/sign-in/session-answer.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import { browserHash, knownBrowser } from '../browser.ts'
import { environmentOf, formOf, type HttpContext, queryOf, sourceOf } from '../context.ts'
import { readCookie } from '../cookies.ts'
import { rememberAnswer } from '../remembered.ts'
import { errorParameters } from './error.ts'

/** A request whose client may be answered at its redirect URI. */
export interface KnownRequest {
  readonly environment: EnvironmentRecord
  readonly application: ApplicationRecord
  /** What is asked; pushed before, or sent along. */
  readonly parameters: Parameters
  /** What the browser carried, for our pages, which send it on. */
  readonly sent: Parameters
  readonly pushed_id: FoundRequest['pushed_id']
  readonly redirect_uri: string
}

export async function authorize(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const environment = await environmentOf(http, request)
  const sent = request.method === 'POST' ? formOf(request) : queryOf(request)
  const known = await knownRequest(http, environment, requestParameters(sent))
  rememberAnswer(http, request, reply, environment, sent)
  try {
    return await serve(http, request, reply, known)
  } catch (error) {
    if (!isFailure(error) || !goesBack(error)) throw error
    const { state } = known.parameters
    return reply.redirect(withParameters(known.redirect_uri, errorParameters(http, environment, state, error)), 303)
  }
}

/** @throws Failure request_uri_unknown, client_unknown, client_disabled, redirect_uri_missing, redirect_uri_not_registered: for our page */
export async function knownRequest(
  { ports }: HttpContext,
  environment: EnvironmentRecord,
  sent: Parameters,
): Promise<KnownRequest> {
  const client_id = sent.client_id ?? ''
  const configured = await ports.configuration.application(environment.id, client_id)
  if (!configured) throw new Failure('client_unknown', { param: 'client_id', received: client_id.slice(0, 100) })
  const { application } = configured
  const { parameters, pushed_id } = await findRequest(ports, environment, sent)
  const redirect_uri = checkRedirectUri(parameters, application)
  if (application.state !== 'active') throw new Failure('client_disabled')
  return { environment, application, parameters, sent, pushed_id, redirect_uri }
}

async function serve(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  known: KnownRequest,
): Promise<unknown> {
  const { ports } = http
  const { environment, application, parameters, redirect_uri, pushed_id } = known
  const asked = checkAuthorizationRequest(parameters, application, redirect_uri)
  if (request.method === 'POST' && knownBrowser(http, request, environment) === undefined) {
    return reply.redirect(await asGet(http, known), 303)
  }
  const browser_hash = browserHash(http, request, reply, environment)
  const chosen = await route(ports, environment, asked)

  const session = await readSession(ports, environment, readCookie(http, request, environment, 'session'))
  if (session && (await sessionAnswers(ports, environment, session, asked, chosen))) {
    const options = { browser_hash, pushed_id, source: sourceOf(request) }
    const { code, state } = await answerFromSession(ports, environment, application, session, asked, options)
    const iss = issuerOf(ports, environment)
    return reply.redirect(withParameters(redirect_uri, { code, state: state ?? undefined, iss }), 303)
  }
  if (asked.prompt.includes('none')) throw new Failure('sign_in_required')
  if (chosen.kind !== 'connection') return reply.redirect(pageAddress(chosen, http, environment, known.sent), 303)

  return send(http, request, reply, environment, chosen.connection, asked, { browser_hash, pushed_id })
}

/**
 * Where a POST without our cookies comes again as a GET. Another site's POST arrives without them, although the browser
 * has them: a new key in their place would break the person's other sign-ins under way.
 */
async function asGet(
  { ports }: HttpContext,
  { environment, application, parameters, sent }: KnownRequest,
): Promise<string> {
  const { request_uri } =
    sent.request_uri === undefined ? await pushRequest(ports, environment, application, parameters) : sent
  const query = new URLSearchParams({ client_id: application.id, request_uri: String(request_uri) })
  return `${issuerOf(ports, environment)}/oauth/authorize?${query}`
}

/** Opens the sign-in and sends the browser to the identity provider. */
export async function send(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  environment: EnvironmentRecord,
  connection: Extract<Route, { kind: 'connection' }>['connection'],
  asked: AuthorizationRequest,
  options: Omit<BeginOptions, 'signed_out' | 'source'>,
): Promise<unknown> {
  const signed_out = readCookie(http, request, environment, 'signed_out') !== undefined
  const { location } = await begin(http.ports, environment, connection, asked, {
    ...options,
    signed_out,
    source: sourceOf(request),
  })
  return reply.redirect(location, 303)
}

/** The page that asks for the email or lets choose; it sends everything back here, with the answer. */
function pageAddress(
  chosen: Route,
  { ports }: HttpContext,
  environment: EnvironmentRecord,
  parameters: Parameters,
): string {
  const path = chosen.kind === 'choose' ? '/signin/choose' : '/signin'
  return `${issuerOf(ports, environment)}${path}?${new URLSearchParams(parameters)}`
}

/** Whether the application is told. What went wrong at the identity provider is explained to the person first. */
function goesBack({ code }: Failure): boolean {
  const { oauth, status } = failures[code]
  return oauth !== undefined && status < 500
}
