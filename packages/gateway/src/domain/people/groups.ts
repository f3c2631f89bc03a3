/**
 * Groups that are known to an organization, and the roles they give. A group that was only seen at sign-ins becomes
 * known when it is changed, or created by its id.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { groupKey } from '@gatehouse-sso/core/mapping/roles'
import type { groups } from '@gatehouse-sso/sdk/contract/groups'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import { checkRoleSlugs, listedSlugs } from '../environments/role-slugs.ts'
import type { NewEventOf } from '../events/events.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { GroupRecord } from '../stores/groups.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentGroup } from './present.ts'

/** @throws Failure values_invalid, already_exists */
export function createGroup(
  work: Work,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof groups.create>,
): Promise<GroupRecord> {
  const { ports } = work
  const stores = ports.stores.in(environment_id)
  return change(work, async () => {
    await organizationNamed(ports, environment_id, input.organization_id)
    await checkRoleSlugs(ports, environment_id, listedSlugs(input.roles, '/roles'))
    const idp_id = groupKey(input.idp_id)
    const existing = await stores.groups.byIdpId(input.organization_id, idp_id)
    if (existing && existing.source !== 'sign_in') {
      throw new Failure('already_exists', { param: 'idp_id', received: idp_id })
    }
    const entered = { name: input.name ?? input.idp_id, roles: [...new Set(input.roles)] }
    if (existing) {
      const mapped = nextVersion(ports, existing, { ...entered, source: 'api' })
      const write = stores.groups.update(mapped, existing.version)
      return { writes: [write], result: mapped, events: [groupEvent('group.created', mapped)] }
    }
    const record: GroupRecord = {
      id: ports.keys.newId('grp'),
      environment_id,
      organization_id: input.organization_id,
      source: 'api',
      idp_id,
      ...entered,
      seen_count: 0,
      last_seen_at: null,
      ...firstVersion(ports),
    }
    return { writes: [stores.groups.insert(record)], result: record, events: [groupEvent('group.created', record)] }
  })
}

/** @throws Failure resource_missing, precondition_failed, values_invalid */
export function updateGroup(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'grp'>,
  input: ParsedBody<typeof groups.update>,
  version: number | undefined,
): Promise<GroupRecord> {
  const { ports } = work
  const store = ports.stores.in(environment_id).groups
  return change(work, async () => {
    const record = found(await store.get(id))
    checkVersion(record, version)
    if (input.roles) await checkRoleSlugs(ports, environment_id, listedSlugs(input.roles, '/roles'))
    const next = nextVersion(ports, record, {
      source: 'api',
      name: input.name ?? record.name,
      roles: input.roles ? [...new Set(input.roles)] : record.roles,
    })
    const events = [{ ...groupEvent('group.updated', next), before: presentGroup(record) }]
    return { writes: [store.update(next, record.version)], result: next, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function deleteGroup(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'grp'>,
  version: number | undefined,
): Promise<void> {
  const store = work.ports.stores.in(environment_id).groups
  return change(work, async () => {
    const record = found(await store.get(id))
    checkVersion(record, version)
    return { writes: [store.delete(record)], result: undefined, events: [groupEvent('group.deleted', record)] }
  })
}

function groupEvent(type: NewEventOf<'group'>['type'], group: GroupRecord): NewEventOf<'group'> {
  const { environment_id, organization_id } = group
  return { type, environment_id, organization_id, object: presentGroup(group) }
}
