/** The public form of setup links. The token has none. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { SetupLink } from '@gatehouse-sso/sdk/contract/setup-links'
import type { Ports } from '../ports/ports.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'

export function presentSetupLink({ now }: Pick<Ports, 'now'>, record: SetupLinkRecord): SetupLink {
  return {
    object: 'setup_link',
    id: record.id,
    organization_id: record.organization_id,
    intents: [...record.intents],
    state: setupLinkState(record, now()),
    step: record.only_step,
    activation: record.activation,
    needs_test: record.needs_test,
    admin_emails: [...record.admin_emails],
    return_url: record.return_url,
    success_url: record.success_url,
    connection_id: record.connection_id,
    activation_requested_at: isoTimeOrNull(record.activation_requested_at),
    uses: record.uses.map(({ at, address, user_agent }) => ({ at: isoTime(at), address, user_agent })),
    expires_at: isoTime(record.expires_at),
    completed_at: isoTimeOrNull(record.completed_at),
    revoked_at: isoTimeOrNull(record.revoked_at),
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}

export function setupLinkState(
  { completed_at, revoked_at, expires_at, uses }: SetupLinkRecord,
  now: number,
): SetupLink['state'] {
  if (completed_at !== null) return 'completed'
  if (revoked_at !== null) return 'revoked'
  if (expires_at <= now) return 'expired'
  return uses.length === 0 ? 'open' : 'started'
}
