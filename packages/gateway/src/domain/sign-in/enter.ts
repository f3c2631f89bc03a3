/**
 * One sign-in, from the application's request to the code that it gets.
 *
 *   /oauth/authorize           enter(): what the request needs; a live session answers it, else
 *                              begin(): the row `in_progress` is written  → identity provider
 *   /sso/oidc/callback/{conn}  comeBack(): the row must be in progress, the browser the same;
 *                              finish(): in time, at the right address, VerifiedIdentity → user → session and code,
 *                              in one unit  → application
 *   /oauth/token               domain/tokens/
 *
 *   in_progress ─ finish() ─→ succeeded
 *        │ ├───── refuse() ─→ failed          every refusal is a Failure; its code stands in the row
 *        └──────── 15 min ──→ abandoned       a job
 *
 * The row is all there is of a sign-in in flight. It is read before any upstream call, and left by one UPDATE that
 * expects `in_progress`, so of two callbacks at the same moment one wins. This room knows no HTTP, no SQL and no
 * identity provider; it accepts nothing but a VerifiedIdentity.
 *
 * This file has the first decision: what an authorization request needs. http prints the result.
 *
 *   answered    a live session answers; the code goes back to the application
 *   redirect    on to the identity provider; or, for a POST without our cookies, to the same request as a GET
 *   ask_email   neither request nor session says where the person belongs: the page that asks for the email
 *   choose      the organization has several connections: the page that lets the person choose
 *   refuse      a failure that the application is told at its redirect URI
 *
 * Every failure is kept as a failed sign-in (sign-ins/refused-requests.ts). A failure that is thrown is for our own page:
 * either client and redirect URI are not known to belong together, or the identity provider failed. OpenID Connect Core 1.0, 3.1.2; RFC 6749, 4.1.2.1.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { type AuthorizationRequest, checkAuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { errorResponseMode, type ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'
import { indicatedResource } from '../access/resource-indicator.ts'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import { hintedDomain, type Route, rememberedRoute, route } from '../routing/routing.ts'
import { recheckSession } from '../sessions/recheck.ts'
import { readSession } from '../sessions/sessions.ts'
import { keepRefusal, refusedParameters } from '../sign-ins/refused-requests.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { begin } from './begin.ts'
import { type BrowserState, browserKeyOf } from './browser.ts'
import { type KnownRequest, knownRequest } from './known-request.ts'
import { pushRequest } from './pushed-requests.ts'
import { type AskEmail, askEmail, type Choose } from './questions.ts'
import type { AuthorizationResponse } from './response.ts'
import { answerFromSession, sessionAnswers } from './session-answer.ts'

export type Entry =
  | { readonly kind: 'answered'; readonly response: AuthorizationResponse }
  | { readonly kind: 'redirect'; readonly location: string }
  | AskEmail
  | Choose
  | {
      readonly kind: 'refuse'
      readonly redirect_uri: string
      readonly response_mode: ResponseMode
      readonly state: string | null
      readonly failure: Failure
    }

export interface Entered {
  readonly entry: Entry
  /** For the cookie of a browser that had none. */
  readonly new_browser_key: string | null
}

/**
 * Decides what a request at the authorization endpoint needs, and does it.
 * @param method of the request; another site's POST arrives without our cookies, although the browser has them
 * @throws Failure for our own page
 */
export async function enter(
  work: Work,
  environment: EnvironmentRecord,
  method: 'GET' | 'POST',
  parameters: Parameters,
  browser: BrowserState,
): Promise<Entered> {
  let known: KnownRequest | undefined
  let new_browser_key: string | null = null
  try {
    known = await knownRequest(work.ports, environment, parameters, browser.browser_hash)
    const { application, redirect_uri } = known
    const asked = checkAuthorizationRequest(known.parameters, application, redirect_uri)
    const request = await withApiResource(work.ports, environment, asked)
    if (method === 'POST' && browser.browser_hash === undefined) {
      return { entry: { kind: 'redirect', location: await asGet(work, environment, known) }, new_browser_key }
    }
    const key = browserKeyOf(work.ports, browser)
    new_browser_key = key.new_browser_key
    const entry = await serve(work, environment, known, request, { ...browser, browser_hash: key.browser_hash })
    return { entry, new_browser_key }
  } catch (error) {
    if (!isFailure(error)) throw error
    const request = { ...refusedParameters(known?.parameters ?? parameters), browser_hash: browser.browser_hash }
    const failure = await keepRefusal(work, environment, request, error)
    if (!known || !isForApplication(failure)) throw failure
    const { redirect_uri, parameters: asked } = known
    const response_mode = errorResponseMode(asked, redirect_uri)
    return {
      entry: { kind: 'refuse', redirect_uri, response_mode, state: asked.state ?? null, failure },
      new_browser_key,
    }
  }
}

