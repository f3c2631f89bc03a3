/** The arguments of an operation: ids, query, body and headers, checked against the contract. */
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import { idKinds, prefixOf } from '@gatehouse-sso/core/ids'
import { parseParameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { FastifyRequest } from 'fastify'
import { toJSONSchema, type z } from 'zod'
import type { Call } from './call.ts'

/** The request of the caller, parsed. */
export interface Parsed extends Pick<Call<Operation>, 'params' | 'query' | 'body' | 'version'> {
  /** Names of the resources to show beside their ids. */
  readonly expand: readonly string[]
}

/** @throws Failure resource_missing, query_invalid, values_invalid, precondition_failed */
export function parseCall(operation: Operation, request: FastifyRequest): Parsed {
  const params = parseIds(operation, request.params)
  const { expand = [], ...query } = parseQuery(operation, sentQuery(request))
  return {
    params,
    query,
    expand: [...new Set(expand as readonly string[])],
    body: parseBody(operation, request.body),
    version: parseIfMatch(operation, request.headers['if-match']),
  }
}

/** An id that cannot exist gets the same answer as one that does not, with a hint when it is of another kind. */
function parseIds(operation: Operation, params: unknown): z.output<Operation['params']> {
  const parsed = operation.params.safeParse(params)
  if (parsed.success) return parsed.data
  const param = String(parsed.error.issues[0]?.path[0] ?? '')
  const sent = String((params as Readonly<Record<string, unknown>>)[param] ?? '')
  const prefix = prefixOf(sent)
  const remedy =
    prefix && `This looks like the id of another thing: ${idKinds[prefix]}. Use the id that \`${param}\` names.`
  throw new Failure('resource_missing', { param: `/${param}`, ...(remedy && { remedy }) })
}

/** Each parameter at most once, except `expand[]`. @throws Failure parameter_repeated */
function sentQuery(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { text } = request.query as { text: string }
  if (!text.includes('expand')) return parseParameters(text)
  const sent = new URLSearchParams(text)
  const expand = sent.getAll('expand[]')
  sent.delete('expand[]')
  return { ...parseParameters(sent.toString()), ...(expand.length > 0 ? { expand } : {}) }
}

function parseQuery(operation: Operation, query: unknown): z.output<Operation['query']> {
  const parsed = operation.query.safeParse(query)
  if (parsed.success) {
    const { after, before } = parsed.data
    if (after === undefined || before === undefined) return parsed.data
    throw new Failure('query_invalid', { param: '/before', expected: 'one of `after` and `before`' })
  }
  const errors = fieldErrors(operation.query, parsed.error.issues).map(({ param, ...error }) => ({
    ...error,
    param: param.replace(/^\/expand\b.*/, '/expand[]'),
  }))
  throw new Failure('query_invalid', { param: String(errors[0]?.param), errors })
}

function parseBody(operation: Operation, body: unknown): Call<Operation>['body'] {
  if (operation.body === undefined) return undefined as never
  const parsed = operation.body.safeParse(body ?? {})
  if (!parsed.success) throw new Failure('values_invalid', { errors: fieldErrors(operation.body, parsed.error.issues) })
  return parsed.data as never
}

/** One entry for each field, with a pointer into the value that was checked. An unknown field is named itself, with the fields that there are. */
export function fieldErrors(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const pointer = (path: readonly PropertyKey[]): string =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        param: pointer([...issue.path, key]),
        code: 'unknown_field',
        message: `is not a field here. ${fieldsAt(schema, issue.path)}`,
      }))
    }
    // The schema of the name says more than that the name is wrong.
    const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
    return [{ param: pointer(issue.path), code: issue.code, message }]
  })
}

/** The fields of the object that a path leads to. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const { properties = {} } = path.reduce<z.core.JSONSchema.BaseSchema>(
    (at, part) => {
      const inner = typeof part === 'number' ? at.items : at.properties?.[String(part)]
      return (typeof inner === 'object' && !Array.isArray(inner) ? inner : {}) as z.core.JSONSchema.BaseSchema
    },
    toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as z.core.JSONSchema.BaseSchema,
  )
  const names = Object.keys(properties)
  return names.length === 0 ? 'It takes none' : `The fields: ${names.join(', ')}`
}

/** A resource without a version has no ETag that could be sent, so a condition on it never holds. */
function parseIfMatch(operation: Operation, header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const version = operation.conditional ? /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1] : undefined
  if (version === undefined) {
    const expected = operation.conditional ? 'an ETag as it was sent' : 'no If-Match: this takes none'
    throw new Failure('precondition_failed', { expected, received: header.slice(0, 100) })
  }
  return Number(version)
}

const idempotencyKey = /^[\x21-\x7e]{1,255}$/

/** @throws Failure idempotency_key_invalid */
export function parseIdempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return undefined
  if (typeof key !== 'string' || !idempotencyKey.test(key)) throw new Failure('idempotency_key_invalid')
  return key
}
