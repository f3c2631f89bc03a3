/** Mounts the contract: each operation becomes a route that finds the principal, parses, calls and prints. */
import { Failure, type FieldError } from '@gatehouse/core/failure'
import { idKinds, prefixOf } from '@gatehouse/core/ids'
import { contract } from '@gatehouse/sdk/contract/contract'
import type { Operation } from '@gatehouse/sdk/contract/operation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Caller } from '../../domain/events.ts'
import { type HttpContext, queryOf, sourceOf } from '../context.ts'
import type { Answer, Call } from './call.ts'
import { sendApiError } from './error.ts'
import { handlers } from './handlers.ts'
import { type Principal, principalOf } from './principal.ts'

type AnyHandler = (call: Call<Operation>) => Promise<Answer<unknown>>

export function mountApi(app: FastifyInstance, http: HttpContext): void {
  app.setErrorHandler((error, request, reply) => sendApiError(http, request, reply, error))
  for (const [noun, verbs] of Object.entries(contract)) {
    for (const [verb, operation] of Object.entries<Operation>(verbs)) {
      const nounHandlers = handlers[noun as keyof typeof handlers] as Readonly<Record<string, AnyHandler>>
      const handler = nounHandlers[verb]
      if (!handler) throw new Error(`${operation.id} has no handler`)
      app.route({
        method: operation.method,
        url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
        handler: (request, reply) => serve(http, operation, handler, request, reply),
      })
    }
  }
}

async function serve(
  http: HttpContext,
  operation: Operation,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const principal = await principalOf(http, request, operation)
  const call: Call<Operation> = {
    ports: { ...http.ports, caller: callerOf(request, principal) },
    principal,
    params: parseIds(operation, request.params),
    query: parseQuery(operation, queryOf(request)),
    body: parseBody(operation, request.body),
    version: parseIfMatch(request.headers['if-match']),
  }
  const answer = await handler(call)
  reply.code(operation.status).header('cache-control', 'no-store')
  if (answer.version !== undefined) reply.header('etag', `"${answer.version}"`)
  return operation.status === 204 ? reply.send() : reply.send(answer.body)
}

/** For the events: who calls, and from where. */
function callerOf(request: FastifyRequest, { kind, key_id }: Principal): Caller {
  return { actor: { type: kind, id: key_id }, source: sourceOf(request) }
}

/** An id that cannot exist is answered like one that does not, with a hint when it is of another kind. */
function parseIds(operation: Operation, params: unknown): z.output<Operation['params']> {
  const parsed = operation.params.safeParse(params)
  if (parsed.success) return parsed.data
  const param = String(parsed.error.issues[0]?.path[0] ?? '')
  const sent = String((params as Readonly<Record<string, unknown>>)[param] ?? '')
  const prefix = prefixOf(sent)
  throw new Failure('resource_missing', {
    param,
    ...(prefix === undefined ? {} : { received: `this looks like the id of another thing: ${idKinds[prefix]}` }),
  })
}

function parseQuery(operation: Operation, query: unknown): z.output<Operation['query']> {
  const parsed = operation.query.safeParse(query)
  if (parsed.success) return parsed.data
  const [error] = fieldErrors(parsed.error.issues)
  const param = error?.param.slice(1) ?? ''
  throw new Failure('query_invalid', { param, received: error?.message ?? '' })
}

function parseBody(operation: Operation, body: unknown): Call<Operation>['body'] {
  if (operation.body === undefined) return undefined as never
  const parsed = operation.body.safeParse(body ?? {})
  if (!parsed.success) throw new Failure('values_invalid', { errors: fieldErrors(parsed.error.issues) })
  return parsed.data as never
}

/** One entry for each field; an unknown field is named itself. */
function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const pointer = (path: readonly PropertyKey[]): string =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        param: pointer([...issue.path, key]),
        code: 'unknown_field',
        message: 'is not a field of this resource that can be set',
      }))
    }
    return [{ param: pointer(issue.path), code: issue.code, message: issue.message }]
  })
}

function parseIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1]
  if (version === undefined)
    throw new Failure('precondition_failed', { expected: 'an ETag as it was sent', received: header.slice(0, 100) })
  return Number(version)
}
