/** Activation: a connection is switched on when it has all it needs and its credential was tried, and switched off. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { needsCredential, openCredential } from '../credentials/open-credential.ts'
import { checkTrial, tryCredential } from '../credentials/trial.ts'
import { noticeWrites } from '../logout/notices.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionState } from '../stores/connections.ts'
import type { CredentialRecord, CredentialTrial } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, nextVersion } from '../work/change.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { connectionEvent } from './connection-event.ts'
import { getConnection } from './connections.ts'
import type { ConnectionView } from './present.ts'
import { isErrors } from './settings.ts'

/**
 * Switches a connection on or off. A connection that is off signs nobody in, and its sessions end. Before it is switched
 * on, its credential is tried.
 * @throws Failure resource_missing, connection_incomplete, credential_refused
 */
export async function setConnectionState(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  state: Exclude<ConnectionState, 'draft'>,
): Promise<ConnectionView> {
  const { ports } = work
  const { connections, credentials, sessions } = ports.stores.in(environment.id)
  const tried = state === 'active' ? await tryActive(work, await getConnection(ports, environment.id, id)) : null
  return change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const record = before.connection
    if (record.state === state) return { writes: [], result: before }
    if (state === 'active') requireWhole(ports, before)
    const credentialsNow = before.credentials.map((each) => (each.id === tried?.id ? { ...each, ...tried } : each))
    const connection = nextVersion(ports, record, { state, armed_at: null })
    const result = { ...before, connection, credentials: credentialsNow }
    const writes = [connections.update(result.connection, record.version)]
    if (state === 'active' && needsCredential(record)) writes.unshift(credentials.expectActive(id))
    if (tried) writes.push(credentials.noteTrial(id, tried.id, tried.trial))
    if (state === 'inactive') {
      const now = ports.now()
      writes.push(sessions.endOfConnection(id, oldestSignInOf(ports, 'session'), now, 'connection_deactivated'))
      writes.push(...(await noticeWrites(ports, environment.id, { connection_id: id }, now)))
    }
    const type = state === 'active' ? 'connection.activated' : 'connection.deactivated'
    return { writes, result, events: [connectionEvent(ports, type, environment, result, before)] }
  })
}

/**
 * Arms a draft: people of its organization may sign in through it, and the first who succeeds activates it. The vendor's
 * staff then need no account at the identity provider.
 * @throws Failure resource_missing, state_conflict, connection_incomplete, credential_refused
 */
export async function arm(work: Work, environment: EnvironmentRecord, id: Id<'conn'>): Promise<ConnectionView> {
  const { ports } = work
  const { connections, credentials } = ports.stores.in(environment.id)
  const tried = await tryActive(work, await getConnection(ports, environment.id, id))
  return change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const record = before.connection
    if (record.state !== 'draft') throw new Failure('state_conflict', { expected: 'a draft', received: record.state })
    requireWhole(ports, before)
    if (record.armed_at !== null) return { writes: [], result: before }
    const result = { ...before, connection: nextVersion(ports, record, { armed_at: ports.now() }) }
    const writes = [connections.update(result.connection, record.version)]
    if (needsCredential(record)) writes.unshift(credentials.expectActive(id))
    if (tried) writes.push(credentials.noteTrial(id, tried.id, tried.trial))
    return { writes, result, events: [connectionEvent(ports, 'connection.armed', environment, result, before)] }
  })
}

/** @throws Failure resource_missing */
export function disarm(work: Work, environment: EnvironmentRecord, id: Id<'conn'>): Promise<ConnectionView> {
  const { ports } = work
  return change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const record = before.connection
    if (record.armed_at === null) return { writes: [], result: before }
    const result = { ...before, connection: nextVersion(ports, record, { armed_at: null }) }
    const writes = [ports.stores.in(environment.id).connections.update(result.connection, record.version)]
    return { writes, result, events: [connectionEvent(ports, 'connection.disarmed', environment, result, before)] }
  })
}

/**
 * The active credential of a connection that has all it needs; `null` where it needs none.
 * @throws Failure connection_incomplete, with what is missing or wrong
 */
export function requireWhole(ports: Ports, { connection, credentials }: ConnectionView): CredentialRecord | null {
  const { type, settings } = connection
  const active = credentials.find((credential) => credential.active)
  const missing = ports.connection_types.missingSettings(type, settings)
  const parsed = missing.length > 0 ? missing : ports.connection_types.parseSettings(type, settings, 'whole')
  const faults = (isErrors(parsed) ? parsed : []).map((error) => ({ ...error, param: `/settings${error.param}` }))
  const hasAll = active !== undefined || !needsCredential(connection)
  if (hasAll && faults.length === 0) return active ?? null
  const message = 'has no credential: add one with `gatehouse credentials create`'
  const errors = hasAll ? faults : [...faults, { param: '/credentials', code: 'missing', message }]
  throw new Failure('connection_incomplete', { param: String(errors[0]?.param), errors })
}

/** @throws Failure connection_incomplete, credential_refused */
export async function tryActive(
  { ports, units }: Work,
  view: ConnectionView,
): Promise<{ readonly id: Id<'cred'>; readonly trial: CredentialTrial } | null> {
  const { connection } = view
  if (connection.state === 'active') return null
  const active = requireWhole(ports, view)
  // The certificate of a SAML connection proves itself in a sign-in or a logout.
  if (active === null || protocolOf(connection.type) === 'saml') return null
  const trial = await tryCredential(ports, connection, openCredential(ports, active))
  const store = ports.stores.in(connection.environment_id).credentials
  if (trial.result === 'refused') units.later([store.noteTrial(connection.id, active.id, trial)])
  checkTrial(trial)
  return { id: active.id, trial }
}
