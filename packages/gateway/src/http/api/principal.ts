/**
 * The one resolver of principals: who calls the management API. A request without a key may have the cookie of a setup
 * session or of a staff session, which counts only for requests of our own pages.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Id, isId } from '@gatehouse-sso/core/ids'
import type { Actor } from '@gatehouse-sso/sdk/contract/events'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { type Scope, scopes } from '@gatehouse-sso/sdk/contract/scopes'
import { type StaffRole, type StaffScope, staffRoleScopes } from '@gatehouse-sso/sdk/contract/staff-roles'
import type { FastifyRequest } from 'fastify'
import { authenticateApiKey } from '../../domain/environments/api-keys.ts'
import type { Authority } from '../../domain/environments/authority.ts'
import type { Ports } from '../../domain/ports/ports.ts'
import { checkIntent } from '../../domain/setup-links/reach.ts'
import { authenticateSetup, type SetupSession } from '../../domain/setup-links/session.ts'
import { authenticateStaff, type StaffSession } from '../../domain/staff/session.ts'
import { defaultEnvironment } from '../../domain/staff/staff-event.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import { staffCookieOf } from '../console/cookie.ts'
import type { HttpContext } from '../context.ts'
import { setupCookieOf } from '../setup/cookie.ts'

export type Principal =
  | { readonly kind: 'installation_key'; readonly key_id: Id<'key'> }
  | {
      readonly kind: 'api_key'
      readonly key_id: Id<'key'>
      readonly environment: EnvironmentRecord
      readonly scopes: readonly Scope[]
      readonly expires_at: number | null
    }
  | {
      readonly kind: 'setup_session'
      readonly session: SetupSession
      readonly environment: EnvironmentRecord
    }
  | {
      readonly kind: 'staff_session'
      readonly session: StaffSession
      /** The one that the request names: a staff session belongs to none. */
      readonly environment: EnvironmentRecord
      readonly scopes: readonly StaffScope[]
    }

/**
 * The principal of a request, if it may call this operation.
 * @throws Failure api_key_missing, api_key_invalid, environment_key_needed, installation_key_needed, scope_missing,
 * setup_session_missing, setup_intent_missing, staff_session_missing, cross_site_request, resource_missing
 */
export async function principalOf(
  http: HttpContext,
  request: FastifyRequest,
  operation: Operation,
): Promise<Principal> {
  if (request.headers.authorization !== undefined) return keyPrincipal(http, request, operation)
  const { cookie } = request.headers
  const setup_cookie = setupCookieOf(http, cookie)
  const staff_cookie = staffCookieOf(http, cookie)
  const only = operation.principals.length === 1 ? operation.principals[0] : undefined
  // A browser may have both cookies. Pages of the console name the environment, and those of the portal do not.
  const isStaff =
    only === 'staff_session' ||
    (only !== 'setup_session' &&
      staff_cookie !== undefined &&
      (setup_cookie === undefined || environmentNamed(request) !== undefined))
  if (isStaff) return staffPrincipal(http, request, operation, staff_cookie)
  if (only === 'setup_session' || setup_cookie !== undefined) {
    return setupPrincipal(http, request, operation, setup_cookie)
  }
  throw new Failure('api_key_missing')
}

/** @throws Failure api_key_invalid, environment_key_needed, installation_key_needed, scope_missing, resource_missing */
async function keyPrincipal({ ports }: HttpContext, request: FastifyRequest, operation: Operation): Promise<Principal> {
  const unverified_key = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (unverified_key === undefined) throw new Failure('api_key_invalid')
  const key = await authenticateApiKey(ports, unverified_key, request.ip)
  const { principals } = operation
  if (key.environment_id === null) {
    if (!principals.includes('installation_key')) throw new Failure('environment_key_needed')
    return { kind: 'installation_key', key_id: key.id }
  }
  if (!principals.includes('api_key')) {
    if (principals.includes('installation_key')) throw new Failure('installation_key_needed')
    throw new Failure(principals.includes('setup_session') ? 'setup_session_missing' : 'staff_session_missing')
  }
  const environment = await ports.stores.environments.get(key.environment_id)
  if (!environment) throw new Failure('api_key_invalid')
  const named = environmentNamed(request)
  if (named !== undefined && named !== environment.id && named !== environment.slug) {
    throw new Failure('resource_missing', { expected: environment.slug, received: named })
  }
  if (operation.scope !== null && !key.scopes.includes(operation.scope)) {
    throw new Failure('scope_missing', { expected: operation.scope })
  }
  return { kind: 'api_key', key_id: key.id, environment, scopes: key.scopes, expires_at: key.expires_at }
}

