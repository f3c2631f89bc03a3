/**
 * Connections: created as drafts, changed and deleted. A change of the settings or the mapping of an active connection
 * goes into its candidate (candidate.ts). Name and policy take effect at once.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { connections as contract } from '@gatehouse-sso/sdk/contract/connections'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import { checkRoleSlugs } from '../environments/role-slugs.ts'
import { noticeWrites } from '../logout/notices.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import { checkRoleSync } from '../organizations/provisioning-rules.ts'
import type { ConnectionConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, checkVersion, type Decision, firstVersion, found, nextVersion } from '../work/change.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { withConfigured } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import type { ConnectionView } from './present.ts'
import { checkRedirectUri } from './redirect-uri.ts'
import { checkedSettings, definedOnly, mergeWithoutNulls } from './settings.ts'

const defaultPolicy: ConnectionPolicy = {
  provisioning: null,
  match_by: null,
  match_case: null,
  default_role: null,
  userinfo: 'if_missing',
  role_sync: 'full',
  admin_values: [],
  groups_claim: 'received',
  on_incomplete_groups: 'keep',
  recheck_minutes: null,
  upstream_logout: false,
  logout_page_url: null,
}

/** The claim map in force: the connection's rule for an attribute replaces the provider's rule. */
export function mappingOf(
  { connection_types }: Ports,
  { type, mapping }: Pick<ConnectionRecord, 'type' | 'mapping'>,
): ClaimMap {
  return { ...connection_types.defaultMapping(type), ...mapping }
}

/** Whether people may sign in through a connection now. The first one activates a draft that is armed. */
export function isOpen({ state, armed_at }: ConnectionRecord): boolean {
  return state === 'active' || (state === 'draft' && armed_at !== null)
}

/** The connection, if people may sign in through it now. @throws Failure connection_gone */
export async function activeConnection(
  { configuration }: Ports,
  environment_id: Id<'env'>,
  id: Id<'conn'>,
): Promise<ConnectionConfiguration> {
  const configured = await configuration.connection(environment_id, id)
  if (!configured || !isOpen(configured.connection)) throw new Failure('connection_gone')
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

/** @throws Failure values_invalid */
function checkDefaultRole(
  ports: Ports,
  environment_id: Id<'env'>,
  policy: { readonly default_role?: string | null | undefined } | undefined,
): Promise<void> {
  const slug = policy?.default_role
  return checkRoleSlugs(ports, environment_id, slug ? [{ slug, param: '/policy/default_role' }] : [])
}

/** The part of a view that its row and its provider decide. */
export function viewOf(
  ports: Ports,
  connection: ConnectionRecord,
): Omit<ConnectionView, 'credentials' | 'last_sign_in_at'> {
  const { type } = connection
  const missing = ports.connection_types.missingSettings(type, connection.settings)
  return {
    connection,
    mapping: mappingOf(ports, connection),
    candidate_mapping: mappingOf(ports, { type, mapping: connection.candidate?.mapping ?? {} }),
    previous_mapping: mappingOf(ports, { type, mapping: connection.previous?.mapping ?? {} }),
    has_consent: ports.connection_types.hasConsent(type),
    logout_signals: ports.connection_types.logoutSignals(type),
    signing_certificates: ports.connection_types.signingCertificates(connection),
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
  return change(work, () => newConnection(work, environment, input))
}

/**
 * Decides about a new connection, for a change of which it may be a part.
 * @throws Failure values_invalid, address_refused
 */
export async function newConnection(
  { ports }: Pick<Work, 'ports'>,
  environment: EnvironmentRecord,
  input: ParsedBody<typeof contract.create>,
): Promise<Decision<ConnectionView>> {
  const { connections } = ports.stores.in(environment.id)
  const organization = await organizationNamed(ports, environment.id, input.organization_id)
  await checkDefaultRole(ports, environment.id, input.policy)
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
    ...{
      candidate: null,
      previous: null,
      last_test: null,
      consent: null,
      armed_at: null,
      endpoints: null,
      exposed_keys: null,
      saml_watch: null,
    },
    ...firstVersion(ports),
  }
  checkRoleSync([connection], organization, '/policy/role_sync')
  checkRedirectUri(ports.public_url, environment, connection)
  const result = { ...viewOf(ports, connection), credentials: [], last_sign_in_at: null }
  const events = [connectionEvent(ports, 'connection.created', environment, result)]
  return { writes: [connections.insert(connection)], result, events }
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
    await checkDefaultRole(ports, environment.id, input.policy)
    const base = (record.state === 'active' && record.candidate) || record
    const extent = record.state === 'draft' ? 'draft' : 'whole'
    const next = {
      settings: input.settings
        ? await checkedSettings(ports, record.type, base.settings, input.settings, extent)
        : base.settings,
      mapping: mergeWithoutNulls(base.mapping, definedOnly(input.mapping ?? {})),
    }
    checkRedirectUri(ports.public_url, environment, { ...record, settings: next.settings })
    const connection = nextVersion(ports, record, {
      name: input.name ?? record.name,
      policy: { ...record.policy, ...definedOnly(input.policy ?? {}) },
      ...(input.settings || input.mapping ? withConfigured(ports, record, next) : {}),
    })
    if (input.policy) {
      const organization = await organizationNamed(ports, environment.id, record.organization_id)
      checkRoleSync([connection], organization, '/policy/role_sync')
    }
    const result = { ...before, ...viewOf(ports, connection) }
    const events = [connectionEvent(ports, 'connection.updated', environment, result, before)]
    return { writes: [connections.update(connection, record.version)], result, events }
  })
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
    const now = ports.now()
    const ended = sessions.endOfConnection(id, oldestSignInOf(ports, 'session'), now, 'connection_deleted')
    const told = await noticeWrites(ports, environment.id, { connection_id: id }, now)
    const events = [connectionEvent(ports, 'connection.deleted', environment, view)]
    return { writes: [connections.delete(view.connection), ended, ...told], result: undefined, events }
  })
}
