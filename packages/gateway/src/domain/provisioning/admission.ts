/**
 * Admission: what becomes of a person who has just proved an identity, as a table. The identity decides, never an email.
 * A name is looked at once at most: at the first contact of a user who was invited, imported or made through the API.
 */
import type { EmailTrustLevel } from '@gatehouse-sso/core/email-trust'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Provisioning } from '@gatehouse-sso/sdk/contract/provisioning'

export type MatchRule = Provisioning['match_by'][number]

/** The facts that decide. */
export interface Contact {
  /** Whether the identity belongs to a user already, or did to one who was deleted. */
  readonly identity: 'known' | 'new' | 'deleted'
  /** The known user, or the one that matches: whether an operator has suspended them. */
  readonly suspended: boolean
  /** Whether an open invitation is for this person, by key or by a proved address. */
  readonly invited: boolean
  /** How many users without an identity have the same value, by the first rule that finds any. */
  readonly match: 'none' | 'one' | 'several'
  readonly match_by: MatchRule | null
  /** Whether the value that matches proves who the person is. */
  readonly match_is_proved: boolean
  readonly email_trust: EmailTrustLevel
  /** Whether none of the values that could match was sent. */
  readonly nothing_to_match: boolean
  readonly provisioning: Provisioning['provisioning']
}

export type Admission =
  | { readonly decision: 'known' | 'linked' | 'created'; readonly because: string }
  | { readonly decision: 'refused'; readonly failure: FailureCode }

type Row = readonly [(contact: Contact) => boolean, (contact: Contact) => Admission]

const refused = (failure: FailureCode) => (): Admission => ({ decision: 'refused', failure })

const isUnproved = ({ match, match_is_proved }: Contact): boolean => match !== 'none' && !match_is_proved

const isMatched = (contact: Contact): boolean => contact.match === 'one' && !isUnproved(contact)

const admitsStrangers = ({ provisioning }: Contact): boolean =>
  provisioning === 'just_in_time' || provisioning === 'pass_through'

/** The first row that fits decides. */
const rows: readonly Row[] = [
  [({ identity, suspended }) => identity === 'known' && suspended, refused('user_suspended')],
  [({ identity }) => identity === 'known', () => ({ decision: 'known', because: 'the identity is known' })],
  [(contact) => contact.match === 'several' && !isUnproved(contact), refused('link_ambiguous')],
  [(contact) => isMatched(contact) && contact.suspended, refused('user_suspended')],
  [
    (contact) => isMatched(contact) && contact.invited,
    () => ({ decision: 'linked', because: 'an invitation is for this person, who is a known user without identity' }),
  ],
  [({ invited }) => invited, () => ({ decision: 'created', because: 'an invitation is for this person' })],
  [({ provisioning }) => provisioning === 'invited_only', refused('invitation_missing')],
  [
    isMatched,
    ({ match_by }) => ({ decision: 'linked', because: `a known user without identity has the same ${match_by}` }),
  ],
  // OpenID Connect Core, 5.7: an identity provider may give the subject of a deleted person to somebody else.
  [({ identity }) => identity === 'deleted', refused('user_deleted')],
  [
    (contact) => isUnproved(contact) && admitsStrangers(contact),
    ({ match_by, email_trust }) => ({
      decision: 'created',
      because:
        match_by === 'email'
          ? `first sign-in of this identity; a known user has the same email, which is ${email_trust} and links nobody`
          : `first sign-in of this identity; a known user has the same ${match_by}, which is not proved and links nobody`,
    }),
  ],
  [admitsStrangers, () => ({ decision: 'created', because: 'first sign-in of this identity' })],
  [({ nothing_to_match }) => nothing_to_match, refused('mapping_incomplete')],
  [() => true, refused('user_unknown')],
]

export function decideAdmission(contact: Contact): Admission {
  const [, decide] = rows.find(([fits]) => fits(contact)) ?? [null, refused('user_unknown')]
  return decide(contact)
}
