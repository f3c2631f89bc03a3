/** Users of an organization who have the same name as another one. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { MatchedName, UserRecord } from '../stores/users.ts'

/** The other users of the organization who have the same name. */
export async function namesakes(
  ports: Ports,
  environment_id: Id<'env'>,
  user: UserRecord,
  field: MatchedName['field'],
  match_case: 'exact' | 'insensitive',
): Promise<readonly UserRecord[]> {
  const key = user[`${field}_key`]
  if (key === null) return []
  const value = field === 'email' || match_case === 'insensitive' ? null : user[field]
  const found = await ports.stores.in(environment_id).users.named(user.organization_id, { field, key, value })
  return found.filter(({ id }) => id !== user.id)
}
