/**
 * The hints that an identity provider gets when a person signs out of it, too. They are kept sealed with the session, and
 * only where the connection asks for such a logout.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { LogoutHints } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { SessionRecord } from '../stores/sessions.ts'

const context = (id: Id<'sess'>): string => `sessions.logout_hints:${id}`

export function sealLogoutHints(
  { keys }: Ports,
  { policy }: ConnectionRecord,
  id: Id<'sess'>,
  hints: LogoutHints,
): string | null {
  return policy.upstream_logout ? keys.seal(JSON.stringify(hints), context(id)) : null
}

/** @throws Failure sealed_value_unreadable */
export function openLogoutHints({ keys }: Ports, { id, logout_hints_sealed }: SessionRecord): LogoutHints {
  // The connection began to ask for it after the sign-in.
  if (logout_hints_sealed === null) return { id_token: null, hint: null }
  return JSON.parse(keys.open(logout_hints_sealed, context(id))) as LogoutHints
}
