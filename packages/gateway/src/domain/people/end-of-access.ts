/** The end of everything that a user holds: sessions, and grants that outlive them. */
import type { Id } from '@gatehouse-sso/core/ids'
import { noticeWrites } from '../logout/notices.ts'
import type { Ports } from '../ports/ports.ts'
import type { Write } from '../stores/unit.ts'
import type { UserRecord } from '../stores/users.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'

/** Every token of the user stops working with the unit of these writes, and the applications are told. */
export async function endAccess(
  ports: Ports,
  { id, environment_id }: { readonly id: Id<'user'>; readonly environment_id: UserRecord['environment_id'] },
  because: string,
): Promise<readonly Write[]> {
  const { users, sessions, grants } = ports.stores.in(environment_id)
  const now = ports.now()
  return [
    users.endAccess(id, now),
    sessions.endOfUser(id, oldestSignInOf(ports, 'session'), now, because),
    grants.revokeOfUser(id, oldestSignInOf(ports, 'offline_grant'), now, because),
    ...(await noticeWrites(ports, environment_id, { user_id: id }, now)),
  ]
}
