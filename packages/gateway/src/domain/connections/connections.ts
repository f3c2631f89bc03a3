/** Connections: created as drafts, changed, switched on and off. Settings are checked by the provider of the type. */

import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ConnectionPolicy, connections as contract } from '@gatehouse-sso/sdk/contract/connections'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { NewEventOf } from '../events/events.ts'
import { requireOrganization } from '../organizations/organizations.ts'
import type { ConnectionConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord, ConnectionState, ConnectionType } from '../stores/connections.ts'
import type { CredentialRecord, CredentialTrial } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { checkTrial, tryCredential } from './credential-trial.ts'
import { openCredential } from './open-credential.ts'
import type { ConnectionView } from './present.ts'
import { presentConnection } from './present.ts'

const defaultPolicy: ConnectionPolicy = {
  new_users: 'create',
  link_by: ['email'],
  default_role: null,
  userinfo: 'if_missing',
  role_sync: 'full',
  admin_values: [],
  groups_claim: 'received',
  on_incomplete_groups: 'keep',
  recheck_minutes: null,
}

/** The claim map in force: the connection's rule for an attribute replaces the provider's rule. */
export function mappingOf(
  { connection_types }: Ports,
  { type, mapping }: Pick<ConnectionRecord, 'type' | 'mapping'>,
): ClaimMap {
  return { ...connection_types.defaultMapping(type), ...mapping }
}

/** The connection, if people may sign in through it now. @throws Failure connection_gone */
export async function activeConnection(
  { configuration }: Ports,
  environment_id: Id<'env'>,
  id: Id<'conn'>,
): Promise<ConnectionConfiguration> {
  const configured = await configuration.connection(environment_id, id)
  if (configured?.connection.state !== 'active') throw new Failure('connection_gone')
  return configured
}

export async function viewConnection(ports: Ports, connection: ConnectionRecord): Promise<ConnectionView> {
  const stores = ports.stores.in(connection.environment_id)
  return {
    ...viewOf(ports, connection),
    credentials: await stores.credentials.ofConnection(connection.id),
    last_sign_in_at: await stores.connections.lastSignInAt(connection.id),
  }
}

/** The part of a view that its row and its provider decide. */
function viewOf(
  ports: Ports,
  connection: ConnectionRecord,
): Pick<ConnectionView, 'connection' | 'mapping' | 'missing_settings'> {
  const missing = ports.connection_types.missingSettings(connection.type, connection.settings)
  return {
    connection,
    mapping: mappingOf(ports, connection),
    missing_settings: missing.map(({ param }) => param.slice(1)),
  }
}

/** @throws Failure resource_missing */
export async function getConnection(ports: Ports, environment_id: Id<'env'>, id: Id<'conn'>): Promise<ConnectionView> {
  return viewConnection(ports, found(await ports.stores.in(environment_id).connections.get(id)))
}

/** @throws Failure values_invalid, address_refused */
export function createConnection(
  work: Work,
  environment: EnvironmentRecord,
  input: ParsedBody<typeof contract.create>,
): Promise<ConnectionView> {
  const { ports } = work
  const { connections } = ports.stores.in(environment.id)
  return change(work, async () => {
    await requireOrganization(ports, environment.id, input.organization_id)
    const connection: ConnectionRecord = {
      id: ports.keys.newId('conn'),
      environment_id: environment.id,
      organization_id: input.organization_id,
      type: input.type,
      name: input.name ?? ports.connection_types.name(input.type),
      state: 'draft',
      settings: await checkedSettings(ports, input.type, {}, input.settings ?? {}, 'draft'),
      mapping: definedOnly(input.mapping ?? {}),
      policy: { ...defaultPolicy, ...definedOnly(input.policy ?? {}) },
      ...firstVersion(ports),
    }
    const result = { ...viewOf(ports, connection), credentials: [], last_sign_in_at: null }
    const events = [connectionEvent(ports, 'connection.created', environment, result)]
    return { writes: [connections.insert(connection)], result, events }
  })
}

/** @throws Failure resource_missing, precondition_failed, values_invalid, address_refused */
export function updateConnection(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<ConnectionView> {
  const { ports } = work
  const { connections } = ports.stores.in(environment.id)
  return change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const record = before.connection
    checkVersion(record, version)
    const connection = nextVersion(ports, record, {
      name: input.name ?? record.name,
      settings: input.settings
        ? await checkedSettings(
            ports,
            record.type,
            record.settings,
            input.settings,
            record.state === 'draft' ? 'draft' : 'whole',
          )
        : record.settings,
      mapping: mergeWithoutNulls(record.mapping, definedOnly(input.mapping ?? {})),
      policy: { ...record.policy, ...definedOnly(input.policy ?? {}) },
    })
    const result = { ...before, ...viewOf(ports, connection) }
    const events = [connectionEvent(ports, 'connection.updated', environment, result, before)]
    return { writes: [connections.update(connection, record.version)], result, events }
  })
}

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
    const result = { ...before, connection: nextVersion(ports, record, { state }), credentials: credentialsNow }
    const writes = [connections.update(result.connection, record.version)]
    if (state === 'active') writes.unshift(credentials.expectActive(id))
    if (tried) writes.push(credentials.noteTrial(id, tried.id, tried.trial))
    if (state === 'inactive') writes.push(sessions.endOfConnection(id, ports.now(), 'connection_deactivated'))
    const type = state === 'active' ? 'connection.activated' : 'connection.deactivated'
    return { writes, result, events: [connectionEvent(ports, type, environment, result, before)] }
  })
}

