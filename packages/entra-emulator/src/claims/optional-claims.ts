import type { Application } from '../directory/application.ts'
import type { OptionalClaim } from '../directory/optional-claim.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { makeLoginHint } from '../sessions/login-hint.ts'
import type { Claims } from './claim-order.ts'
import { emailClaim, emailDomainOwnerVerified } from './email-claim.ts'

/** The input of optional claims. */
export interface ClaimSource {
  readonly tenant: Tenant
  readonly user: User
  /** The audience of the token. */
  readonly application: Application
  readonly sid: string
  readonly auth_time: number
  /** Whether `profile` was granted. Names need it. */
  readonly with_profile: boolean
}

type Make = (source: ClaimSource, claim: OptionalClaim) => unknown

function principalName({ user }: ClaimSource, { additionalProperties }: OptionalClaim): string | undefined {
  if (user.userType === 'Member') return user.userPrincipalName
  if (additionalProperties.includes('include_externally_authenticated_upn_without_hash')) {
    return user.userPrincipalName.replaceAll('#', '_')
  }
  return additionalProperties.includes('include_externally_authenticated_upn') ? user.userPrincipalName : undefined
}

function verifiedEmail({ tenant, user }: ClaimSource): readonly string[] | undefined {
  return user.mail !== null && emailDomainOwnerVerified(tenant, user) ? [user.mail] : undefined
}

function twoLetters(country: string | null): string | undefined {
  return country !== null && /^[A-Z]{2}$/i.test(country) ? country.toUpperCase() : undefined
}

/**
 * The optional claims that the emulator issues. Others of Entra's list (acrs, fwd, in_corp, ipaddr, pwd_exp, pwd_url,
 * vnet, ztdid) can be configured and never appear, as for a user to whom they do not apply.
 */
const makers: Readonly<Record<string, Make>> = {
  acct: ({ user }) => (user.userType === 'Guest' ? 1 : 0),
  auth_time: ({ auth_time }) => auth_time,
  ctry: ({ user }) => twoLetters(user.country),
  email: ({ tenant, user, application }) => emailClaim(tenant, user, application),
  family_name: ({ user, with_profile }) => (with_profile ? (user.surname ?? undefined) : undefined),
  given_name: ({ user, with_profile }) => (with_profile ? (user.givenName ?? undefined) : undefined),
  login_hint: ({ tenant, user }) => makeLoginHint(tenant.id, user.id),
  onprem_sid: ({ user }) => user.onPremisesSecurityIdentifier ?? undefined,
  preferred_username: ({ user }) => user.userPrincipalName,
  sid: ({ sid }) => sid,
  tenant_ctry: ({ tenant }) => twoLetters(tenant.countryLetterCode),
  tenant_region_scope: ({ tenant }) => tenant.region,
  upn: (source, claim) => (source.with_profile ? principalName(source, claim) : undefined),
  verified_primary_email: verifiedEmail,
  verified_secondary_email: ({ user }) => (user.otherMails.length > 0 ? user.otherMails : undefined),
  xms_pdl: ({ tenant }) => tenant.region,
  xms_pl: ({ user }) => user.preferredLanguage ?? undefined,
  xms_tpl: () => 'en',
}

/**
 * @param token the kind of token, which selects the list in the registration
 */
export function optionalClaims(source: ClaimSource, token: 'idToken' | 'accessToken'): Claims {
  const made = source.application.optionalClaims[token].map((claim): [string, unknown] => {
    if (claim.source === 'user') {
      return [`extn.${claim.name.replace(/^extension_[0-9a-f]{32}_/, '')}`, source.user.extensions[claim.name]]
    }
    return [claim.name, makers[claim.name]?.(source, claim)]
  })
  return Object.fromEntries(made.filter(([, value]) => value !== undefined))
}

/** `xms_edov` comes only together with `email`. */
export function ownerVerifiedClaim(source: ClaimSource, token: 'idToken' | 'accessToken', email: unknown): unknown {
  const configured = source.application.optionalClaims[token].some(({ name }) => name === 'xms_edov')
  return configured && email !== undefined ? emailDomainOwnerVerified(source.tenant, source.user) : undefined
}
