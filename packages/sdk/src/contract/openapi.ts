/**
 * Prints the contract as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). Everything comes from the contract:
 * the name of a schema is its `id` in zod's metadata, and the examples are in examples.ts.
 */
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { z } from 'zod'
import { operations } from './contract.ts'
import { errorBody, errorTypes } from './error.ts'
import { examples } from './examples.ts'
import type { Operation } from './operation.ts'

type Json = Readonly<Record<string, unknown>>

/** The failures that every operation can return. */
const always: readonly FailureCode[] = [
  'api_key_missing',
  'api_key_invalid',
  'scope_missing',
  'rate_limited',
  'internal_error',
  'database_unavailable',
]

/** Does the work of `Map.groupBy`, which Node 20 does not have. */
function grouped<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}

/**
 * @param server address of the gateway, without a slash at the end
 * @param settings the JSON Schema of the settings of each type of connection
 */
export function openapiDocument(server: string, version: string, settings: Readonly<Record<string, Json>>): Json {
  const schemas: Record<string, unknown> = {}
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = paths[operation.path] ?? {}
    paths[operation.path] = { ...path, [operation.method.toLowerCase()]: pathItem(operation, schemas) }
  }
  schemaOf(errorBody, 'output', schemas)
  Object.assign(schemas, settingsComponents(schemas, settings))
  const shared = grouped(always, (code) => typeOf(failures[code].status))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatehouse management API',
      version,
      description:
        'Organizations with their connections, applications, roles, users and events. Every error has the same shape and a `code`; decide by the code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ api_key: [] }],
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name, description: `Operations of ${name}` })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      responses: Object.fromEntries([...shared].map(([type, codes]) => [type, refusal(codes)])),
      headers,
      securitySchemes: {
        api_key: { type: 'http', scheme: 'bearer', description: 'A key of an environment: `sk_test_…`, `sk_live_…`' },
        installation_key: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key that creates environments: `sk_inst_…`',
        },
        staff_session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-gatehouse-staff',
          description: 'The cookie of a browser in which somebody of the vendor signed in to the console',
        },
        setup_session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-gatehouse-setup',
          description: 'The cookie of a browser in which somebody started a setup link',
        },
      },
    },
  }
}

/** `entra_oidc` → `EntraOidcSettings` */
function settingsName(type: string): string {
  return `${type.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Settings`
}

/** One schema for the settings of each type of connection, and the one that stands for them all. */
function settingsComponents(schemas: Json, settings: Readonly<Record<string, Json>>): Json {
  const each = Object.entries(settings).map(([type, schema]) => [settingsName(type), hoisted(schema, ['id'])] as const)
  const anyOf = each.map(([name]) => ({ $ref: `#/components/schemas/${name}` }))
  return {
    ...Object.fromEntries(each),
    ConnectionSettings: { ...(schemas.ConnectionSettings as Json), anyOf },
  }
}

const headers: Json = {
  'X-Request-ID': header('Id of this request in logs and events', { type: 'string' }),
  'RateLimit-Limit': header('Requests allowed per minute', { type: 'integer' }),
  'RateLimit-Remaining': header('Requests left in this minute', { type: 'integer' }),
  'RateLimit-Reset': header('Seconds until the limit is reset', { type: 'integer' }),
}

const headerRefs: Json = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)

function header(description: string, schema: Json): Json {
  return { description, schema }
}

function tagOf({ id }: Operation): string {
  return id.split('.')[0] ?? ''
}

function pathItem(operation: Operation, schemas: Record<string, unknown>): Json {
  const { id, summary, scope, principals, setup, body, status, output } = operation
  const isForSetupOnly = principals.every((principal) => principal === 'setup_session')
  const isForStaffOnly = principals.every((principal) => principal === 'staff_session')
  const key = isForSetupOnly
    ? 'Needs a setup session.'
    : isForStaffOnly
      ? 'Needs a staff session.'
      : scope === null
        ? 'Needs the installation key.'
        : `Needs the scope \`${scope}\`.`
  const needs =
    setup === null || isForSetupOnly
      ? key
      : `${key} A setup session needs one of the intents: ${setup.intents.join(', ')}.`
  const success = { description: output === undefined ? 'No content' : 'Success', headers: successHeaders(operation) }
  return {
    operationId: id,
    tags: [tagOf(operation)],
    summary,
    description: needs,
    security: principals.map((principal) => ({ [principal]: [] })),
    parameters: [...parametersOf(operation), ...headerParametersOf(operation)],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: json(schemaOf(body, 'input', schemas), operation.example ?? {}),
          },
        }),
    responses: {
      [status]:
        output === undefined
          ? success
          : { ...success, content: json(schemaOf(output, 'output', schemas), exampleOf(output)) },
      ...refusalsOf(operation),
    },
  }
}

