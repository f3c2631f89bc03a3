/** The provisioning rules in force for a connection: its own, else those of the organization. */
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
