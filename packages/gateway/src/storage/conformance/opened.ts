/** A migrated database with an installation, an environment and an organization, for the suites of single stores. */
import { expect } from 'vitest'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import type { UnitsOfWork, Write } from '../../domain/stores/unit.ts'
import type { Engine } from '../engine/engine.ts'
import { unitsOfWork } from '../engine/unit-of-work.ts'
import { migrate } from '../schema/migrate.ts'
import { openStores } from '../stores.ts'
import * as f from './fixtures.ts'

export const now = 1_700_000_000_500

export interface Opened {
  readonly engine: Engine
  readonly stores: Stores
  readonly here: EnvironmentStores
  readonly organization: OrganizationRecord
  readonly units: UnitsOfWork
  /** Runs one unit. */
  run(...writes: Write[]): ReturnType<UnitsOfWork['run']>
}

/** @param onChanged gets the cache keys that a unit makes stale */
export async function openEnvironment(
  open: () => Promise<Engine>,
  onChanged: (keys: readonly string[]) => void = () => undefined,
): Promise<Opened> {
  const engine = await open()
  await migrate(engine, () => now)
  const stores = openStores(engine)
  const units = unitsOfWork(engine, { onChanged, onLost: () => undefined })
  const environment = f.environmentOf()
  const organization = f.organizationOf(environment.id)
  const here = stores.in(environment.id)
  const run = (...writes: Write[]) => units.run(writes)
  await run(stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: now }))
  await run(stores.environments.insert(environment))
  await run(here.organizations.insert(organization))
  return { engine, stores, here, organization, units, run }
}

/** The error of a unit that this write refused. */
export const refused = (write: string, reason = 'expectation') =>
  expect.objectContaining({ name: 'UnitRefused', write, reason })
