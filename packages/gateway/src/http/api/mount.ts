/**
 * Mounts the contract. Each operation becomes a route that
 *
 *   finds the principal → counts it → parses → calls, once for each Idempotency-Key → expands → prints
 */
import rateLimit from '@fastify/rate-limit'
import { Failure } from '@gatehouse-sso/core/failure'
import { operations } from '@gatehouse-sso/sdk/contract'
import { contract } from '@gatehouse-sso/sdk/contract/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../domain/events/caller.ts'
import { checkReach } from '../../domain/setup-links/reach.ts'
import { checkOwnerOrganization } from '../../domain/staff/owner-guard.ts'
import { once } from '../../domain/work/idempotency.ts'
import type { Work } from '../../domain/work/work.ts'
import type { HttpContext } from '../context.ts'
import { preferredLanguage } from '../language.ts'
import { type Limiter, openLimiter } from '../rate-limit.ts'
import type { Mounted } from '../surface.ts'
import { sourceOf } from '../visit.ts'
import type { Call, OperationResult } from './call.ts'
import { sendApiError } from './error.ts'
import { etagOf, isKnown } from './etag.ts'
import { expandAnswer } from './expand.ts'
import { handlers } from './handlers.ts'
import { parseJson } from './json.ts'
import { parseCall, parseIdempotencyKey } from './parse.ts'
import { actorOf, mayNotChangeOwner, type Principal, principalOf } from './principal.ts'

type Handle = (call: Call<Operation>) => Promise<OperationResult<unknown>>

/** A route: the operation, and what carries it out. */
interface ApiRoute {
  readonly operation: Operation
  readonly handle: Handle
  readonly limit: Limiter
}

/** @param per_minute how often one API key may call; 0 for as often as it likes */
export async function mountApi(app: FastifyInstance, http: HttpContext, per_minute: number): Promise<void> {
  await app.register(rateLimit, { global: false })
  app.setErrorHandler((error, request, reply) => sendApiError(http, request, reply, error))
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_: FastifyRequest, text: string) =>
    parseJson(text),
  )
  const limit = openLimiter(app, per_minute)
  for (const [noun, verbs] of Object.entries(contract)) {
    for (const [verb, operation] of Object.entries<Operation>(verbs)) {
      const handle = (handlers[noun as keyof typeof handlers] as Readonly<Record<string, Handle>>)[verb]
      if (!handle) throw new Error(`${operation.id} has no handler`)
      const route = { operation, handle, limit }
      app.route({
        method: operation.method,
        url: urlOf(operation),
        ...(operation.body_limit_bytes === null ? {} : { bodyLimit: operation.body_limit_bytes }),
        handler: (request, reply) => serve(http, route, request, reply),
      })
    }
  }
}

function urlOf({ path }: Operation): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

/** The addresses of the API. */
export const apiAddresses: readonly Mounted[] = operations.map((operation) => ({
  url: urlOf(operation),
  methods: [operation.method],
  printError: sendApiError,
}))

/** Whether a URL is one of the API, also where it has no operation. */
export function isApiUrl(url: string): boolean {
  return url === '/v1' || url.startsWith('/v1/')
}

async function serve(
  http: HttpContext,
  route: ApiRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const principal = await identify(http, route, request, reply)
  const language = readerOf(principal, request)
  try {
    return await answer(http, route, request, reply, principal, language)
  } catch (error) {
    if (language === 'en') throw error
    return sendApiError(http, request, reply, error, language)
  }
}

/** A person reads what the setup portal and the console show. The answers to a program are English. */
function readerOf(principal: Principal, { headers }: FastifyRequest): Language {
  if (principal.kind !== 'setup_session' && principal.kind !== 'staff_session') return 'en'
  const chosen = principal.kind === 'setup_session' ? principal.session.link.language : null
  return chosen ?? preferredLanguage(headers['accept-language'])
}

async function answer(
  http: HttpContext,
  route: ApiRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  language: Language,
): Promise<unknown> {
  const { operation } = route
  const { expand, ...parsed } = parseCall(operation, request)
  const caller: Caller = { actor: actorOf(principal), source: sourceOf(request) }
  if (mayNotChangeOwner(principal)) await checkOwnerOrganization(http.ports, principal.environment, operation, parsed)
  const work: Work = { ports: http.ports, units: http.units, caller }
  const call: Call<Operation> = {
    ...parsed,
    ...(await narrowed(http, principal, route, parsed, expand)),
    work,
    principal,
    language,
  }
  const { answer: found, replayed } = await carryOut(route, request, call)
  const body = expand.length === 0 ? found.body : await expandAnswer(call, expand, found.body)

  reply.code(operation.status).header('cache-control', 'no-store')
  if (replayed) reply.header('idempotent-replayed', 'true')
  const etag = etagOf(http.ports.keys, operation, { ...found, body })
  if (etag !== undefined) reply.header('etag', etag)
  // An expanded resource may have changed by itself, which this ETag does not show.
  const mayBeKnown = operation.method === 'GET' && expand.length === 0
  if (mayBeKnown && isKnown(etag, request.headers['if-none-match'])) return reply.code(304).send()
  return operation.status === 204 ? reply.send() : reply.send(body)
}

/** Narrows a call to the reach of a setup session. @throws Failure resource_missing, values_invalid, query_invalid */
async function narrowed(
  { ports }: HttpContext,
  principal: Principal,
  { operation }: ApiRoute,
  { params, query, body }: Pick<Call<Operation>, 'params' | 'query' | 'body'>,
  expand: readonly string[],
): Promise<Partial<Pick<Call<Operation>, 'query'>>> {
  if (principal.kind !== 'setup_session') return {}
  // An expanded resource has more than a setup session may see.
  if (expand.length > 0) throw new Failure('query_invalid', { param: '/expand[]', expected: 'no `expand`' })
  return { query: await checkReach(ports, principal.session, operation, { params, query, body }) }
}

/** Finds the principal. A caller without one is counted by address. */
async function identify(
  http: HttpContext,
  { operation, limit }: ApiRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal> {
  let principal: Principal
  try {
    principal = await principalOf(http, request, operation)
  } catch (error) {
    await limit(request, reply)
    throw error
  }
  await limit(request, reply, actorOf(principal).id ?? undefined)
  return principal
}

async function carryOut(
  { operation, handle }: ApiRoute,
  request: FastifyRequest,
  call: Call<Operation>,
): Promise<{ answer: OperationResult<unknown>; replayed: boolean }> {
  const idempotency_key = parseIdempotencyKey(request)
  // The answer of an operation that only reads is not kept.
  if (idempotency_key === undefined || !operation.idempotent) return { answer: await handle(call), replayed: false }
  const { principal } = call
  const keyed = {
    owner: ownerOf(principal),
    idempotency_key,
    request: JSON.stringify([operation.id, call.params, call.query, request.body ?? null]),
    gives_secret: operation.gives_secret,
  }
  return once(call.work, keyed, (work) => handle({ ...call, work }))
}

/** Whose an `Idempotency-Key` is: the same key of two owners means two requests. */
function ownerOf(principal: Principal): string {
  if (principal.kind === 'setup_session') return principal.session.link.id
  if (principal.kind === 'staff_session') return `${principal.session.staff.id} ${principal.environment.id}`
  return principal.kind === 'api_key' ? principal.environment.id : 'installation'
}
