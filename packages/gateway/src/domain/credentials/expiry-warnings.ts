/**
 * Warns before a credential expires: an event `credential.expiring` at each number of days in `warningDays`. Each is
 * written once, whichever process writes it. A credential that is found late gets the shortest warning only.
 */
import { dayMs } from '@gatehouse-sso/core/time'
import { system } from '../events/caller.ts'
import { insertEvent } from '../events/events.ts'
import { type ExpiringCredential, warningDays } from '../stores/credential-watch.ts'
import { UnitRefused } from '../stores/unit.ts'
import type { Work } from '../work/work.ts'
import { credentialEvent } from './event.ts'

const rowsAtOnce = 100

export async function warnOfExpiry(work: Work, signal?: AbortSignal): Promise<void> {
  const { now, stores } = work.ports
  let found = rowsAtOnce
  while (found === rowsAtOnce && !signal?.aborted) {
    const expiring = await stores.credential_watch.expiring(now(), rowsAtOnce)
    for (const each of expiring) await warn(work, each)
    found = expiring.length
  }
}

async function warn({ ports, units }: Work, expiring: ExpiringCredential): Promise<void> {
  const { credential } = expiring
  const days_left = (Number(credential.not_after) - ports.now()) / dayMs
  const days = warningDays.findLast((each) => days_left <= each)
  const connection = await ports.stores.in(credential.environment_id).connections.get(credential.connection_id)
  if (days === undefined || connection === undefined) return
  const event = credentialEvent(ports, 'credential.expiring', connection, credential)
  try {
    await units.run([ports.stores.credential_watch.noteWarning(expiring, days), insertEvent(ports, system, event)])
  } catch (error) {
    // Another process gave the warning.
    if (!(error instanceof UnitRefused)) throw error
  }
}
