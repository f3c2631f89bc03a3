/** Users, as the vendor manages them: created before their first sign-in, suspended, reactivated. */

import { emailKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { users as contract } from '@gatehouse-sso/sdk/contract/users'
import type { NewEventOf } from '../events/events.ts'
import { noticeWrites } from '../logout/notices.ts'
import { requireOrganization } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { UserRecord } from '../stores/users.ts'
import { change, checkVersion, firstVersion, found, mergeMetadata, nextVersion } from '../work/change.ts'
import { checkExternalId } from '../work/external-id.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { presentUser } from './present.ts'

/** A new user with nothing filled in. */
export function blankUser(ports: Ports, environment_id: Id<'env'>, organization_id: Id<'org'>): UserRecord {
  return {
    id: ports.keys.newId('user'),
    environment_id,
    organization_id,
    kind: 'person',
    state: 'invited',
    source: 'api',
    email: null,
    email_key: null,
    email_verified: false,
    name: null,
    given_name: null,
    family_name: null,
    preferred_username: null,
    external_id: null,
    identifier: null,
    custom_attributes: {},
    role: null,
    roles: [],
    groups: [],
    is_admin: false,
    metadata: {},
    last_sign_in_at: null,
    ...firstVersion(ports),
  }
}

/** @throws Failure values_invalid, already_exists */
export function createUser(
  work: Work,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof contract.create>,
): Promise<UserRecord> {
  const { ports } = work
  const stores = ports.stores.in(environment_id)
  return change(work, async () => {
    const { organization_id } = input
    await requireOrganization(ports, environment_id, organization_id)
    const email_key = emailKey(input.email) ?? refuseEmail()
    const record: UserRecord = {
      ...blankUser(ports, environment_id, organization_id),
      email: input.email,
      email_key,
      name: input.name ?? null,
      preferred_username: input.preferred_username ?? null,
      external_id: input.external_id ?? null,
      metadata: input.metadata ?? {},
    }
    const query = { organization_id, limit: 1, order: 'asc' } as const
    if ((await stores.users.list({ ...query, email_key })).records.length > 0) {
      throw new Failure('already_exists', { param: 'email' })
    }
    await checkExternalId(record, (query) => stores.users.list({ ...query, organization_id }))
    return { writes: [stores.users.insertKnown(record)], result: record, events: [userEvent('user.created', record)] }
  })
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
    const next = nextVersion(ports, record, { external_id, metadata: mergeMetadata(record.metadata, metadata) })
    if (external_id !== record.external_id) {
      await checkExternalId(next, (query) => users.list({ ...query, organization_id: record.organization_id }))
    }
    return {
      writes: [users.update(next, record.version)],
      result: next,
      events: [userEvent('user.updated', next, record)],
    }
  })
}

function refuseEmail(): never {
  const message = 'has invisible characters, or another spelling of plain characters'
  throw new Failure('values_invalid', { errors: [{ param: '/email', code: 'invalid_format', message }] })
}

/**
 * Suspends a user. The same unit ends all their sessions and offline grants, so every token made from them stops
 * working.
 */
export function suspendUser(work: Work, environment_id: Id<'env'>, id: Id<'user'>): Promise<UserRecord> {
  const { ports } = work
  const { users, sessions, grants } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await users.get(id))
    if (record.state === 'suspended') return { writes: [], result: record }
    const next = nextVersion(ports, record, { state: 'suspended' })
    const now = ports.now()
    const writes = [
      users.update(next, record.version),
      sessions.endOfUser(id, oldestSignInOf(ports, 'session'), now, 'user_suspended'),
      grants.revokeOfUser(id, oldestSignInOf(ports, 'offline_grant'), now, 'user_suspended'),
      ...(await noticeWrites(ports, environment_id, { user_id: id }, now)),
    ]
    return { writes, result: next, events: [userEvent('user.suspended', next, record)] }
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