/** The request with the id of the API resource that it names. @throws Failure resource_unknown */
async function withApiResource(
  ports: Ports,
  environment: EnvironmentRecord,
  request: AuthorizationRequest,
): Promise<AuthorizationRequest> {
  if (request.resource === null) return request
  return { ...request, resource: (await indicatedResource(ports, environment.id, request.resource)).id }
}

async function serve(
  work: Work,
  environment: EnvironmentRecord,
  known: KnownRequest,
  request: AuthorizationRequest,
  browser: BrowserState & { readonly browser_hash: string },
): Promise<Entry> {
  const { ports } = work
  const { application, sent, pushed_id } = known
  const { browser_hash, signed_out } = browser
  const chosen = await route(ports, environment, request)
  const session = await readSession(ports, environment, browser.session_cookie)
  const answers = session && (await sessionAnswers(ports, session, request, chosen))
  if (session && answers && (await recheckSession(work, session)) === undefined) {
    const response = await answerFromSession(work, application, session, request, { browser_hash, pushed_id })
    if (response) return { kind: 'answered', response }
  }
  if (request.prompt.includes('none')) throw new Failure('sign_in_required')
  if (chosen.kind === 'ask_email' && chosen.unknown) {
    await keepUnknownDomain(work, environment, known, browser_hash)
    return askEmail(known, request)
  }
  const [led, asked] =
    chosen.kind === 'ask_email' ? await byRemembered(ports, environment, request, browser) : [chosen, request]
  if (led === undefined) return askEmail(known, request)
  if (led.kind === 'choose')
    return { kind: 'choose', application, connections: led.connections, sent, ui_locales: request.ui_locales }
  const options = { browser_hash, signed_out, restarted: false, pushed_id }
  return { kind: 'redirect', location: await begin(work, environment, led.connection, asked, options) }
}

/** A person who has signed out, or wants another account, is asked. */
async function byRemembered(
  ports: Ports,
  environment: EnvironmentRecord,
  request: AuthorizationRequest,
  { remembered, signed_out }: BrowserState,
): Promise<readonly [Exclude<Route, { kind: 'ask_email' }> | undefined, AuthorizationRequest]> {
  if (remembered === undefined || signed_out || request.prompt.includes('select_account')) return [undefined, request]
  const led = await rememberedRoute(ports, environment, remembered)
  const login_hint = request.login_hint ?? remembered.email
  return led === undefined || led.kind === 'ask_email' ? [undefined, request] : [led, { ...request, login_hint }]
}

/** The page says the same about a domain that nobody has and one that nobody has verified. The record tells them apart. */
async function keepUnknownDomain(
  work: Work,
  environment: EnvironmentRecord,
  { parameters }: KnownRequest,
  browser_hash: string,
): Promise<void> {
  const request = { ...refusedParameters(parameters), browser_hash }
  const domain = hintedDomain({ domain_hint: null, login_hint: null, ...parameters })
  const claim = domain === undefined ? undefined : await work.ports.stores.in(environment.id).domains.claimed(domain)
  const failure = claim
    ? new Failure('domain_not_verified', { received: claim.domain })
    : new Failure('domain_unknown', domain === undefined ? {} : { received: domain })
  await keepRefusal(work, environment, request, failure)
}

/**
 * Sends a POST without our cookies here again as a GET. A new browser key instead would break other sign-ins under way.
 */
async function asGet(work: Work, environment: EnvironmentRecord, known: KnownRequest): Promise<string> {
  const { application, parameters, sent } = known
  const { request_uri } =
    sent.request_uri === undefined ? await pushRequest(work, environment, application, parameters) : sent
  const query = new URLSearchParams({ client_id: application.id, request_uri: String(request_uri) })
  return `${issuerOf(work.ports.public_url, environment)}/oauth/authorize?${query}`
}

/**
 * Whether the application is told at its redirect URI. A failure at the identity provider is explained to the person
 * instead.
 */
function isForApplication({ code }: Failure): boolean {
  const { oauth, status } = failures[code]
  return oauth !== undefined && status < 500
}
