/** Whether a name that a mapping took from the claims proves who the person is. */
import { type EmailTrustLevel, isProvedEmail } from '@gatehouse-sso/core/email-trust'
import type { Mapped } from '@gatehouse-sso/core/mapping/profile'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { MatchRule } from './admission.ts'
import { isOwnDomain } from './member-names.ts'

/** A person who names themselves by verified claims. */
export interface NamedPerson {
  readonly identity: VerifiedIdentity
  readonly mapped: Mapped
  readonly email_trust: EmailTrustLevel
  readonly organization: OrganizationConfiguration
}

/**
 * Whether a value proves who the person is. An email, and whatever a mapping reads from the claim `email`, is worth what
 * the email is worth (nOAuth). Where several tenants can sign in, the administrators of one must not be able to name a
 * person of another.
 */
export function isProvedName(by: MatchRule, { identity, mapped, email_trust, organization }: NamedPerson): boolean {
  const value = mapped.profile[by]
  if (value === null) return false
  const claim = mapped.explanations.find(({ attribute }) => attribute === by)?.claim ?? ''
  if (by === 'email' || /^email(?!\w)/.test(claim)) return isProvedEmail(email_trust)
  if (identity.is_pinned || identity.naming_claims.issued.includes(claim)) return true
  return identity.naming_claims.domain_owned.includes(claim) && !identity.is_guest && isOwnDomain(organization, value)
}
