/**
 * The endpoints of a connection's identity provider. The first sign-in or test trusts those that it sees. Others that the
 * document names later are held: people, codes and credentials go on to the endpoints before, until an administrator
 * confirms the others (RFC 9700, 4.4).
 *
 *   none known ── a sign-in or test sees them ──→ confirmed ── the document names others ──→ held
 *       ↑                                           ↑  └─ connection.endpoints_held            │
 *       └── settings name another document          └───────── confirmEndpoints() ─────────────┘
 *
 * Endpoints that an administrator entered one by one change with the settings only.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { areSameEndpoints } from '@gatehouse-sso/core/oidc/endpoints'
import { system } from '../events/caller.ts'
import type { PublishedEndpoints } from '../ports/identity-providers.ts'
import type { ConnectionEndpoints, ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { hasSettings } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { getConnection, viewConnection } from './connections.ts'
import { type ConnectionView, warningsOf } from './present.ts'

/**
 * Notes endpoints that a sign-in or test saw and that the connection does not know. It never costs the sign-in.
 * @param used the connection with the settings of the sign-in.
 */
export async function noteEndpoints(
  work: Work,
  used: ConnectionRecord,
  published: PublishedEndpoints | null,
): Promise<void> {
  if (published === null) return
  const { ports } = work
  const { connections } = ports.stores.in(used.environment_id)
  await change(work, async () => {
    const record = found(await connections.get(used.id))
    const endpoints = afterSeeing(record.endpoints, published, ports.now())
    if (endpoints === null || !hasSettings(record, used)) return { writes: [], result: undefined }
    const next = nextVersion(ports, record, { endpoints })
    const writes = [connections.update(next, record.version)]
    if (endpoints.held === null) return { writes, result: undefined }
    const environment = found(await ports.stores.environments.get(used.environment_id))
    const before = await viewConnection(ports, record)
    const after = { ...before, connection: next }
    const event = connectionEvent(ports, 'connection.endpoints_held', environment, after, before)
    return { writes, result: undefined, events: [event], caller: system }
  }).catch((error: unknown) => {
    if (!isFailure(error)) throw error
  })
}

/** The endpoints after a look at the document; `null` if nothing is new. */
function afterSeeing(
  known: ConnectionEndpoints | null,
  { discovery_url, endpoints, fetched_at }: PublishedEndpoints,
  now: number,
): ConnectionEndpoints | null {
  if (known?.discovery_url !== discovery_url) {
    return { discovery_url, confirmed: endpoints, confirmed_at: now, held: null }
  }
  const isKnown = known.held !== null || fetched_at <= known.confirmed_at
  if (isKnown || areSameEndpoints(known.confirmed, endpoints)) return null
  return { ...known, held: { endpoints, seen_at: now } }
}

/**
 * Confirms the endpoints that are held, if the document still names them. If it names those in force again, nothing is
 * held any more. Others than these two are held first, so that nobody confirms endpoints that were never shown.
 * @throws Failure resource_missing, endpoints_changed, and why the document cannot be read
 */
export async function confirmEndpoints(
  work: Work,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
): Promise<ConnectionView> {
  const { ports } = work
  const { connections } = ports.stores.in(environment.id)
  const view = await getConnection(ports, environment.id, id)
  if (view.connection.endpoints === null) return view
  const published = await ports.identity_providers.publishedEndpoints(view.connection)
  const confirmed = await change(work, async () => {
    const before = await getConnection(ports, environment.id, id)
    const record = before.connection
    const known = record.endpoints
    // Settings with another document are met by the next sign-in.
    if (known === null || published?.discovery_url !== known.discovery_url) return { writes: [], result: before }
    const { endpoints } = published
    const now = ports.now()
    const isInForce = areSameEndpoints(known.confirmed, endpoints)
    if (isInForce && known.held === null) return { writes: [], result: before }
    const isShown = isInForce || (known.held !== null && areSameEndpoints(known.held.endpoints, endpoints))
    const next: ConnectionEndpoints = isShown
      ? { ...known, confirmed: endpoints, confirmed_at: now, held: null }
      : { ...known, held: { endpoints, seen_at: now } }
    const result = { ...before, connection: nextVersion(ports, record, { endpoints: next }) }
    const type = isShown ? 'connection.endpoints_confirmed' : 'connection.endpoints_held'
    const events = [connectionEvent(ports, type, environment, result, before)]
    return { writes: [connections.update(result.connection, record.version)], result, events }
  })
  const held = warningsOf(confirmed.connection).find(({ code }) => code === 'endpoints_changed')
  if (held) throw held
  return confirmed
}
