/** Events about staff. Staff belong to no environment, so their events stand in the default one. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { StaffRecord } from '../stores/staff.ts'
import { presentStaff } from './present.ts'

/** @throws Failure environment_missing */
export async function defaultEnvironment({ stores }: Ports): Promise<EnvironmentRecord> {
  const environment = await stores.environments.default()
  if (!environment) throw new Failure('environment_missing')
  return environment
}

export function staffEvent(
  environment: EnvironmentRecord,
  type: NewEventOf<'staff'>['type'],
  record: StaffRecord,
  before?: StaffRecord,
): NewEventOf<'staff'> {
  const event = { type, environment_id: environment.id, object: presentStaff(record) }
  return before ? { ...event, before: presentStaff(before) } : event
}
