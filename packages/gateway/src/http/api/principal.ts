/**
 * The one resolver of principals: who calls the management API. A request without a key may have the cookie of a setup
 * session, which counts only for requests of our own pages.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Actor } from '@gatehouse-sso/sdk/contract/events'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { type Scope, scopes } from '@gatehouse-sso/sdk/contract/scopes'
import type { FastifyRequest } from 'fastify'
import { authenticateApiKey } from '../../domain/environments/api-keys.ts'
import type { Authority } from '../../domain/environments/authority.ts'
import { checkIntent } from '../../domain/setup-links/reach.ts'
import { authenticateSetup, type SetupSession } from '../../domain/setup-links/session.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
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

/**
 * The principal of a request, if it may call this operation.
 * @throws Failure api_key_missing, api_key_invalid, environment_key_needed, installation_key_needed, scope_missing,
 * setup_session_missing, setup_intent_missing, cross_site_request
 */
export async function principalOf(
  http: HttpContext,
  request: FastifyRequest,
  operation: Operation,
): Promise<Principal> {
  const { ports } = http
  const { authorization, cookie } = request.headers
  const setup_cookie = setupCookieOf(http, cookie)
  const isForSetupOnly = operation.principals.every((principal) => principal === 'setup_session')
  if (authorization === undefined && (setup_cookie !== undefined || isForSetupOnly)) {
    return setupPrincipal(http, request, operation, setup_cookie)
  }
  const unverified_key = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (unverified_key === undefined) throw new Failure(authorization ? 'api_key_invalid' : 'api_key_missing')
  const key = await authenticateApiKey(ports, unverified_key, request.ip)
  if (key.environment_id === null) {
    if (!operation.principals.includes('installation_key')) throw new Failure('environment_key_needed')
    return { kind: 'installation_key', key_id: key.id }
  }
  if (isForSetupOnly) throw new Failure('setup_session_missing')
  if (!operation.principals.includes('api_key')) throw new Failure('installation_key_needed')
  const environment = await ports.stores.environments.get(key.environment_id)
  if (!environment) throw new Failure('api_key_invalid')
  if (operation.scope !== null && !key.scopes.includes(operation.scope)) {
    throw new Failure('scope_missing', { expected: operation.scope })
  }
  return { kind: 'api_key', key_id: key.id, environment, scopes: key.scopes, expires_at: key.expires_at }
}

/** @throws Failure setup_session_missing, setup_link_*, setup_intent_missing, cross_site_request */
async function setupPrincipal(
  { ports }: HttpContext,
  { method, headers }: FastifyRequest,
  operation: Operation,
  unverified_cookie: string | undefined,
): Promise<Principal> {
  if (unverified_cookie === undefined) throw new Failure('setup_session_missing')
  // A browser sends the cookie with requests that another site made, too (CWE-352).
  const { origin, 'sec-fetch-site': site } = headers
  const isOwn =
    site === undefined ? method === 'GET' || origin === new URL(ports.public_url).origin : site === 'same-origin'
  if (!isOwn) throw new Failure('cross_site_request')
  const session = await authenticateSetup(ports, unverified_cookie)
  checkIntent(session.link, operation)
  return { kind: 'setup_session', session, environment: session.environment }
}

/** The principal, as events name it. */
export function actorOf(principal: Principal): Actor {
  if (principal.kind === 'setup_session') return { type: 'setup_link', id: principal.session.link.id }
  return { type: principal.kind, id: principal.key_id }
}

/** The reach of a principal over API keys. The installation key gives an environment its first keys, without limits. */
export function authorityOf(principal: Principal): Authority {
  if (principal.kind === 'setup_session') return { scopes: [], expires_at: 0 }
  return principal.kind === 'installation_key' ? { scopes, expires_at: null } : principal
}
