/**
 * Reads the metadata of active SAML connections each day. Changes are held: sign-ins go on with the settings in force,
 * and an administrator takes the others over. A certificate that is near its end is told about like a credential.
 *
 *   in force ── the metadata names others ──→ held (connection.metadata_held)
 *      ↑                                        │
 *      └─ the settings change, or the metadata names those in force again
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import { connectionEvent } from '../connections/connection-event.ts'
import { viewConnection } from '../connections/connections.ts'
import { system } from '../events/caller.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord, SamlWatch } from '../stores/connections.ts'
import { warningDays } from '../stores/credential-watch.ts'
import { change, found, nextVersion } from '../work/change.ts'
import { type RunLimits, takeAllDue } from '../work/due-rows.ts'
import type { Work } from '../work/work.ts'

/** There is one run a minute. */
const watchLimits: RunLimits = { rows: 600, at_once: 8, run_ms: 45_000 }

/** The settings that metadata names. */
const compared = ['idp_entity_id', 'sso_url', 'sso_binding', 'slo_url', 'slo_response_url', 'certificates'] as const

/**
 * Looks at the connections that are due. An identity provider that answers slowly takes time from one run, and the next
 * run goes on with the others.
 */
export async function watchSaml(work: Work, signal?: AbortSignal, limits = watchLimits): Promise<void> {
  const { ports, units } = work
  const { takeDue, postpone } = ports.stores.saml_watch
  await takeAllDue(work, takeDue, limits, signal, async (due) => {
    await Promise.all(due.map((connection) => watchOne(work, connection)))
    if (due.length > 0) await units.run(due.map(({ id }) => postpone(id, ports.now() + dayMs)))
  })
}

async function watchOne(work: Work, connection: ConnectionRecord): Promise<void> {
  const { ports } = work
  const { id, environment_id } = connection
  const published = await publishedSettings(ports, connection)
  const { connections } = ports.stores.in(environment_id)
  await change(work, async () => {
    const record = await connections.get(id)
    if (record?.state !== 'active') return { writes: [], result: undefined }
    const { watch, types } = nextWatch(ports, record, published)
    if (watch === null) return { writes: [], result: undefined }
    const next = nextVersion(ports, record, { saml_watch: watch })
    const environment = found(await ports.stores.environments.get(environment_id))
    const before = await viewConnection(ports, record)
    const after = { ...before, connection: next }
    const events = types.map((type) => connectionEvent(ports, type, environment, after, before))
    return { writes: [connections.update(next, record.version)], result: undefined, events, caller: system }
  }).catch((error: unknown) => {
    // Somebody else changed the connection. The next look comes tomorrow.
    if (!isFailure(error)) throw error
  })
}

/** @returns `null` for a connection without a metadata address, and while it cannot be read */
async function publishedSettings(
  { identity_providers }: Ports,
  connection: ConnectionRecord,
): Promise<ConnectionRecord['settings'] | null> {
  if (typeof connection.settings.metadata_url !== 'string') return null
  try {
    return await identity_providers.publishedSettings(connection)
  } catch (error) {
    // The check of the connection says why (`connections check`).
    if (isFailure(error)) return null
    throw error
  }
}

type WatchEvent = 'connection.metadata_held' | 'connection.certificate_expiring'

interface Watched {
  /** `null`: nothing is new. */
  readonly watch: SamlWatch | null
  readonly types: readonly WatchEvent[]
}

function nextWatch(ports: Ports, record: ConnectionRecord, published: ConnectionRecord['settings'] | null): Watched {
  const known = record.saml_watch ?? { held: null, warned: null }
  const held = published === null ? known.held : heldOf(record, published, ports.now())
  const warned = warningOf(ports, record)
  const isHeldNew = held !== null && JSON.stringify(held.settings) !== JSON.stringify(known.held?.settings)
  const isWarnedNew = warned !== null && JSON.stringify(warned) !== JSON.stringify(known.warned)
  const isHeldOver = held === null && known.held !== null
  const isWarnedOver = warned === null && known.warned !== null
  if (!isHeldNew && !isWarnedNew && !isHeldOver && !isWarnedOver) return { watch: null, types: [] }
  const types: WatchEvent[] = []
  if (isHeldNew) types.push('connection.metadata_held')
  if (isWarnedNew) types.push('connection.certificate_expiring')
  return { watch: { held: isHeldNew || isHeldOver ? held : known.held, warned }, types }
}

/** The settings that the metadata has and that are not in force. */
function heldOf(
  { settings }: Pick<ConnectionRecord, 'settings'>,
  published: ConnectionRecord['settings'],
  now: number,
): SamlWatch['held'] {
  const differs = compared.filter((name) => published[name] !== undefined && !isSame(settings[name], published[name]))
  if (differs.length === 0) return null
  return { settings: Object.fromEntries(differs.map((name) => [name, published[name]])), seen_at: now }
}

/** Lists of certificates are the same in any order. */
function isSame(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value)
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** The shortest warning about the certificate that ends last; `null` while its end is far. */
function warningOf({ connection_types, now }: Ports, record: ConnectionRecord): SamlWatch['warned'] {
  const ends = connection_types.signingCertificates(record).map(({ not_after }) => not_after)
  if (ends.length === 0) return null
  const not_after = Math.max(...ends)
  const days_left = (not_after - now()) / dayMs
  const days = warningDays.findLast((each) => days_left <= each)
  return days === undefined ? null : { not_after, days }
}