/** @throws Failure setup_session_missing, setup_link_*, setup_intent_missing, cross_site_request */
async function setupPrincipal(
  { ports }: HttpContext,
  request: FastifyRequest,
  operation: Operation,
  unverified_cookie: string | undefined,
): Promise<Principal> {
  if (unverified_cookie === undefined) throw new Failure('setup_session_missing')
  checkOwnPage(ports, request)
  const session = await authenticateSetup(ports, unverified_cookie)
  checkIntent(session.link, operation)
  return { kind: 'setup_session', session, environment: session.environment }
}

/** @throws Failure staff_session_missing, scope_missing, installation_key_needed, cross_site_request, resource_missing */
async function staffPrincipal(
  { ports }: HttpContext,
  request: FastifyRequest,
  operation: Operation,
  unverified_cookie: string | undefined,
): Promise<Principal> {
  if (unverified_cookie === undefined) throw new Failure('staff_session_missing')
  checkOwnPage(ports, request)
  const session = await authenticateStaff(ports, unverified_cookie)
  const allowed = staffRoleScopes[session.staff.role]
  if (operation.staff === null) throw new Failure('installation_key_needed')
  if (operation.staff !== 'any' && !allowed.includes(operation.staff)) {
    throw new Failure('scope_missing', { expected: operation.staff })
  }
  const named = environmentNamed(request)
  const environment = named === undefined ? await defaultEnvironment(ports) : await environmentOfName(ports, named)
  return { kind: 'staff_session', session, environment, scopes: allowed }
}

/** A browser sends a cookie with requests that another site made, too (CWE-352). @throws Failure cross_site_request */
function checkOwnPage({ public_url }: Ports, { method, headers }: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = headers
  const isOwn = site === undefined ? method === 'GET' || origin === new URL(public_url).origin : site === 'same-origin'
  if (!isOwn) throw new Failure('cross_site_request')
}

/** The environment that a request names, by id or slug. */
function environmentNamed({ headers }: FastifyRequest): string | undefined {
  const name = headers['gatehouse-environment']
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** @throws Failure resource_missing */
async function environmentOfName({ stores }: Ports, name: string): Promise<EnvironmentRecord> {
  const environment = isId('env', name) ? await stores.environments.get(name) : await stores.environments.bySlug(name)
  if (!environment)
    throw new Failure('resource_missing', { expected: 'the id or slug of an environment', received: name })
  return environment
}

/** The principal, as events name it. */
export function actorOf(principal: Principal): Actor {
  if (principal.kind === 'setup_session') return { type: 'setup_link', id: principal.session.link.id }
  if (principal.kind === 'staff_session') return { type: 'staff', id: principal.session.staff.id }
  return { type: principal.kind, id: principal.key_id }
}

/** The reach of a principal over API keys. The installation key gives an environment its first keys, without limits. */
export function authorityOf(principal: Principal): Authority {
  if (principal.kind === 'setup_session') return { scopes: [], expires_at: 0 }
  if (principal.kind === 'staff_session') {
    return { scopes: scopes.filter((scope) => principal.scopes.includes(scope)), expires_at: null }
  }
  return principal.kind === 'installation_key' ? { scopes, expires_at: null } : principal
}

/** Whether the organization of the staff is out of reach. A setup link for it is made by an owner. */
export function mayNotChangeOwner(
  principal: Principal,
): principal is Extract<Principal, { kind: 'api_key' | 'staff_session' }> {
  return (
    principal.kind === 'api_key' || (principal.kind === 'staff_session' && principal.session.staff.role !== 'owner')
  )
}

/** The role with which a principal acts on staff. The installation key acts as an owner. */
export function staffRoleOf(principal: Principal): StaffRole {
  if (principal.kind === 'staff_session') return principal.session.staff.role
  if (principal.kind === 'installation_key') return 'owner'
  throw new Error('this operation needs the installation key or a staff session')
}
