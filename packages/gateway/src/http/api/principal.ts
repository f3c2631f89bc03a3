/** The one resolver of principals: who calls the management API. It never reads cookies. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { type Scope, scopes } from '@gatehouse-sso/sdk/contract/scopes'
import type { FastifyRequest } from 'fastify'
import { authenticateApiKey } from '../../domain/environments/api-keys.ts'
import type { Authority } from '../../domain/environments/authority.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { HttpContext } from '../context.ts'

export type Principal =
  | { readonly kind: 'installation_key'; readonly key_id: Id<'key'> }
  | {
      readonly kind: 'api_key'
      readonly key_id: Id<'key'>
      readonly environment: EnvironmentRecord
      readonly scopes: readonly Scope[]
      readonly expires_at: number | null
    }

/**
 * The principal of a request, if it may call this operation.
 * @throws Failure api_key_missing, api_key_invalid, environment_key_needed, installation_key_needed, scope_missing
 */
export async function principalOf(
  { ports }: HttpContext,
  request: FastifyRequest,
  operation: Operation,
): Promise<Principal> {
  const { authorization } = request.headers
  const unverified_key = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (unverified_key === undefined) throw new Failure(authorization ? 'api_key_invalid' : 'api_key_missing')
  const key = await authenticateApiKey(ports, unverified_key, request.ip)
  if (key.environment_id === null) {
    if (!operation.principals.includes('installation_key')) throw new Failure('environment_key_needed')
    return { kind: 'installation_key', key_id: key.id }
  }
  if (!operation.principals.includes('api_key')) throw new Failure('installation_key_needed')
  const environment = await ports.stores.environments.get(key.environment_id)
  if (!environment) throw new Failure('api_key_invalid')
  if (operation.scope !== null && !key.scopes.includes(operation.scope)) {
    throw new Failure('scope_missing', { expected: operation.scope })
  }
  return { kind: 'api_key', key_id: key.id, environment, scopes: key.scopes, expires_at: key.expires_at }
}

/** The reach of a principal over API keys. The installation key gives an environment its first keys, without limits. */
export function authorityOf(principal: Principal): Authority {
  return principal.kind === 'installation_key' ? { scopes, expires_at: null } : principal
}
