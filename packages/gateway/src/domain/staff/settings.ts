/** The owner: the organization of the default environment through whose connection staff sign in. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { StaffRole } from '@gatehouse-sso/core/staff-roles'
import type { StaffSettings } from '@gatehouse-sso/sdk/contract/staff'
import type { Ports } from '../ports/ports.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentStaffSettings } from './present.ts'
import { checkRole } from './staff.ts'
import { defaultEnvironment } from './staff-event.ts'

/** @throws Failure environment_missing */
export async function staffSettings(ports: Ports): Promise<StaffSettings> {
  return presentStaffSettings(await defaultEnvironment(ports), found(await ports.stores.installation.get()))
}

/**
 * @throws Failure staff_role_too_weak, values_invalid for an organization that the default environment does not have, or
 * that has no active connection
 */
export async function chooseOwner(
  work: Work,
  own: StaffRole,
  organization_id: Id<'org'> | null,
): Promise<StaffSettings> {
  const { ports } = work
  // Another organization means other people at its identity provider, so only owners choose it.
  checkRole(own, 'owner')
  const environment = await defaultEnvironment(ports)
  return change(work, async () => {
    if (organization_id !== null && !(await ports.stores.in(environment.id).organizations.get(organization_id))) {
      const message = `is not an organization of the environment ${environment.slug}`
      throw new Failure('values_invalid', { errors: [{ param: '/organization_id', code: 'missing', message }] })
    }
    if (organization_id !== null) await checkConnected(ports, environment.id, organization_id)
    const before = found(await ports.stores.installation.get())
    const now = ports.now()
    const after = { ...before, owner_organization_id: organization_id, owner_changed_at: now }
    const object = presentStaffSettings(environment, after)
    return {
      writes: [ports.stores.installation.setOwner(organization_id, now)],
      result: object,
      events: [
        {
          type: 'staff_settings.updated',
          environment_id: environment.id,
          object,
          before: presentStaffSettings(environment, before),
        },
      ],
    }
  })
}

/** @throws Failure values_invalid where nobody could sign in */
async function checkConnected(ports: Ports, environment_id: Id<'env'>, organization_id: Id<'org'>): Promise<void> {
  const { connections } = ports.stores.in(environment_id)
  const { records } = await connections.list({ organization_id, state: 'active', limit: 1, order: 'desc' })
  if (records.length > 0) return
  const message = 'has no active connection: activate one first'
  throw new Failure('values_invalid', { errors: [{ param: '/organization_id', code: 'state', message }] })
}
