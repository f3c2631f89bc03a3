/**
 * What an identity provider proved about a person, after every check. `domain/sign-in` accepts nothing else, so an
 * answer that was not verified cannot become a session.
 */
import type { ClaimSource } from './mapping/explain.ts'
import type { Claims } from './oidc/claims.ts'

declare const verified: unique symbol

/**
 * How far the provider vouches for the email: `domain_owner` when it has itself verified that the tenant owns the
 * email's domain; `claimed` when it only says so, which counts for the organization's own verified domains; `none`.
 */
export type EmailTrust = 'domain_owner' | 'claimed' | 'none'

export interface VerifiedIdentityFields {
  /** Who vouches: `entra:<cloud>:<tid>` for Entra, else `<connection id>|<issuer>`. */
  readonly authority: string
  /** What the authority calls the person: the `oid` for Entra, else the `sub`. */
  readonly subject: string
  readonly issuer: string
  /** The claims of the verified ID token. */
  readonly claims: Claims
  /** The userinfo answer about the same subject, if it was asked. */
  readonly userinfo?: Claims
  /** For the claim `email` of each document, and for no other claim that a mapping may take an email from. */
  readonly email_trust: Readonly<Record<ClaimSource, EmailTrust>>
  /** Set when the provider said that there are more groups than it sent. */
  readonly groups_incomplete: boolean
  /** Seconds since 1970; only if the identity provider proved it. */
  readonly auth_time?: number
  readonly amr?: readonly string[]
  readonly acr?: string
  /** The identity provider's own session, for its logout call. */
  readonly upstream_sid?: string
}

export type VerifiedIdentity = VerifiedIdentityFields & { readonly [verified]: true }

/** Marks an answer as verified. Called at the end of `upstream/oidc` and `upstream/saml`, nowhere else. */
export function markVerified(fields: VerifiedIdentityFields): VerifiedIdentity {
  return fields as VerifiedIdentity
}
