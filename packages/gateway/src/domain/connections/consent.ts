/**
 * The consent of an organization at its identity provider, as answers and sign-ins show it. It belongs to a tenant, a
 * client and its scopes: settings that change one of these have no consent yet.
 *
 *   nothing known ── consent link: accepted, then a sign-in ──→ granted
 *         ├───────── a sign-in or test without a question ────→ seen
 *         └───────── consent link, or a test that is refused ─→ declined, failed ── a later sign-in ──→ seen
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { NewEventOf } from '../events/events.ts'
import type { Consenting } from '../ports/connection-types.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionConsent, ConnectionRecord } from '../stores/connections.ts'

/** The consent after a change of the settings; `null` if it was for another client, tenant or scope. */
export function keptConsent(
  { connection_types }: Ports,
  before: Consenting & { readonly consent?: ConnectionConsent | null },
  after: Consenting,
): ConnectionConsent | null {
  const asked = connection_types.adminConsent(after, 'sign_in')
  return asked !== null && asked === connection_types.adminConsent(before, 'sign_in') ? (before.consent ?? null) : null
}

/** The connection with a word about the consent for settings; unchanged if it no longer has them. */
export function withConsent(
  ports: Ports,
  record: ConnectionRecord,
  { settings }: Pick<ConnectionRecord, 'settings'>,
  consent: ConnectionConsent,
): Partial<ConnectionRecord> {
  const { type, policy, candidate } = record
  const keptFor = (of: ConnectionRecord['settings']): ConnectionConsent | null =>
    keptConsent(ports, { type, policy, settings, consent }, { type, policy, settings: of })
  return {
    ...(keptFor(record.settings) ? { consent } : {}),
    ...(candidate && keptFor(candidate.settings) ? { candidate: { ...candidate, consent } } : {}),
  }
}

export function isConsented(consent: ConnectionConsent | null | undefined): boolean {
  return consent?.result === 'granted' || consent?.result === 'seen'
}

export function consentEventType({ result }: ConnectionConsent): NewEventOf<'connection'>['type'] {
  return `connection.consent_${result}`
}

/** The words about a sign-in that was asked for no consent. */
export function seenConsent(ports: Ports, sign_in_id: Id<'signin'>): ConnectionConsent {
  const because = 'A sign-in came through, and the identity provider asked for no consent.'
  return { result: 'seen', because, sign_in_id, at: ports.now() }
}
