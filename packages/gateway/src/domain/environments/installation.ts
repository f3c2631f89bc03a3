/** The installation: `gatehouse init` makes it once, with the key that can make environments. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import { UnitRefused } from '../stores/unit.ts'
import type { Work } from '../work/work.ts'
import { newInstallationKey } from './api-keys.ts'

/** The context of a sealed value that only the master key of this installation opens. */
export const keyCheckContext = 'installation.key_check'

/**
 * Makes the installation.
 * @param key_id of the master key
 * @returns the installation key, which is stored nowhere
 * @throws Failure already_initialized
 */
export async function initialize(work: Work, key_id: string): Promise<string> {
  const { ports } = work
  const { write, secret } = newInstallationKey(ports)
  const key_check_sealed = ports.keys.seal('gatehouse', keyCheckContext)
  try {
    await work.units.run([
      ports.stores.installation.insert({ key_id, key_check_sealed, created_at: ports.now() }),
      write,
    ])
  } catch (error) {
    if (error instanceof UnitRefused) throw new Failure('already_initialized')
    throw error
  }
  return secret
}

/** @throws Failure not_initialized, master_key_wrong, sealed_value_unreadable */
export async function checkInstallation(ports: Ports): Promise<void> {
  const installation = await ports.stores.installation.get()
  if (!installation) throw new Failure('not_initialized')
  ports.keys.open(installation.key_check_sealed, keyCheckContext)
}
