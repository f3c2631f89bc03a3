/** Roles of an environment; exactly one is the default. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { roles } from '@gatehouse-sso/sdk/contract/roles'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { RoleRecord } from '../stores/roles.ts'
import type { Write } from '../stores/unit.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentRole } from './present.ts'

/** @throws Failure already_exists */
export function createRole(
  work: Work,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof roles.create>,
): Promise<RoleRecord> {
  const { ports } = work
  const store = ports.stores.in(environment_id).roles
  return change(work, async () => {
    const existing = await store.all()
    if (existing.some(({ slug }) => slug === input.slug)) {
      throw new Failure('already_exists', { param: 'slug', received: input.slug })
    }
    const record: RoleRecord = {
      id: ports.keys.newId('role'),
      environment_id,
      slug: input.slug,
      name: input.name,
      description: input.description ?? null,
      position: input.position ?? Math.max(0, ...existing.map(({ position }) => position)) + 1,
      is_default: input.is_default || existing.length === 0,
      assignable_by_customer: input.assignable_by_customer,
      claim_values: [...new Set(input.claim_values)],
      ...firstVersion(ports),
    }
    const replaced = record.is_default ? replaceDefault(ports, existing) : nothingReplaced
    const events = [...replaced.events, roleEvent('role.created', record)]
    return { writes: [...replaced.writes, store.insert(record)], result: record, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function updateRole(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'role'>,
  input: ParsedBody<typeof roles.update>,
  version: number | undefined,
): Promise<RoleRecord> {
  const { ports } = work
  const store = ports.stores.in(environment_id).roles
  return change(work, async () => {
    const record = found(await store.get(id))
    checkVersion(record, version)
    const next = nextVersion(ports, record, {
      name: input.name ?? record.name,
      description: input.description === undefined ? record.description : input.description,
      position: input.position ?? record.position,
      is_default: record.is_default || input.is_default === true,
      assignable_by_customer: input.assignable_by_customer ?? record.assignable_by_customer,
      claim_values: input.claim_values ? [...new Set(input.claim_values)] : record.claim_values,
    })
    const takesOver = next.is_default && !record.is_default
    const replaced = takesOver ? replaceDefault(ports, await store.all()) : nothingReplaced
    const events = [...replaced.events, { ...roleEvent('role.updated', next), before: presentRole(record) }]
    return { writes: [...replaced.writes, store.update(next, record.version)], result: next, events }
  })
}

const nothingReplaced = { writes: [], events: [] }

/**
 * The default role gives way to another one: a change of its own, with its event. Its row is written before that of the
 * new default, as no environment may have two.
 */
function replaceDefault(
  ports: Ports,
  all: readonly RoleRecord[],
): { readonly writes: readonly Write[]; readonly events: readonly NewEventOf<'role'>[] } {
  const previous = all.filter(({ is_default }) => is_default)
  const changed = previous.map((record) => ({ record, next: nextVersion(ports, record, { is_default: false }) }))
  return {
    writes: changed.map(({ record, next }) =>
      ports.stores.in(record.environment_id).roles.update(next, record.version),
    ),
    events: changed.map(({ record, next }) => ({ ...roleEvent('role.updated', next), before: presentRole(record) })),
  }
}

/** @throws Failure resource_missing, precondition_failed, state_conflict for the default role */
export function deleteRole(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'role'>,
  version: number | undefined,
): Promise<void> {
  const store = work.ports.stores.in(environment_id).roles
  return change(work, async () => {
    const record = found(await store.get(id))
    checkVersion(record, version)
    if (record.is_default) throw new Failure('state_conflict', { expected: 'another default role first' })
    return { writes: [store.delete(id)], result: undefined, events: [roleEvent('role.deleted', record)] }
  })
}

function roleEvent(type: NewEventOf<'role'>['type'], role: RoleRecord): NewEventOf<'role'> {
  return { type, environment_id: role.environment_id, object: presentRole(role) }
}
