/** The way by which somebody comes: a sign-in through a connection, or an access token for an API of the vendor. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { UserRecord } from '../stores/users.ts'

export interface Entrance extends Pick<ConnectionRecord, 'environment_id' | 'organization_id' | 'policy'> {
  /** `null` for an access token. */
  readonly connection_id: Id<'conn'> | null
  readonly by: 'sign_in' | 'access_token'
  readonly kind: UserRecord['kind']
}

export function entranceOf({ id, environment_id, organization_id, policy }: ConnectionRecord): Entrance {
  return { environment_id, organization_id, policy, connection_id: id, by: 'sign_in', kind: 'person' }
}
