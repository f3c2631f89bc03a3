/** Connections: created as drafts, changed, switched on and off. Settings are checked by the provider of the type. */
import { Failure } from '@gatehouse/core/failure'
import type { Id } from '@gatehouse/core/ids'
import type { ClaimMap } from '@gatehouse/core/mapping/profile'
import type { ConnectionPolicy, connections as contract } from '@gatehouse/sdk/contract/connections'
import type { ParsedBody } from '@gatehouse/sdk/contract/operation'
import { change, checkVersion, firstVersion, found, nextVersion } from './change.ts'
import type { Ports } from './ports.ts'
import type { ConnectionRecord, ConnectionState, ConnectionType, CredentialRecord } from './records.ts'

export interface ConnectionView {
  readonly connection: ConnectionRecord
  readonly credentials: readonly CredentialRecord[]
  /** The provider's default with the changes of this connection. */
  readonly mapping: ClaimMap
  readonly last_sign_in_at: number | null
}

const defaultPolicy: ConnectionPolicy = {
  new_users: 'create',
  link_by: ['email'],
  default_role: null,
  userinfo: 'if_missing',
}

/** The claim map that is in force: an attribute that the connection maps takes the place of the provider's rule. */
export function mappingOf(ports: Ports, connection: ConnectionRecord): ClaimMap {
  return { ...ports.identity_providers.defaultMapping(connection.type), ...connection.mapping }
}

export async function viewConnection(ports: Ports, connection: ConnectionRecord): Promise<ConnectionView> {
  const stores = ports.stores.in(connection.environment_id)
  return {
    connection,
    credentials: await stores.credentials.ofConnection(connection.id),
    mapping: mappingOf(ports, connection),
    last_sign_in_at: await stores.connections.lastSignInAt(connection.id),
  }
}

/** @throws Failure resource_missing */
export async function getConnection(ports: Ports, environment_id: Id<'env'>, id: Id<'conn'>): Promise<ConnectionView> {
  return viewConnection(ports, found(await ports.stores.in(environment_id).connections.get(id)))
}

/** @throws Failure values_invalid, address_refused */
export async function createConnection(
  ports: Ports,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof contract.create>,
): Promise<ConnectionView> {
  const { organizations, connections } = ports.stores.in(environment_id)
  const connection = await change(ports, async () => {
    if (!(await organizations.get(input.organization_id))) {
      const error = {
        param: '/organization_id',
        code: 'missing',
        message: 'is not an organization of this environment',
      }
      throw new Failure('values_invalid', { errors: [error] })
    }
    const record: ConnectionRecord = {
      id: ports.keys.newId('conn'),
      environment_id,
      organization_id: input.organization_id,
      type: input.type,
      name: input.name ?? ports.identity_providers.name(input.type),
      state: 'draft',
      settings: checkedSettings(ports, input.type, input.settings),
      mapping: definedOnly(input.mapping ?? {}),
      policy: { ...defaultPolicy, ...definedOnly(input.policy ?? {}) },
      ...firstVersion(ports),
    }
    return { writes: [connections.insert(record)], result: record }
  })
  return viewConnection(ports, connection)
}

/** @throws Failure resource_missing, precondition_failed, values_invalid, address_refused */
export async function updateConnection(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'conn'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<ConnectionView> {
  const { connections } = ports.stores.in(environment_id)
  const connection = await change(ports, async () => {
    const record = found(await connections.get(id))
    checkVersion(record, version)
    const settings = input.settings && mergeSettings(record.settings, input.settings)
    const next = nextVersion(ports, record, {
      name: input.name ?? record.name,
      settings: settings ? checkedSettings(ports, record.type, settings) : record.settings,
      mapping: { ...record.mapping, ...definedOnly(input.mapping ?? {}) },
      policy: { ...record.policy, ...definedOnly(input.policy ?? {}) },
    })
    return { writes: [connections.update(next, record.version)], result: next }
  })
  return viewConnection(ports, connection)
}

/**
 * Switches a connection on or off. What is off signs nobody in; its sessions end, so that nobody stays in either.
 * @throws Failure resource_missing, credential_missing
 */
export async function setConnectionState(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'conn'>,
  state: Exclude<ConnectionState, 'draft'>,
): Promise<ConnectionView> {
  const { connections, credentials, sessions } = ports.stores.in(environment_id)
  const connection = await change(ports, async () => {
    const record = found(await connections.get(id))
    if (record.state === state) return { writes: [], result: record }
    if (state === 'active' && !(await credentials.ofConnection(id)).some(({ active }) => active)) {
      throw new Failure('credential_missing', { param: 'credentials' })
    }
    const next = nextVersion(ports, record, { state })
    const writes = [connections.update(next, record.version)]
    if (state === 'inactive') writes.push(sessions.endOfConnection(id, ports.now(), 'connection_deactivated'))
    return { writes, result: next }
  })
  return viewConnection(ports, connection)
}

/** @throws Failure resource_missing */
export function deleteConnection(ports: Ports, environment_id: Id<'env'>, id: Id<'conn'>): Promise<void> {
  const { connections, sessions } = ports.stores.in(environment_id)
  return change(ports, async () => {
    const record = found(await connections.get(id))
    // In this order: a sign-in that is being finished has held the connection, and its session is there to be ended.
    const writes = [connections.delete(record), sessions.endOfConnection(id, ports.now(), 'connection_deleted')]
    return { writes, result: undefined }
  })
}

function checkedSettings(ports: Ports, type: ConnectionType, settings: unknown): Readonly<Record<string, unknown>> {
  const checked = ports.identity_providers.parseSettings(type, settings)
  if (isErrors(checked)) {
    throw new Failure('values_invalid', {
      errors: checked.map((error) => ({ ...error, param: `/settings${error.param}` })),
    })
  }
  return checked
}

function isErrors<E>(value: Readonly<Record<string, unknown>> | readonly E[]): value is readonly E[] {
  return Array.isArray(value)
}

/** `null` removes a setting. */
function mergeSettings(
  settings: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null))
}

/** The members that have a value: an absent one must not overwrite what is there. */
function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
