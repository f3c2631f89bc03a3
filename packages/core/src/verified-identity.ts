/**
 * A person's identity as the identity provider proved it, after every check. `domain/sign-in` accepts nothing else, so
 * an unverified response cannot become a session.
 */
import type { ClaimSource } from './mapping/explain.ts'
import type { Claims } from './oidc/claims.ts'

declare const verified: unique symbol

/**
 * How far the provider vouches for the email. `domain_owner`: it has verified that the tenant owns the email's domain.
 * `verified`: it says that the person has the address. `asserted`: it only sends the address, as its administrators
 * wrote it. `none`: it does not vouch. email-trust.ts decides what that is worth.
 */
export const emailWords = ['none', 'asserted', 'verified', 'domain_owner'] as const

export type EmailWord = (typeof emailWords)[number]

export type IncompleteAttribute = 'groups' | 'roles' | 'is_admin'

/** Which claims the administrators of one tenant cannot set to the name of a person of another tenant. */
export interface NamingClaims {
  /** The identity provider makes their values. */
  readonly issued: readonly string[]
  /** Names like addresses: a tenant must own the domain of their values. */
  readonly domain_owned: readonly string[]
}

export interface VerifiedIdentityFields {
  /** The party that vouches: `entra:<cloud>:<tid>` for Entra, else `<connection id>|<issuer>`. */
  readonly authority: string
  /** The authority's id for the person: the `oid` for Entra, else the `sub`. */
  readonly subject: string
  readonly issuer: string
  /** The claims of the verified ID token. */
  readonly claims: Claims
  /** The userinfo response about the same subject, if we requested it. */
  readonly userinfo?: Claims
  /**
   * The word about the claim `email` of each document. It does not cover other claims that a mapping may read. A document
   * that lowers it lowers it in the other document too.
   */
  readonly email_word: Readonly<Record<ClaimSource, EmailWord>>
  /** Whether the person is a guest in the tenant. */
  readonly is_guest: boolean
  /** Whether only one tenant or issuer can sign people in through the connection. */
  readonly is_pinned: boolean
  /** The claims that hold an email by their definition. */
  readonly email_claims: readonly string[]
  /** Claims that name people; where several tenants can sign in, not every claim is worth the same. */
  readonly naming_claims: NamingClaims
  /** Lists and flags that were not read as a whole: the provider sent an overage, or userinfo could not be read. */
  readonly incomplete: readonly IncompleteAttribute[]
  /** The reason in a sentence, with the steps to take, where it is known. */
  readonly incomplete_because?: string
  /** The groups from the identity provider's directory, in place of those that the claims do not list. */
  readonly directory_groups?: readonly string[]
  /** Seconds since 1970. Set only if the identity provider proved it. */
  readonly auth_time?: number
  readonly amr?: readonly string[]
  readonly acr?: string
  /** Seconds since 1970: the session must not outlive it (`session_expiry`, IPSIE SL1). */
  readonly session_expiry?: number
  /** The identity provider's own session, for its logout call. */
  readonly upstream_sid?: string
}

export type VerifiedIdentity = VerifiedIdentityFields & { readonly [verified]: true }

/** Marks a response as verified. Only the last step of `upstream/oidc` and `upstream/saml` may call it. */
export function markVerified(fields: VerifiedIdentityFields): VerifiedIdentity {
  return fields as VerifiedIdentity
}
