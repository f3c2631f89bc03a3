/** The provisioning rules in force for a connection: its own, else those of the organization. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Provisioning } from '@gatehouse-sso/sdk/contract/provisioning'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'

export function provisioningRules(
  { policy: own }: Pick<ConnectionRecord, 'policy'>,
  { policy: shared }: Pick<OrganizationRecord, 'policy'>,
): Provisioning {
  return {
    provisioning: own.provisioning ?? shared.provisioning,
    match_by: own.match_by ?? shared.match_by,
    match_case: own.match_case ?? shared.match_case,
  }
}

/**
 * Users have no earlier roles with `pass_through`, so a sign-in can neither keep nor add to them.
 * @param param the pointer to the field of the request
 * @throws Failure values_invalid
 */
export function checkRoleSync(
  connections: readonly Pick<ConnectionRecord, 'id' | 'policy'>[],
  organization: Pick<OrganizationRecord, 'policy'>,
  param: string,
): void {
  for (const connection of connections) {
    const { role_sync } = connection.policy
    if (role_sync === 'full' || provisioningRules(connection, organization).provisioning !== 'pass_through') continue
    const message = `does not go with role_sync "${role_sync}" of connection ${connection.id}: pass_through keeps no roles`
    throw new Failure('values_invalid', { errors: [{ param, code: 'invalid_value', message }] })
  }
}
