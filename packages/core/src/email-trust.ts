/**
 * How far the email of a person is proved. An email is an attribute, never an identity: even a proved one decides only
 * once, when a person meets a user who was invited, imported or made through the API. Microsoft calls the attack that
 * this prevents nOAuth: the administrators of a tenant may write any address into the mail attribute of their users.
 * https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization
 */
import type { EmailWord } from './verified-identity.ts'

/**
 * `verified_domain`: the one tenant of the connection sent it, and its domain is a verified domain of the organization.
 * `xms_edov`: Entra has verified that the tenant owns the domain. `email_verified`: the provider says so, and nothing
 * binds it to the domain. `unverified`: nobody vouches for it. `missing`: there is none.
 */
export const emailTrustLevels = ['verified_domain', 'xms_edov', 'email_verified', 'unverified', 'missing'] as const

export type EmailTrustLevel = (typeof emailTrustLevels)[number]

export interface EmailFacts {
  readonly email: string | null
  /** The claim that it was read from. */
  readonly claim: string | null
  /** The claims that hold an email by their definition: `email` by OpenID Connect. Others may hold any text. */
  readonly email_claims: readonly string[]
  /** The word of the provider about the email of the document that had it. */
  readonly word: EmailWord
  /** Whether only one tenant or issuer can sign people in through the connection. */
  readonly is_pinned: boolean
  /** Whether the person is a guest, whose address belongs to another organization. */
  readonly is_guest: boolean
  /** The party that verified the domain of the address for the organization; `null` if nobody has. */
  readonly domain_verified_by: 'dns' | 'operator' | null
}

export interface EmailTrust {
  readonly level: EmailTrustLevel
  /** The reason, for the record of the sign-in. */
  readonly because: string
}

/** The first row that fits decides. */
const rows: readonly (readonly [(facts: EmailFacts) => boolean, EmailTrustLevel, string])[] = [
  [({ email }) => email === null, 'missing', 'no email was sent'],
  [
    ({ claim, email_claims }) => claim === null || !email_claims.includes(claim),
    'unverified',
    'it comes from another claim than `email`',
  ],
  [({ word }) => word === 'none', 'unverified', 'the identity provider does not vouch for it'],
  [
    (facts) => isOwnAddress(facts) && facts.domain_verified_by === 'dns',
    'verified_domain',
    'its domain is a verified domain of the organization',
  ],
  [
    (facts) => isOwnAddress(facts) && facts.domain_verified_by === 'operator',
    'verified_domain',
    'its domain belongs to the organization on the word of the operator',
  ],
  [({ word }) => word === 'domain_owner', 'xms_edov', 'Entra has verified that the tenant owns its domain'],
  [
    ({ word }) => word === 'verified',
    'email_verified',
    'the identity provider calls it verified, and its domain is not a verified domain of the organization',
  ],
  [({ is_guest }) => is_guest, 'unverified', 'the person is a guest in the tenant'],
  [({ is_pinned }) => !is_pinned, 'unverified', 'the connection admits several tenants'],
  [() => true, 'unverified', 'its domain is not a verified domain of the organization'],
]

function isOwnAddress({ is_pinned, is_guest }: EmailFacts): boolean {
  return is_pinned && !is_guest
}

export function emailTrust(facts: EmailFacts): EmailTrust {
  const [, level, because] = rows.find(([fits]) => fits(facts)) ?? [null, 'unverified', '']
  return { level, because }
}

/** Whether an email proves enough to find a known user by it, and for `email_verified` in our own tokens. */
export function isProvedEmail(level: EmailTrustLevel): boolean {
  return level === 'verified_domain' || level === 'xms_edov'
}
