/** First contact: the users without an identity that an unknown person may be, by the rules of the connection. */
import { emailKey } from '@gatehouse-sso/core/email'
import { type EmailTrustLevel, isProvedEmail } from '@gatehouse-sso/core/email-trust'
import type { Mapped } from '@gatehouse-sso/core/mapping/profile'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { UserRecord } from '../stores/users.ts'
import type { LinkRule } from './admission.ts'

export interface FirstContact {
  /** At most two. */
  readonly users: readonly UserRecord[]
  /** The rule that found them. */
  readonly by: LinkRule | null
  /** Whether the value is an email, whatever the rule calls it. */
  readonly is_email: boolean
}

export const noMatch: FirstContact = { users: [], by: null, is_email: false }

/**
 * Finds the users that match by the first rule that finds any. A match by an email that is not proved counts only for the
 * record of the sign-in, and after all other rules.
 */
export async function firstContact(
  ports: Ports,
  { environment_id, organization_id, policy }: ConnectionRecord,
  { profile, explanations }: Mapped,
  email_trust: EmailTrustLevel,
): Promise<FirstContact> {
  const { users } = ports.stores.in(environment_id)
  // A mapping may read other attributes from the claim `email` too. They are worth what the email is worth (nOAuth).
  const readsEmail = (by: LinkRule): boolean =>
    explanations.some(({ attribute, claim }) => attribute === by && /^email(?!\w)/.test(claim ?? ''))
  const isEmail = (by: LinkRule): boolean => by === 'email' || readsEmail(by)
  const isProved = (by: LinkRule): boolean => !isEmail(by) || isProvedEmail(email_trust)
  const rules = [...policy.link_by.filter(isProved), ...policy.link_by.filter((by) => !isProved(by))]
  for (const by of rules) {
    const [field, value] = {
      email: ['email_key', (profile.email !== null && emailKey(profile.email)) || null],
      preferred_username: ['preferred_username', profile.preferred_username],
      identifier: ['external_id', profile.identifier],
    }[by] as ['email_key' | 'preferred_username' | 'external_id', string | null]
    if (value === null) continue
    const found = await users.unlinked(organization_id, field, value)
    if (found.length > 0) return { users: found, by, is_email: isEmail(by) }
  }
  return noMatch
}
