/**
 * Credentials: how a connection authenticates at the identity provider. A connection may have two, so that a new one
 * can be tried before the old one goes. One is active.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { CredentialRecord } from '../stores/credentials.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { credentialEvent } from './event.ts'
import { type CredentialInput, newCredential } from './new-credential.ts'
import { needsCredential, openCredential } from './open-credential.ts'
import { trialWrites } from './state.ts'
import { checkTrial, tryCredential } from './trial.ts'

const maximumCredentials = 2

/** @throws Failure resource_missing, values_invalid, limit_reached */
export async function addCredential(
  work: Work,
  environment_id: Id<'env'>,
  connection_id: Id<'conn'>,
  input: CredentialInput,
): Promise<CredentialRecord> {
  const { ports } = work
  const stores = ports.stores.in(environment_id)
  const connection = found(await stores.connections.get(connection_id))
  const made = await newCredential(work, connection, input)
  return change(work, async () => {
    const existing = await stores.credentials.ofConnection(connection_id)
    if (existing.length >= maximumCredentials) throw new Failure('limit_reached', { expected: `${maximumCredentials}` })
    const record = { ...made, active: !existing.some(({ active }) => active) }
    const events = [credentialEvent(ports, 'credential.created', connection, record)]
    return { writes: [stores.credentials.insert(record)], result: record, events }
  })
}

/**
 * Tries a credential, then makes it the active one.
 * @throws Failure resource_missing, credential_refused
 */
export async function activateCredential(
  work: Work,
  environment_id: Id<'env'>,
  connection_id: Id<'conn'>,
  id: Id<'cred'>,
): Promise<CredentialRecord> {
  const { ports } = work
  const { connections, credentials } = ports.stores.in(environment_id)
  const connection = found(await connections.get(connection_id))
  const read = async (): Promise<CredentialRecord> =>
    found((await credentials.ofConnection(connection_id)).find((credential) => credential.id === id))
  const trial = await tryCredential(ports, connection, openCredential(ports, await read()))
  if (trial.result === 'refused') work.units.later([credentials.noteTrial(connection_id, id, trial)])
  checkTrial(trial)
  return change(work, async () => {
    const record = await read()
    const result = { ...record, active: true, trial, failed_at: null }
    if (record.active) return { ...trialWrites(ports, connection, record, trial), result }
    const event = credentialEvent(ports, 'credential.activated', connection, result, record)
    return {
      writes: [...credentials.activate(connection_id, id), credentials.noteTrial(connection_id, id, trial)],
      result,
      events: [event],
    }
  })
}

/** @throws Failure resource_missing, state_conflict */
export function deleteCredential(
  work: Work,
  environment_id: Id<'env'>,
  connection_id: Id<'conn'>,
  id: Id<'cred'>,
): Promise<void> {
  const { connections, credentials } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found((await credentials.ofConnection(connection_id)).find((credential) => credential.id === id))
    const connection = found(await connections.get(connection_id))
    if (record.active && connection.state === 'active' && needsCredential(connection)) {
      throw new Failure('state_conflict', {
        expected: 'another credential activated first, or the connection inactive',
      })
    }
    const events = [credentialEvent(work.ports, 'credential.deleted', connection, record)]
    return { writes: [credentials.delete(connection_id, id)], result: undefined, events }
  })
}
