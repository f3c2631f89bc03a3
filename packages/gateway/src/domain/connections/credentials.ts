/**
 * Credentials: how a connection authenticates at the identity provider. A connection may have two, so that a new one
 * can be tried before the old one goes. One is active.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { credentials } from '@gatehouse-sso/sdk/contract/credentials'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { NewEventOf } from '../events/events.ts'
import type { HeldCredential, UpstreamCredential } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { checkTrial, tryCredential } from './credential-trial.ts'
import { presentCredential } from './present.ts'

const maximumCredentials = 2

/** Binds a sealed secret to its row. */
const secretContext = (id: Id<'cred'>): string => `credentials.secret:${id}`

/** The credential, ready for use. @throws Failure sealed_value_unreadable */
export function openCredential({ keys }: Ports, credential: CredentialRecord): UpstreamCredential {
  const { id, type, secret_sealed, not_after } = credential
  switch (type) {
    case 'client_secret':
      return { type, client_secret: keys.open(secret_sealed, secretContext(id)), not_after }
  }
}

/** The credentials of a connection, the active one first. Each is opened only when it is asked for. */
export function* openCredentials(ports: Ports, credentials: readonly CredentialRecord[]): Generator<HeldCredential> {
  for (const wanted of [true, false]) {
    for (const record of credentials) {
      if (record.active === wanted) yield { id: record.id, credential: openCredential(ports, record) }
    }
  }
}

/** @throws Failure resource_missing, values_invalid, limit_reached */
export async function addCredential(
  work: Work,
  environment_id: Id<'env'>,
  connection_id: Id<'conn'>,
  input: ParsedBody<typeof credentials.create>,
): Promise<CredentialRecord> {
  const { ports } = work
  const stores = ports.stores.in(environment_id)
  const connection = found(await stores.connections.get(connection_id))
  const secret = input.client_secret.trim()
  const not_after = input.not_after === undefined ? null : Date.parse(input.not_after)
  checkSecret(ports, connection, secret, not_after)
  const trial = await tryCredential(ports, connection, { type: 'client_secret', client_secret: secret, not_after })
  return change(work, async () => {
    const existing = await stores.credentials.ofConnection(connection_id)
    if (existing.length >= maximumCredentials) throw new Failure('limit_reached', { expected: `${maximumCredentials}` })
    const id = ports.keys.newId('cred')
    const record: CredentialRecord = {
      id,
      environment_id,
      connection_id,
      type: 'client_secret',
      active: !existing.some(({ active }) => active),
      secret_sealed: ports.keys.seal(secret, secretContext(id)),
      // The first three characters, as the lists of identity providers show them.
      hint: secret.length >= 20 ? secret.slice(0, 3) : null,
      not_after,
      last_used_at: null,
      trial,
      created_at: ports.now(),
    }
    const events = [credentialEvent('credential.created', connection, record)]
    return { writes: [stores.credentials.insert(record)], result: record, events }
  })
}

/** @throws Failure values_invalid */
function checkSecret(ports: Ports, { type }: ConnectionRecord, secret: string, not_after: number | null): void {
  const problem = ports.connection_types.secretProblem(type, secret)
  const errors = [
    ...(problem === undefined ? [] : [{ param: '/client_secret', code: 'invalid_format', message: problem }]),
    ...(not_after !== null && not_after <= ports.now()
      ? [{ param: '/not_after', code: 'too_small', message: 'has passed: this secret has expired' }]
      : []),
  ]
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
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
  if (trial.result === 'refused') work.units.later([credentials.noteTrial(id, trial)])
  checkTrial(trial)
  return change(work, async () => {
    const record = await read()
    const result = { ...record, active: true, trial }
    if (record.active) return { writes: [credentials.noteTrial(id, trial)], result }
    const event = { ...credentialEvent('credential.activated', connection, result), before: presentCredential(record) }
    return {
      writes: [...credentials.activate(connection_id, id), credentials.noteTrial(id, trial)],
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
    if (record.active && connection.state === 'active') {
      throw new Failure('state_conflict', {
        expected: 'another credential activated first, or the connection inactive',
      })
    }
    const events = [credentialEvent('credential.deleted', connection, record)]
    return { writes: [credentials.delete(connection_id, id)], result: undefined, events }
  })
}

function credentialEvent(
  type: NewEventOf<'credential'>['type'],
  connection: ConnectionRecord,
  credential: CredentialRecord,
): NewEventOf<'credential'> {
  const { environment_id, organization_id } = connection
  return { type, environment_id, organization_id, object: presentCredential(credential) }
}
