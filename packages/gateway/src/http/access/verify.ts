/**
 * Forward authentication: a proxy asks about each call of an API, with the caller's own `Authorization` header.
 *
 *   200 the identity headers · 401 the challenge · 403 the reason · 429, 5xx nothing could be said
 *
 * It takes every method, because Envoy sends that of the call, and it answers OPTIONS and health checks like any other
 * call. It reads no forwarded header: which API is called says the address that the proxy has been given.
 */
import { normalizeIP } from '@fastify/rate-limit'
import { Failure } from '@gatehouse-sso/core/failure'
import { isId } from '@gatehouse-sso/core/ids'
import { accessStatus } from '@gatehouse-sso/core/oauth/access-challenge'
import { bearerToken } from '@gatehouse-sso/core/oauth/bearer-token'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AccessVerdict, judgeAccess } from '../../domain/access/verdict.ts'
import { unknownCaller } from '../../domain/events/caller.ts'
import type { ApiResourceRecord } from '../../domain/stores/api-resources.ts'
import { errorBody, failureOf } from '../api/error.ts'
import type { HttpContext } from '../context.ts'
import { logFailure } from '../failure-log.ts'
import { sourceOf } from '../visit.ts'
import { resourceChallenge } from './challenge.ts'
import { identityHeaders } from './identity-headers.ts'
import { logRefusal } from './refusal-log.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The last one is for Envoy, which puts the path of the call behind that of the check. */
const paths = ['/v1/access/verify', '/v1/access/verify/:api_resource_id', '/v1/access/verify/:api_resource_id/*']

/** @param per_minute refused calls from one address; 0 for no limit */
export async function mountAccess(app: FastifyInstance, http: HttpContext, per_minute: number): Promise<void> {
  app.removeAllContentTypeParsers()
  // A body is never read: it belongs to the API.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(null)
  })
  app.setErrorHandler((error, request, reply) => refuse(http, request, reply, undefined, failureOf(error), null))
  for (const url of paths) {
    app.route({
      method: methods,
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => verify(http, per_minute, request, reply),
    })
  }
}

async function verify(
  http: HttpContext,
  per_minute: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { minute_counts } = http.ports
  const counted = `access ${normalizeIP(request.ip)}`
  if (per_minute > 0 && minute_counts.of(counted) >= per_minute) {
    reply.header('retry-after', minute_counts.secondsLeft(counted))
    throw new Failure('rate_limited', { expected: `${per_minute} refused calls in a minute at most` })
  }
  const resource = await resourceOf(http, request)
  const token = resource ? presentedToken(request) : new Failure('api_resource_missing')
  if (resource && typeof token === 'string') {
    const work = { ports: http.ports, units: http.units, caller: unknownCaller(sourceOf(request)) }
    const verdict = await judgeAccess(work, resource, token)
    const headers = identityHeaders(verdict)
    if (headers !== null) return allow(reply, headers)
    minute_counts.add(counted)
    return refuse(http, request, reply, resource, verdict.failure ?? new Failure('internal_error'), verdict)
  }
  minute_counts.add(counted)
  return refuse(http, request, reply, resource, failureOf(token), null)
}

async function resourceOf(http: HttpContext, request: FastifyRequest): Promise<ApiResourceRecord | undefined> {
  const { api_resource_id } = request.params as { readonly api_resource_id?: string }
  const query = new URLSearchParams((request.query as { text: string }).text)
  const [named, ...others] = api_resource_id === undefined ? query.getAll('resource') : [api_resource_id]
  if (named === undefined || others.length > 0 || !isId('res', named)) return undefined
  return http.ports.configuration.apiResource(named)
}

/** The token, or why there is none. */
function presentedToken({ headers }: FastifyRequest): string | Failure {
  try {
    return bearerToken(headers.authorization)
  } catch (error) {
    return failureOf(error)
  }
}

function allow(reply: FastifyReply, headers: Readonly<Record<string, string>>): unknown {
  return reply.code(200).headers(headers).headers(uncached).send()
}

/** A proxy must not give the answer to one caller to another one. */
const uncached = { 'cache-control': 'no-store', vary: 'Authorization, Cookie' }

function refuse(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  resource: ApiResourceRecord | undefined,
  failure: Failure,
  verdict: AccessVerdict | null,
): unknown {
  const status = accessStatus(failure)
  if (status >= 500) logFailure(http, request.id, failure, 'warn')
  else if (resource) logRefusal(http, request.id, resource, failure, verdict)
  const isKnownTenant = verdict?.steps.some(({ name, failure: failed }) => name === 'tenant' && failed === null)
  const tenant_id = isKnownTenant ? (verdict?.token?.facts.tenant_id ?? null) : null
  if (status === 401 || status === 403) {
    reply.header('www-authenticate', resourceChallenge(http.ports, resource, failure, tenant_id))
  }
  return reply
    .code(status)
    .headers(uncached)
    .header('content-type', 'application/json; charset=utf-8')
    .send(errorBody(http, request.id, failure))
}
