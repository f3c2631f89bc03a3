/**
 * The owner organization is changed by owners only. Its connection says who staff are: another endpoint or credential there
 * would let somebody sign in as an owner, and a suspended user or a deleted organization would keep the owners out.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** The parts of a call that name things, parsed. */
interface NamedThings {
  readonly params: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/**
 * Checks a call of somebody who is no owner.
 * @throws Failure staff_role_too_weak
 */
export async function checkOwnerOrganization(
  ports: Ports,
  environment: EnvironmentRecord,
  { method }: Operation,
  named: NamedThings,
): Promise<void> {
  if (method === 'GET' || !environment.is_default) return
  const owner = (await ports.stores.installation.get())?.owner_organization_id ?? null
  if (owner === null) return
  const { connections, users } = ports.stores.in(environment.id)
  for (const { organization_id, connection_id, user_id } of [named.params, named.body ?? {}]) {
    const found = [
      organization_id,
      typeof connection_id === 'string' ? (await connections.get(connection_id))?.organization_id : undefined,
      typeof user_id === 'string' ? (await users.get(user_id as `user_${string}`))?.organization_id : undefined,
    ]
    if (found.includes(owner)) {
      throw new Failure('staff_role_too_weak', { expected: 'an owner, for the organization of the staff' })
    }
  }
}
