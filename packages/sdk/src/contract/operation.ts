/**
 * One operation of the management API, as data. The gateway implements it, the SDK calls it, and the OpenAPI document
 * is generated from it.
 */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { z } from 'zod'
import { type OperationId, routes } from './routes.ts'
import type { Scope } from './scopes.ts'
import type { SetupAccess } from './setup-intents.ts'
import type { StaffScope } from './staff-roles.ts'

/**
 * The kind of caller of an operation. The installation key only creates environments, their keys and staff. A setup session
 * is a browser in which a customer's administrator started a setup link, and a staff session one in which somebody of the
 * vendor signed in to the console.
 */
export type Principal = 'api_key' | 'installation_key' | 'setup_session' | 'staff_session'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject | undefined = z.ZodObject | undefined,
  Output extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** `organizations.create` */
  readonly id: string
  readonly method: Method
  /** `/v1/organizations/{organization_id}` */
  readonly path: string
  /** One sentence in the imperative. */
  readonly summary: string
  readonly principals: readonly Principal[]
  /** The scope that an API key needs. The installation key has no scopes. */
  readonly scope: Scope | null
  /** The scope that a staff session needs: `any` for every one of them, `null` where none may call. */
  readonly staff: StaffScope | 'any' | null
  /** The part of it that a setup session may use; `null` for nothing. */
  readonly setup: SetupAccess | null
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly output: Output
  readonly status: 200 | 201 | 204
  /** Failures beyond those that every operation has. */
  readonly failures: readonly FailureCode[]
  /** A valid body, or the query of a list, for the documents. */
  readonly example: Readonly<Record<string, unknown>> | null
  /** Whether the response has a secret that is shown only once. */
  readonly gives_secret: boolean
  /** Whether an `Idempotency-Key` counts: for a POST that writes something. */
  readonly idempotent: boolean
  /** Whether the operation accepts `If-Match`. */
  readonly conditional: boolean
  /** Largest body, where it is less than that of the server. */
  readonly body_limit_bytes: number | null
}

export type Params<O extends Operation> = z.input<O['params']>
export type Query<O extends Operation> = z.input<O['query']>
export type Body<O extends Operation> = O['body'] extends z.ZodObject ? z.input<O['body']> : undefined
export type ParsedBody<O extends Operation> = O['body'] extends z.ZodObject ? z.output<O['body']> : undefined
export type Output<O extends Operation> = O['output'] extends z.ZodType ? z.output<O['output']> : undefined

interface Parts<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject | undefined,
  O extends z.ZodType | undefined,
> {
  readonly summary: string
  readonly scope: Scope | null
  readonly principals?: readonly Principal[]
  /** Default: the scope that an API key needs. */
  readonly staff?: StaffScope | 'any'
  /** Without it no setup session may call the operation. */
  readonly setup?: SetupAccess
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly output: O
  readonly status?: 200 | 201 | 204
  readonly failures?: readonly FailureCode[]
  readonly example?: Readonly<Record<string, unknown>>
  readonly gives_secret?: boolean
  /** For a POST that only reads, because its question stands in the body. */
  readonly writes_nothing?: boolean
  readonly body_limit_bytes?: number
}

/** The parts of an operation that a client needs to call it. Its schemas are in the type only. */
export interface RouteOf<O extends Operation> extends Pick<Operation, 'method' | 'path'> {
  /** Never set: it carries the type. */
  readonly operation?: O
}

/** Reads a row of routes.ts. */
export function readRoute(route: string): Pick<Operation, 'method' | 'path'> {
  const [method, path] = route.split(' ') as [Method, string]
  return { method, path }
}

/**
 * Declares an operation.
 * @param id the noun and the verb, as in the SDK. routes.ts has its method and path
 */
export function operation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject | undefined,
  O extends z.ZodType | undefined,
>(id: OperationId, parts: Parts<P, Q, B, O>): Operation<P, Q, B, O> {
  const [noun, verb] = id.split('.') as [keyof typeof routes, never]
  const { method, path } = readRoute(routes[noun][verb])
  return {
    id,
    method,
    path,
    summary: parts.summary,
    principals: principalsOf(parts),
    scope: parts.scope,
    staff: parts.staff ?? parts.scope,
    setup: parts.setup ?? null,
    params: parts.params,
    query: parts.query,
    body: parts.body,
    output: parts.output,
    status: parts.status ?? (parts.output === undefined ? 204 : method === 'POST' ? 201 : 200),
    failures: parts.failures ?? [],
    example: parts.example ?? null,
    gives_secret: parts.gives_secret ?? false,
    idempotent: method === 'POST' && !parts.writes_nothing,
    conditional: parts.failures?.includes('precondition_failed') ?? false,
    body_limit_bytes: parts.body_limit_bytes ?? null,
  }
}

function principalsOf({
  principals = ['api_key'],
  scope,
  setup,
  staff = scope ?? undefined,
}: Pick<Parts<never, never, never, never>, 'principals' | 'scope' | 'setup' | 'staff'>): readonly Principal[] {
  const all = new Set<Principal>(principals)
  if (setup !== undefined) all.add('setup_session')
  if (staff !== undefined) all.add('staff_session')
  return [...all]
}
