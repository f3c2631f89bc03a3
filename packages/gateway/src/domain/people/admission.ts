/**
 * Admission: what becomes of a person who has just proved an identity, as a table. The identity decides, never an email.
 * An email is looked at once at most: at the first contact of a user who was invited, imported or made through the API.
 */
import { type EmailTrustLevel, isProvedEmail } from '@gatehouse-sso/core/email-trust'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'

export type LinkRule = ConnectionPolicy['link_by'][number]

/** The facts that decide. */
export interface Contact {
  /** Whether the identity belongs to a user already. */
  readonly identity: 'known' | 'new'
  /** The known user, or the one that matches: whether an operator has suspended them. */
  readonly suspended: boolean
  /** How many users without an identity have the same value, by the first rule that finds any. */
  readonly match: 'none' | 'one' | 'several'
  readonly match_by: LinkRule | null
  /** Whether the value that matches is an email. */
  readonly match_is_email: boolean
  readonly email_trust: EmailTrustLevel
  /** Whether none of the values that could match was sent. */
  readonly nothing_to_match: boolean
  readonly new_users: ConnectionPolicy['new_users']
}

export type Admission =
  | { readonly decision: 'known' | 'linked' | 'created'; readonly because: string }
  | { readonly decision: 'refused'; readonly failure: FailureCode }

type Row = readonly [(contact: Contact) => boolean, (contact: Contact) => Admission]

const refused = (failure: FailureCode) => (): Admission => ({ decision: 'refused', failure })

const isUnproved = ({ match, match_is_email, email_trust }: Contact): boolean =>
  match !== 'none' && match_is_email && !isProvedEmail(email_trust)

/** The first row that fits decides. */
const rows: readonly Row[] = [
  [({ identity, suspended }) => identity === 'known' && suspended, refused('user_suspended')],
  [({ identity }) => identity === 'known', () => ({ decision: 'known', because: 'the identity is known' })],
  [(contact) => isUnproved(contact) && contact.new_users === 'refuse', refused('user_unknown')],
  [
    isUnproved,
    ({ email_trust }) => ({
      decision: 'created',
      because: `first sign-in of this identity; a known user has the same email, which is ${email_trust} and links nobody`,
    }),
  ],
  [({ match }) => match === 'several', refused('link_ambiguous')],
  [({ match, suspended }) => match === 'one' && suspended, refused('user_suspended')],
  [
    ({ match }) => match === 'one',
    ({ match_by }) => ({ decision: 'linked', because: `a known user without identity has the same ${match_by}` }),
  ],
  [({ new_users, nothing_to_match }) => new_users === 'refuse' && nothing_to_match, refused('mapping_incomplete')],
  [({ new_users }) => new_users === 'refuse', refused('user_unknown')],
  [() => true, () => ({ decision: 'created', because: 'first sign-in of this identity' })],
]

export function decideAdmission(contact: Contact): Admission {
  const [, decide] = rows.find(([fits]) => fits(contact)) ?? [null, refused('user_unknown')]
  return decide(contact)
}
