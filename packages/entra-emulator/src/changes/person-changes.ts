import type { Group } from '../directory/group.ts'
import type { Tenant } from '../directory/tenant.ts'
import { guestPrincipalName, type User } from '../directory/user.ts'
import { guidFromName } from '../identifier.ts'

/** A change of one person. */
export interface PersonChange {
  readonly says: string
  /** @param now milliseconds since 1970 */
  readonly change: (tenant: Tenant, user: User, now: number) => Tenant
}

/** More than the 200 that fit in a token. */
const manyGroups = 231

function edit(change: (user: User, tenant: Tenant, now: number) => Partial<User>): PersonChange['change'] {
  return (tenant, user, now) => ({
    ...tenant,
    users: tenant.users.map((one) => (one.id === user.id ? { ...one, ...change(one, tenant, now) } : one)),
  })
}

/** The user name after a marriage: `ada@contoso.example` becomes `ada.renamed@contoso.example`. */
function renamed({ userPrincipalName, mail, displayName }: User): Partial<User> {
  const other = (address: string): string => address.replace(/(\.renamed)?@/, '.renamed@')
  return {
    userPrincipalName: other(userPrincipalName),
    mail: mail === null ? null : other(mail),
    displayName: `${displayName.replace(/ Renamed$/, '')} Renamed`,
    surname: 'Renamed',
  }
}

function withManyGroups(tenant: Tenant, { id }: User): Tenant {
  const made = Array.from({ length: manyGroups }, (_, index): Group => {
    const displayName = `Group ${index + 1} of ${id.slice(0, 8)}`
    return {
      id: guidFromName('group', tenant.id, displayName),
      displayName,
      securityEnabled: true,
      mailEnabled: false,
      groupTypes: [],
      onPremisesSamAccountName: null,
      onPremisesDomainName: null,
      onPremisesNetBiosName: null,
      onPremisesSecurityIdentifier: null,
      members: [id],
    }
  })
  const known = new Set(made.map((group) => group.id))
  return { ...tenant, groups: [...tenant.groups.filter((group) => !known.has(group.id)), ...made] }
}

export const personChanges = {
  disable: { says: 'The account is disabled (50057).', change: edit(() => ({ accountEnabled: false })) },
  lock: { says: 'The account is locked (50053).', change: edit(() => ({ accountLocked: true })) },
  'expire-password': { says: 'The password has expired (50055).', change: edit(() => ({ passwordExpired: true })) },
  'revoke-sessions': {
    says: 'All sessions and refresh tokens end (50173).',
    change: edit((_user, _tenant, now) => ({ signInSessionsValidFromDateTime: new Date(now).toISOString() })),
  },
  rename: { says: 'User name, email and name change, and the object id stays.', change: edit(renamed) },
  'remove-email': { says: 'The directory has no email.', change: edit(() => ({ mail: null, otherMails: [] })) },
  'unverified-email': {
    says: 'The email is of a domain that nobody verified: xms_edov is false.',
    change: edit(({ mail }) => ({ mail: mail ?? 'ceo@bigbank.example', emailDomainOwnerVerified: false })),
  },
  'verified-email-as-text': {
    says: 'xms_edov is the text "1".',
    change: edit(() => ({ emailDomainOwnerVerified: '1' })),
  },
  'make-guest': {
    says: 'The account is a guest of another organization.',
    change: edit(({ mail, userPrincipalName }, { domains }) => {
      const home = `${(mail ?? userPrincipalName).split('@')[0]}@partner.example`
      return {
        userType: 'Guest',
        mail: home,
        userPrincipalName: guestPrincipalName(home, domains[0] ?? 'tenant.example'),
      }
    }),
  },
  'many-groups': { says: `The person is in ${manyGroups} more groups, so a token has none.`, change: withManyGroups },
} as const satisfies Readonly<Record<string, PersonChange>>