function parametersOf({ params, query, path }: Operation): readonly Json[] {
  const named = (schema: z.ZodObject, place: 'path' | 'query'): readonly Json[] => {
    const { properties = {}, required = [] } = toJson(schema, 'input') as { properties?: Json; required?: string[] }
    return Object.entries(properties).map(([name, value]) => ({
      name: (value as Json).type === 'array' ? `${name}[]` : name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: value,
      ...((value as Json).type === 'array' ? { style: 'form', explode: true } : {}),
    }))
  }
  const inPath = named(params, 'path').filter(({ name }) => path.includes(`{${name}}`))
  return [...inPath, ...named(query, 'query')]
}

function headerParametersOf({ idempotent, conditional }: Operation): readonly Json[] {
  const one = (name: string, description: string): Json => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  })
  return [
    ...(idempotent
      ? [one('Idempotency-Key', 'A repeated request with the same key and body gets the same response, for a day')]
      : []),
    ...(conditional ? [one('If-Match', 'An ETag. The request fails with 412 if the resource has changed since')] : []),
  ]
}

function successHeaders(operation: Operation): Json {
  const { output } = operation
  const etag = header('Version of the resource, for `If-Match`', { type: 'string' })
  const replayed = header('`true` if this is the response to an earlier request with the same key', { type: 'string' })
  const isResource = output !== undefined && nameOf(output) !== undefined
  return {
    ...headerRefs,
    ...(isResource ? { ETag: etag } : {}),
    ...(operation.idempotent ? { 'Idempotent-Replayed': replayed } : {}),
  }
}

/** One response for each status, with its possible codes. */
function refusalsOf(operation: Operation): Json {
  const codes: readonly FailureCode[] = [
    ...always,
    ...operation.failures,
    ...(operation.path.includes('{') ? (['resource_missing'] as const) : []),
    ...(operation.body === undefined ? [] : (['body_malformed', 'values_invalid'] as const)),
    ...(operation.method === 'GET' ? (['query_invalid'] as const) : []),
    ...(operation.idempotent ? (['idempotency_key_reused', 'idempotency_in_progress'] as const) : []),
  ]
  const byStatus = grouped(new Set(codes), (code) => failures[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => {
      const shared = those.every((code) => always.includes(code))
      return [status, shared ? { $ref: `#/components/responses/${typeOf(status)}` } : refusal(those)]
    }),
  )
}

function typeOf(status: number): string {
  return errorTypes[status as keyof typeof errorTypes]
}

function refusal(codes: readonly FailureCode[]): Json {
  const description = codes.map((code) => `\`${code}\`: ${failures[code].title}.`).join(' ')
  return { description, headers: headerRefs, content: json({ $ref: '#/components/schemas/Error' }) }
}

function json(schema: unknown, example?: unknown): Json {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } }
}

/** The name of a schema among the components. */
function nameOf(schema: z.ZodType): string | undefined {
  const id = z.globalRegistry.get(schema)?.id
  return typeof id === 'string' ? id : undefined
}

/** One resource of that kind, or a list of one. */
export function exampleOf(output: z.ZodType): unknown {
  const name = nameOf(output)
  if (name !== undefined) return examples[name]
  const { data } = (output as z.ZodObject).shape as { data?: z.ZodArray }
  const item = data ? nameOf(data.element as z.ZodType) : undefined
  if (item === undefined) throw new Error('an output must be a schema with an id, or a list of such')
  return { object: 'list', data: [examples[item]], list_metadata: { before: null, after: null } }
}

function toJson(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...printed } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return printed
}

/** A schema with its named parts among the components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): unknown {
  const { $defs = {}, ...printed } = toJson(schema, io) as Json & { $defs?: Json }
  // Within /v1 a response may get more fields; a request may not.
  const hoist = (value: unknown): unknown => hoisted(value, io === 'output' ? ['id', 'additionalProperties'] : ['id'])
  for (const [name, definition] of Object.entries($defs)) schemas[name] ??= hoist(definition)
  const name = nameOf(schema)
  if (name === undefined) return hoist(printed)
  schemas[name] ??= hoist(printed)
  return { $ref: `#/components/schemas/${name}` }
}

/**
 * Turns references to parts into references to components.
 * @param dropped keywords to leave out, unless they hold a schema
 */
function hoisted(value: unknown, dropped: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => hoisted(item, dropped))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name, member]) => typeof member === 'object' || !dropped.includes(name))
  const hoist = (name: string, member: unknown): unknown =>
    name === '$ref' ? String(member).replace('#/$defs/', '#/components/schemas/') : hoisted(member, dropped)
  return Object.fromEntries(kept.map(([name, member]) => [name, hoist(name, member)]))
}
