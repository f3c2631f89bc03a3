/**
 * Identities of users, as an operator corrects them: taken from a user, or given to another one of the organization.
 * Everything that the old user holds ends, because a sign-in of this identity gave it. Without another identity the user
 * loses what sign-ins wrote, too: the names of the wrong person would match that person again.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { IdentityRecord, UserRecord } from '../stores/users.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { endAccess } from './end-of-access.ts'
import { presentIdentity } from './present.ts'
import { blankUser } from './users.ts'

/** @throws Failure resource_missing */
async function identityOf(
  ports: Ports,
  environment_id: Id<'env'>,
  user_id: Id<'user'>,
  id: Id<'idn'>,
): Promise<{ readonly user: UserRecord; readonly identity: IdentityRecord }> {
  const { users } = ports.stores.in(environment_id)
  const user = found(await users.get(user_id))
  const identity = found(await users.identity(id))
  if (identity.user_id !== user.id) throw new Failure('resource_missing')
  return { user, identity }
}

/** @throws Failure resource_missing */
export function unlinkIdentity(
  work: Work,
  environment_id: Id<'env'>,
  user_id: Id<'user'>,
  id: Id<'idn'>,
): Promise<void> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const { user, identity } = await identityOf(ports, environment_id, user_id, id)
    return {
      writes: [
        ...users.unlinkIdentity(identity),
        users.forgetSignIns(withoutSignIns(ports, user)),
        ...(await endAccess(ports, user, 'identity_unlinked')),
      ],
      result: undefined,
      events: [identityEvent('identity.unlinked', identity)],
    }
  })
}

/** @throws Failure resource_missing, values_invalid when the other user is of another organization */
export function moveIdentity(
  work: Work,
  environment_id: Id<'env'>,
  user_id: Id<'user'>,
  id: Id<'idn'>,
  to: Id<'user'>,
): Promise<IdentityRecord> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const { user, identity } = await identityOf(ports, environment_id, user_id, id)
    const other = await users.get(to)
    if (other?.organization_id !== user.organization_id || other.id === user.id) {
      const message = 'is not another user of the organization'
      throw new Failure('values_invalid', { errors: [{ param: '/user_id', code: 'missing', message }] })
    }
    const moved = { ...identity, linked_because: `moved by an operator from ${user.id}` }
    const result = { ...moved, user_id: other.id }
    return {
      writes: [
        ...users.moveIdentity(moved, other.id),
        users.forgetSignIns(withoutSignIns(ports, user)),
        ...(await endAccess(ports, user, 'identity_moved')),
      ],
      result,
      events: [identityEvent('identity.moved', result)],
    }
  })
}

/** The user without the names of another person, which would match that person again. */
function withoutSignIns(ports: Ports, user: UserRecord): UserRecord {
  const blank = blankUser(ports, user.environment_id, user.organization_id)
  const { id, kind, source, external_id, external_id_key, metadata, identities_version, access_ended_at } = user
  const { version, created_at } = user
  const vendor = { kind, source, external_id, external_id_key, metadata }
  return { ...blank, id, ...vendor, identities_version, access_ended_at, version, created_at }
}

function identityEvent(type: NewEventOf<'identity'>['type'], identity: IdentityRecord): NewEventOf<'identity'> {
  const { environment_id, organization_id } = identity
  return { type, environment_id, organization_id, object: presentIdentity(identity) }
}
