/** Users, as the vendor manages them: changed, suspended, reactivated, deleted. known-users.ts creates them. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { nameKey } from '@gatehouse-sso/core/user-names'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { users as contract } from '@gatehouse-sso/sdk/contract/users'
import type { NewEventOf } from '../events/events.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { UserRecord } from '../stores/users.ts'
import { change, checkVersion, firstVersion, found, mergeMetadata, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { deletedIdentity } from './deleted-identity.ts'
import { endAccess } from './end-of-access.ts'
import { namesakes } from './namesakes.ts'
import { noProfile } from './passed-profile.ts'
import { presentUser } from './present.ts'

/** Identities of one user. */
const maximumIdentities = 100

/** A new user with nothing filled in. */
export function blankUser(ports: Ports, environment_id: Id<'env'>, organization_id: Id<'org'>): UserRecord {
  return {
    id: ports.keys.newId('user'),
    environment_id,
    organization_id,
    kind: 'person',
    state: 'invited',
    source: 'api',
    ...noProfile,
    external_id: null,
    external_id_key: null,
    metadata: {},
    last_sign_in_at: null,
    identities_version: 0,
    access_ended_at: null,
    ...firstVersion(ports),
  }
}

/** @throws Failure resource_missing, precondition_failed, already_exists */
export function updateUser(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'user'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<UserRecord> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await users.get(id))
    checkVersion(record, version)
    const { external_id = record.external_id, metadata = {} } = input
    const external_id_key = nameKey(external_id)
    const merged = mergeMetadata(record.metadata, metadata)
    const next = nextVersion(ports, record, { external_id, external_id_key, metadata: merged })
    const isRenamed = external_id !== record.external_id
    const match_case = isRenamed ? await checkExternalId(ports, next) : 'exact'
    return {
      writes: [users.updateVendorFields(next, record.version, match_case)],
      result: next,
      events: [userEvent('user.updated', next, record)],
    }
  })
}

/**
 * Checks that no other user of the organization has the external id.
 * @returns how the organization compares it
 * @throws Failure already_exists
 */
async function checkExternalId(ports: Ports, user: UserRecord): Promise<'exact' | 'insensitive'> {
  const { environment_id, organization_id, external_id } = user
  const { match_case } = (await organizationNamed(ports, environment_id, organization_id)).policy
  const others = await namesakes(ports, environment_id, user, 'external_id', match_case)
  if (others.length > 0) throw new Failure('already_exists', { param: 'external_id', received: String(external_id) })
  return match_case
}

/**
 * Suspends a user. The same unit ends all their sessions and offline grants, so every token made from them stops
 * working.
 */
export function suspendUser(work: Work, environment_id: Id<'env'>, id: Id<'user'>): Promise<UserRecord> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await users.get(id))
    if (record.state === 'suspended') return { writes: [], result: record }
    const next = nextVersion(ports, record, { state: 'suspended' })
    const writes = [users.update(next, record.version), ...(await endAccess(ports, record, 'user_suspended'))]
    return { writes, result: next, events: [userEvent('user.suspended', next, record)] }
  })
}

/**
 * Deletes a user. Everything that the user holds ends in the same unit, and the identities leave a tombstone.
 * @throws Failure resource_missing, precondition_failed
 */
export function deleteUser(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'user'>,
  version: number | undefined,
): Promise<void> {
  const { ports } = work
  const { users } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await users.get(id))
    checkVersion(record, version)
    const { records } = await users.identities(id, { limit: maximumIdentities, order: 'asc' })
    const deleted = records.map((identity) => deletedIdentity(ports, record, identity))
    const writes = [...users.delete(record, deleted), ...(await endAccess(ports, record, 'user_deleted'))]
    return { writes, result: undefined, events: [userEvent('user.deleted', record)] }
  })
}

/** @throws Failure resource_missing */
export function reactivateUser(work: Work, environment_id: Id<'env'>, id: Id<'user'>): Promise<UserRecord> {
  const { users } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await users.get(id))
    if (record.state !== 'suspended') return { writes: [], result: record }
    const next = nextVersion(work.ports, record, { state: record.last_sign_in_at === null ? 'invited' : 'active' })
    const events = [userEvent('user.reactivated', next, record)]
    return { writes: [users.update(next, record.version)], result: next, events }
  })
}

/** @param before the change, if there was a user before it */
export function userEvent(type: NewEventOf<'user'>['type'], user: UserRecord, before?: UserRecord): NewEventOf<'user'> {
  const { environment_id, organization_id } = user
  const event = { type, environment_id, organization_id, object: presentUser(user) }
  return before ? { ...event, before: presentUser(before) } : event
}
