/**
 * A visit: a request at an environment, read once. It has the environment that the address names, the cookies of the
 * browser, and the source. Reading decides nothing. Parameters are parsed when an endpoint asks for them, because not
 * every endpoint does.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Parameters, parseParameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import type { FastifyRequest } from 'fastify'
import { unknownCaller } from '../domain/events/caller.ts'
import type { BrowserState } from '../domain/sign-in/browser.ts'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { Work } from '../domain/work/work.ts'
import type { HttpContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import { parseRemembered } from './remembered.ts'

export interface Visit extends BrowserState {
  readonly request_id: string
  readonly method: string
  readonly headers: FastifyRequest['headers']
  /** The variable parts of the path. */
  readonly path: Readonly<Record<string, string>>
  readonly environment: EnvironmentRecord
  /** For the events. */
  readonly source: Source
  /** The query of the address, as it came. */
  readonly query_text: string
  /** The parameters of the address. @throws Failure parameter_repeated */
  query(): Parameters
  /** The fields of a form in the body. @throws Failure parameter_repeated */
  form(): Parameters
  /** The body as it came. */
  text(): string
}

const keyShape = /^[A-Za-z0-9_-]{43}$/

/** @throws Failure route_missing when the address names no environment */
export async function readVisit(http: HttpContext, request: FastifyRequest): Promise<Visit> {
  const path = request.params as Readonly<Record<string, string>>
  const environment = await http.ports.configuration.environment(path.slug ?? null)
  if (!environment) throw new Failure('route_missing')
  return visitAt(http, request, environment)
}

/** A visit at an environment that something else than the address names. */
export function visitAt(http: HttpContext, request: FastifyRequest, environment: EnvironmentRecord): Visit {
  const path = (request.params ?? {}) as Readonly<Record<string, string>>
  const cookies = cookiesOf(http, environment, request.headers.cookie)
  const key = cookies.browser
  return {
    request_id: request.id,
    method: request.method,
    headers: request.headers,
    path,
    environment,
    browser_hash: key !== undefined && keyShape.test(key) ? http.ports.keys.sha256(key) : undefined,
    session_cookie: cookies.session,
    signed_out: cookies.signed_out !== undefined,
    remembered: parseRemembered(cookies.remembered),
    source: sourceOf(request),
    query_text: queryTextOf(request),
    query: () => queryOf(request),
    form: () => formOf(request),
    text: () => textOf(request),
  }
}

/** The work of a visit. Its caller has no identity yet: the domain finds out who it is. */
export function workOf({ ports, units }: HttpContext, { source }: Visit): Work {
  return { ports, units, caller: unknownCaller(source) }
}

/** The parameters of a request that may come by GET or by POST. @throws Failure parameter_repeated */
export function sentBy(visit: Visit): Parameters {
  return visit.method === 'POST' ? visit.form() : visit.query()
}

/** Where a request comes from. */
export function sourceOf({ id, ip, headers }: FastifyRequest): Source {
  return { request_id: id, address: ip, user_agent: headers['user-agent']?.slice(0, 300) ?? null }
}

/** A request at no route has no query object when its address has no query. */
const queryTextOf = ({ query }: FastifyRequest): string => (query as { text?: string } | undefined)?.text ?? ''

function queryOf(request: FastifyRequest): Parameters {
  return parseParameters(queryTextOf(request))
}

/** @throws Failure parameter_repeated */
export function formOf(request: FastifyRequest): Parameters {
  return parseParameters(textOf(request))
}

function textOf({ body }: FastifyRequest): string {
  return ((body ?? {}) as { text?: string }).text ?? ''
}