/**
 * The active credential of a connection that has all it needs.
 * @throws Failure connection_incomplete, with what is missing or wrong
 */
function requireWhole(ports: Ports, { connection, credentials }: ConnectionView): CredentialRecord {
  const { type, settings } = connection
  const active = credentials.find((credential) => credential.active)
  const missing = ports.connection_types.missingSettings(type, settings)
  const parsed = missing.length > 0 ? missing : ports.connection_types.parseSettings(type, settings, 'whole')
  const faults = (isErrors(parsed) ? parsed : []).map((error) => ({ ...error, param: `/settings${error.param}` }))
  if (active && faults.length === 0) return active
  const message = 'has no credential: add one with `gatehouse credentials create`'
  const errors = active ? faults : [...faults, { param: '/credentials', code: 'missing', message }]
  throw new Failure('connection_incomplete', { param: String(errors[0]?.param), errors })
}

/** @throws Failure connection_incomplete, credential_refused */
async function tryActive(
  { ports, units }: Work,
  view: ConnectionView,
): Promise<{ readonly id: Id<'cred'>; readonly trial: CredentialTrial } | null> {
  const { connection } = view
  if (connection.state === 'active') return null
  const active = requireWhole(ports, view)
  const trial = await tryCredential(ports, connection, openCredential(ports, active))
  const store = ports.stores.in(connection.environment_id).credentials
  if (trial.result === 'refused') units.later([store.noteTrial(connection.id, active.id, trial)])
  checkTrial(trial)
  return { id: active.id, trial }
}

/** @throws Failure resource_missing, precondition_failed */
export function deleteConnection(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  version: number | undefined,
): Promise<void> {
  const { ports } = work
  const { connections, sessions } = ports.stores.in(environment.id)
  return change(work, async () => {
    const view = await getConnection(ports, environment.id, id)
    checkVersion(view.connection, version)
    // The connection comes first: a sign-in that is being finished locks it, so its session exists by the time sessions
    // end.
    const ended = sessions.endOfConnection(id, ports.now(), 'connection_deleted')
    const events = [connectionEvent(ports, 'connection.deleted', environment, view)]
    return { writes: [connections.delete(view.connection), ended], result: undefined, events }
  })
}

function connectionEvent(
  ports: Ports,
  type: NewEventOf<'connection'>['type'],
  environment: EnvironmentRecord,
  view: ConnectionView,
  before?: ConnectionView,
): NewEventOf<'connection'> {
  const object = presentConnection(ports, environment, view)
  const event = { type, environment_id: environment.id, organization_id: view.connection.organization_id, object }
  return before ? { ...event, before: presentConnection(ports, environment, before) } : event
}

/**
 * The settings of a connection with what was entered.
 * @throws Failure values_invalid, address_refused, and why the identity provider cannot be asked
 */
async function checkedSettings(
  { connection_types, identity_providers }: Ports,
  type: ConnectionType,
  stored: Readonly<Record<string, unknown>>,
  entered: Readonly<Record<string, unknown>>,
  extent: 'draft' | 'whole',
): Promise<Readonly<Record<string, unknown>>> {
  const changes = withoutErrors(connection_types.readEntered(type, entered))
  const checked = withoutErrors(connection_types.parseSettings(type, mergeWithoutNulls(stored, changes), extent))
  return identity_providers.resolveSettings(type, checked, entered)
}

/** @throws Failure values_invalid */
function withoutErrors(
  checked: Readonly<Record<string, unknown>> | readonly FieldError[],
): Readonly<Record<string, unknown>> {
  if (!isErrors(checked)) return checked
  throw new Failure('values_invalid', {
    errors: checked.map((error) => ({ ...error, param: `/settings${error.param}` })),
  })
}

function isErrors<E>(value: Readonly<Record<string, unknown>> | readonly E[]): value is readonly E[] {
  return Array.isArray(value)
}

/** `null` removes a member. */
function mergeWithoutNulls<V>(
  members: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V | null>>,
): Readonly<Record<string, V>> {
  const merged = Object.entries({ ...members, ...changes })
  return Object.fromEntries(merged.filter((entry): entry is [string, V] => entry[1] !== null))
}

/** The members that have a value. An absent member must not overwrite a stored one. */
function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
