/**
 * The claims of the ID token that we issue to applications. OpenID Connect Core 1.0, section 2; RFC 7519.
 * `gateway/keys` signs it.
 */

import type { Id } from '../ids.ts'
import { groupsBudgetBytes, groupsBytes } from '../mapping/groups-claim.ts'
import { secondsOf } from '../time.ts'
import { type CustomAttributes, type OutputClaims, outputClaims } from './output-claims.ts'

/** The profile of a person for tokens. */
export interface ProfileClaims {
  readonly sub: Id<'user'>
  readonly org_id: Id<'org'>
  readonly connection_id: Id<'conn'> | null
  readonly email: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
  readonly external_id: string | null
  readonly identifier: string | null
  readonly custom_attributes: CustomAttributes
  /** The claims that the application has named. */
  readonly output_claims: OutputClaims
}

/** The identity provider's proof of the authentication. A value is `null` if the provider did not prove it. */
export interface AuthenticationClaims {
  readonly auth_time: number | null
  readonly amr: readonly string[] | null
  readonly acr: string | null
  /** Seconds since 1970: the session must not outlive it (IPSIE SL1). */
  readonly session_expiry: number | null
}

export interface IdTokenFields {
  readonly issuer: string
  readonly client_id: string
  readonly nonce: string | null
  readonly sid: Id<'sess'>
  /** Milliseconds since 1970. */
  readonly now: number
  readonly lifetime_seconds: number
  readonly scopes: readonly string[]
  /** Single claims requested besides those of the scopes. */
  readonly requested: readonly string[]
  readonly profile: ProfileClaims
  readonly authentication: AuthenticationClaims
}

/**
 * The claims of a person that the ID token and userinfo share. `email` and `profile` follow their
 * scopes (OpenID Connect Core, 5.4). Organization, roles and groups are always there. An unknown value is left out,
 * never `null`.
 */
export function profileClaims(
  profile: ProfileClaims,
  scopes: readonly string[],
  requested: readonly string[] = [],
): Record<string, unknown> {
  const claims: Record<string, unknown> = { sub: profile.sub, org_id: profile.org_id }
  if (profile.connection_id !== null) claims.connection_id = profile.connection_id
  const asked = (scope: string, name: string): boolean => scopes.includes(scope) || requested.includes(name)
  if (asked('email', 'email') && profile.email !== null) claims.email = profile.email
  if (asked('email', 'email_verified') && profile.email !== null) claims.email_verified = profile.email_verified
  for (const name of ['name', 'given_name', 'family_name', 'preferred_username'] as const) {
    if (asked('profile', name) && profile[name] !== null) claims[name] = profile[name]
  }
  if (profile.role !== null) claims.role = profile.role
  claims.roles = profile.roles
  claims.groups = profile.groups
  claims.is_admin = profile.is_admin
  return Object.keys(profile.output_claims).length === 0 ? claims : Object.assign(claims, namedClaims(profile))
}

/** The claims of userinfo: those of the profile, and the custom attributes, which an ID token has no room for. */
export function userinfoClaims(
  profile: ProfileClaims,
  scopes: readonly string[],
  requested: readonly string[] = [],
): Record<string, unknown> {
  const claims = profileClaims(profile, scopes, requested)
  if (Object.keys(profile.custom_attributes).length > 0) claims.custom_attributes = profile.custom_attributes
  return claims
}

function namedClaims(profile: ProfileClaims): Record<string, unknown> {
  const { sub: id, org_id: organization_id, output_claims } = profile
  return outputClaims(output_claims, { ...profile, id, organization_id })
}

/**
 * The payload of an ID token. `auth_time`, `amr`, `acr` and `session_expiry` come only from the identity provider's proof. Groups that need
 * more than their room are replaced by `hasgroups`, as in Entra's tokens; userinfo has them all.
 */
export function idTokenClaims(fields: IdTokenFields): Record<string, unknown> {
  const claims = allClaims(fields)
  if (groupsBytes(fields.profile.groups) <= groupsBudgetBytes) return claims
  const { groups, ...others } = claims
  return { ...others, hasgroups: true }
}

function allClaims(fields: IdTokenFields): Record<string, unknown> {
  const iat = secondsOf(fields.now)
  const { auth_time, amr, acr, session_expiry } = fields.authentication
  return {
    iss: fields.issuer,
    aud: fields.client_id,
    iat,
    exp: iat + fields.lifetime_seconds,
    ...(auth_time === null ? {} : { auth_time }),
    ...(fields.nonce === null ? {} : { nonce: fields.nonce }),
    sid: fields.sid,
    ...(amr === null ? {} : { amr }),
    ...(acr === null ? {} : { acr }),
    ...(session_expiry === null ? {} : { session_expiry }),
    ...profileClaims(fields.profile, fields.scopes, fields.requested),
  }
}
