/**
 * The cases of the identity table: who somebody is, whatever happens to names, mailboxes, tenants and registrations. Each
 * case is a new organization, with users who were made before and people who sign in one after the other. `k0` is the first
 * user who was made before; `A`, `B` … are users who were created by a sign-in; `!code` is a refusal.
 */
import type { EmailTrustLevel } from '@gatehouse-sso/core/email-trust'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'

export const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
export const partner = '11111111-2222-4333-8444-555555555555'
const oidOf = (number: number): string => `aaaaaaaa-bbbb-4ccc-8ddd-${String(number).padStart(12, '0')}`

export type Claims = Record<string, unknown>
export interface IdentityCase {
  readonly kind: 'entra' | 'entra, two tenants' | 'entra, a list of one' | 'oidc'
  readonly policy?: Partial<ConnectionPolicy>
  readonly mapping?: Record<string, string[]>
  /** Users who were made before. */
  readonly made?: readonly { email?: string; preferred_username?: string; external_id?: string; suspended?: true }[]
  readonly invited?: readonly { email: string; subject?: string; revoked?: true }[]
  /** The claims of each sign-in. */
  readonly seen: readonly Claims[]
  readonly users: string
  /** The trust in the email of the last sign-in. */
  readonly trust?: EmailTrustLevel
  readonly email_verified?: boolean
}

/** The people of the cases. Their domain `own.example` is replaced by that of the organization. */
const ada: Claims = {
  sub: 'p-1',
  tid: tenant,
  oid: oidOf(1),
  name: 'Ada',
  email: 'ada@own.example',
  preferred_username: 'ada@own.example',
}
const bob: Claims = {
  ...ada,
  sub: 'p-2',
  oid: oidOf(2),
  name: 'Bob',
  email: 'bob@own.example',
  preferred_username: 'bob@own.example',
}
const there: Claims = { ...ada, tid: partner }
const generic: Claims = { sub: 'ada', email: 'ada@own.example', email_verified: true, preferred_username: 'ada' }
type Rules = Partial<ConnectionPolicy>
const known = { provisioning: 'known_only' } as const
const invitedOnly = { provisioning: 'invited_only' } as const
const byName: Rules = { provisioning: 'known_only', match_by: ['preferred_username'] }
const named = [{ preferred_username: 'ada' }]
const invited = [{ email: 'ada@own.example' }]
const mail = (email: string, more: Claims = {}): Claims => ({ ...ada, email, ...more })

export const cases: readonly (readonly [string, IdentityCase])[] = [
  [
    'the same person twice',
    { kind: 'entra', seen: [ada, ada], users: 'A A', trust: 'verified_domain', email_verified: true },
  ],
  ['two people', { kind: 'entra', seen: [ada, bob, ada], users: 'A B A' }],
  [
    'a renamed person',
    {
      kind: 'entra',
      seen: [ada, { ...ada, name: 'Ada Neu', email: 'ada.neu@own.example', preferred_username: 'ada.neu@own.example' }],
      users: 'A A',
      trust: 'verified_domain',
    },
  ],
  [
    'a person who marries into the old name of another',
    {
      kind: 'entra',
      seen: [ada, { ...ada, email: 'a2@own.example' }, mail('ada@own.example', { oid: oidOf(3), sub: 'p-3' })],
      users: 'A A B',
    },
  ],
  [
    'a mailbox that is given to a successor',
    {
      kind: 'entra',
      seen: [ada, mail('ada@own.example', { oid: oidOf(4), sub: 'p-4', name: 'Successor' })],
      users: 'A B',
    },
  ],
  [
    'a mailbox that is given to a successor, while the first one still signs in',
    {
      kind: 'entra',
      seen: [ada, mail('ada@own.example', { oid: oidOf(4), sub: 'p-4' }), mail('other@own.example')],
      users: 'A B A',
    },
  ],
  [
    'a re-created app registration with a new sub',
    { kind: 'entra', seen: [ada, { ...ada, sub: 'p-new' }], users: 'A A' },
  ],
  ['the sub of another person', { kind: 'entra', seen: [ada, { ...bob, sub: 'p-1' }], users: 'A B' }],
  [
    'a person without email',
    {
      kind: 'entra',
      seen: [
        { ...ada, email: undefined },
        { ...ada, email: undefined },
      ],
      users: 'A A',
      trust: 'missing',
      email_verified: false,
    },
  ],
  [
    'two people without email',
    {
      kind: 'entra',
      seen: [
        { ...ada, email: undefined },
        { ...bob, email: undefined },
      ],
      users: 'A B',
      trust: 'missing',
    },
  ],
  [
    'a person who gets an email later',
    { kind: 'entra', seen: [{ ...ada, email: undefined }, ada], users: 'A A', trust: 'verified_domain' },
  ],
  [
    'a person who loses the email',
    { kind: 'entra', seen: [ada, { ...ada, email: undefined }], users: 'A A', trust: 'missing', email_verified: false },
  ],
  [
    'an object id in other letters',
    { kind: 'entra', seen: [ada, { ...ada, oid: oidOf(1).toUpperCase() }], users: 'A A' },
  ],
  [
    'a person who was deleted and made again',
    { kind: 'entra', seen: [ada, { ...ada, oid: oidOf(9), sub: 'p-9' }], users: 'A B' },
  ],
  [
    'a foreign address in the own tenant',
    { kind: 'entra', seen: [mail('ceo@victim.example')], users: 'A', trust: 'unverified', email_verified: false },
  ],
  [
    'a foreign address that Entra has verified',
    {
      kind: 'entra',
      seen: [mail('ceo@victim.example', { xms_edov: true })],
      users: 'A',
      trust: 'xms_edov',
      email_verified: true,
    },
  ],
  [
    'an own address that Entra denies',
    {
      kind: 'entra',
      seen: [mail('ada@own.example', { xms_edov: false })],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  [
    'a guest by idp',
    {
      kind: 'entra',
      seen: [{ ...ada, idp: `https://sts.windows.net/${partner}/` }],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  ['a guest by acct', { kind: 'entra', seen: [{ ...ada, acct: 1 }], users: 'A', trust: 'unverified' }],
  [
    'a guest by the name',
    { kind: 'entra', seen: [{ ...ada, upn: 'ada_home.example#EXT#@own.example' }], users: 'A', trust: 'unverified' },
  ],
  [
    'a guest whose address Entra has verified',
    { kind: 'entra', seen: [{ ...ada, acct: 1, xms_edov: '1' }], users: 'A', trust: 'xms_edov' },
  ],
  [
    'a member with acct 0 and the own tenant as idp',
    {
      kind: 'entra',
      seen: [{ ...ada, acct: 0, idp: `https://sts.windows.net/${tenant}/` }],
      users: 'A',
      trust: 'verified_domain',
    },
  ],
  [
    'an email from another claim',
    {
      kind: 'entra',
      mapping: { email: ['upn'] },
      seen: [{ ...ada, upn: 'ada@own.example', xms_edov: true }],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  ['the same object id in two tenants', { kind: 'entra, two tenants', seen: [ada, there], users: 'A B' }],
  [
    'an own address of one of two tenants',
    { kind: 'entra, two tenants', seen: [ada], users: 'A', trust: 'unverified', email_verified: false },
  ],
  [
    'an address of one of two tenants that Entra has verified',
    { kind: 'entra, two tenants', seen: [{ ...there, xms_edov: 1 }], users: 'A', trust: 'xms_edov' },
  ],
  [
    'an own address of the only tenant of a list',
    { kind: 'entra, a list of one', seen: [ada], users: 'A', trust: 'verified_domain' },
  ],
  ['an invited person', { kind: 'entra', made: invited, seen: [ada, ada], users: 'k0 k0', trust: 'verified_domain' }],
  [
    'an invited person, where only known users may in',
    { kind: 'entra', policy: known, made: invited, seen: [ada], users: 'k0' },
  ],
  ['an invited person in capitals', { kind: 'entra', made: [{ email: 'ADA@own.example' }], seen: [ada], users: 'k0' }],
  [
    'an invited person who is renamed afterwards',
    { kind: 'entra', policy: known, made: invited, seen: [ada, mail('new@own.example')], users: 'k0 k0' },
  ],
  [
    'the successor of an invited person',
    {
      kind: 'entra',
      policy: known,
      made: invited,
      seen: [ada, mail('ada@own.example', { oid: oidOf(5), sub: 'p-5' })],
      users: 'k0 !user_linked_otherwise',
    },
  ],
  [
    'a stranger, where only known users may in',
    { kind: 'entra', policy: known, made: invited, seen: [bob], users: '!user_unknown' },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person',
    { kind: 'entra, two tenants', made: invited, seen: [there], users: 'A', trust: 'unverified' },
  ],
  [
    'the same attacker, where only known users may in',
    { kind: 'entra, two tenants', policy: known, made: invited, seen: [there], users: '!user_unknown' },
  ],
  [
    'a guest with the address of an invited person',
    { kind: 'entra', policy: known, made: invited, seen: [{ ...ada, acct: 1 }], users: '!user_unknown' },
  ],
  [
    'a person of another tenant than that of the connection',
    { kind: 'entra', seen: [there], users: '!token_tenant_wrong' },
  ],
  [
    'an invited person with a foreign address',
    {
      kind: 'entra',
      policy: known,
      made: [{ email: 'ada@gmail.example' }],
      seen: [mail('ada@gmail.example')],
      users: '!user_unknown',
    },
  ],
  [
    'two known users with one user name',
    {
      kind: 'entra',
      policy: { match_by: ['preferred_username'], match_case: 'insensitive' },
      made: [
        { email: 'x@own.example', preferred_username: 'ada@own.example' },
        { email: 'y@own.example', preferred_username: 'ADA@own.example' },
      ],
      seen: [ada],
      users: '!link_ambiguous',
    },
  ],
  [
    'a known user by user name, without a proved email',
    {
      kind: 'entra, two tenants',
      policy: { match_by: ['email', 'preferred_username'] },
      made: [{ email: 'x@own.example', preferred_username: 'ada@own.example' }],
      seen: [there],
      users: 'k0',
      trust: 'unverified',
    },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person, mapped as user name',
    {
      kind: 'entra, two tenants',
      mapping: { preferred_username: ['email'] },
      policy: { ...known, match_by: ['preferred_username'] },
      made: [{ email: 'ada@own.example', preferred_username: 'ada@own.example' }],
      seen: [there],
      users: '!user_unknown',
    },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person, mapped as identifier',
    {
      kind: 'entra, two tenants',
      mapping: { identifier: ['email'] },
      policy: { match_by: ['identifier'] },
      made: [{ email: 'ada@own.example', external_id: 'ada@own.example' }],
      seen: [there],
      users: 'A',
      trust: 'unverified',
    },
  ],
  [
    'an invited person by a proved address, mapped as identifier',
    {
      kind: 'entra',
      mapping: { identifier: ['email'] },
      policy: { ...known, match_by: ['identifier'] },
      made: [{ email: 'x@own.example', external_id: 'ada@own.example' }],
      seen: [ada],
      users: 'k0',
      trust: 'verified_domain',
    },
  ],
  [
    'a known user by object id',
    {
      kind: 'entra',
      policy: { ...known, match_by: ['identifier'] },
      made: [{ email: 'x@own.example', external_id: oidOf(1) }],
      seen: [ada, bob],
      users: 'k0 !user_unknown',
    },
  ],
  [
    'a known user by object id, of whom nothing was sent',
    {
      kind: 'entra',
      mapping: { identifier: ['employee_id'] },
      policy: { ...known, match_by: ['identifier'] },
      made: invited,
      seen: [ada],
      users: '!mapping_incomplete',
    },
  ],
  [
    'a suspended user who was invited',
    { kind: 'entra', made: [{ email: 'ada@own.example', suspended: true }], seen: [ada], users: '!user_suspended' },
  ],
  [
    'nobody by email, where email does not link',
    { kind: 'entra', policy: { match_by: [] }, made: invited, seen: [ada], users: 'A' },
  ],
  [
    'an unknown person, where only invited people may in',
    { kind: 'entra', policy: invitedOnly, seen: [ada], users: '!invitation_missing' },
  ],
  [
    'a known user without an invitation, where only invited people may in',
    { kind: 'entra', policy: invitedOnly, made: invited, seen: [ada], users: '!invitation_missing' },
  ],
  [
    'an invited person by a proved address, who signs in again',
    { kind: 'entra', policy: invitedOnly, invited, seen: [ada, ada], users: 'A A', trust: 'verified_domain' },
  ],
  [
    'an invited person who is a known user too',
    { kind: 'entra', policy: invitedOnly, made: invited, invited, seen: [ada], users: 'k0' },
  ],
  [
    'an invited person whose invitation was revoked',
    {
      kind: 'entra',
      policy: invitedOnly,
      invited: [{ email: 'ada@own.example', revoked: true }],
      seen: [ada],
      users: '!invitation_missing',
    },
  ],
  [
    'an invited administrator without a mailbox, by user name',
    { kind: 'entra', policy: invitedOnly, invited, seen: [{ ...ada, email: undefined }], users: 'A', trust: 'missing' },
  ],
  [
    'an invited guest, by a user name in the domain',
    {
      kind: 'entra',
      policy: invitedOnly,
      invited,
      seen: [{ ...ada, email: undefined, acct: 1 }],
      users: '!invitation_missing',
    },
  ],
  [
    'an invited person by a user name in a foreign domain',
    {
      kind: 'entra',
      policy: invitedOnly,
      invited: [{ email: 'ada@foreign.example' }],
      seen: [{ ...ada, email: undefined, preferred_username: 'ada@foreign.example' }],
      users: '!invitation_missing',
    },
  ],
  [
    'somebody of a second tenant, by the user name of an invited person',
    {
      kind: 'entra, two tenants',
      policy: invitedOnly,
      invited,
      seen: [{ ...there, email: undefined }],
      users: '!invitation_missing',
    },
  ],
  [
    'an invited person by object id, whatever the address',
    {
      kind: 'entra',
      policy: invitedOnly,
      invited: [{ email: 'ada@gmail.example', subject: oidOf(1) }],
      seen: [mail('other@gmail.example'), bob],
      users: 'A !invitation_missing',
    },
  ],
  [
    'two people with one invitation',
    {
      kind: 'entra',
      policy: invitedOnly,
      invited,
      seen: [ada, mail('ada@own.example', { oid: oidOf(4), sub: 'p-4' })],
      users: 'A !invitation_missing',
    },
  ],
  [
    'an invited person, where only known people may in',
    { kind: 'entra', policy: known, invited, seen: [ada, bob], users: 'A !user_unknown' },
  ],
  [
    'a known user by user name in other letters, which count',
    {
      kind: 'oidc',
      policy: byName,
      made: named,
      seen: [{ ...generic, preferred_username: 'ADA' }],
      users: '!user_unknown',
    },
  ],
  [
    'a known user by user name in other letters, which do not count',
    {
      kind: 'oidc',
      policy: { ...byName, match_case: 'insensitive' },
      made: named,
      seen: [{ ...generic, preferred_username: 'ADA' }, generic],
      users: 'k0 k0',
    },
  ],
  [
    'another subject with the user name of a linked user',
    {
      kind: 'oidc',
      policy: byName,
      made: named,
      seen: [generic, { ...generic, sub: 'eve' }],
      users: 'k0 !user_linked_otherwise',
    },
  ],
  [
    'a known user, of whom no user name was sent',
    {
      kind: 'oidc',
      policy: byName,
      made: named,
      seen: [{ ...generic, preferred_username: undefined }],
      users: '!mapping_incomplete',
    },
  ],
  [
    'an attacker of an allowed second tenant with the employee number of a known user',
    {
      kind: 'entra, two tenants',
      mapping: { identifier: ['employee_id'] },
      policy: { ...known, match_by: ['identifier'] },
      made: [{ external_id: '4711' }],
      seen: [{ ...there, employee_id: '4711' }],
      users: '!user_unknown',
    },
  ],
  [
    'a known user of a second tenant by object id',
    {
      kind: 'entra, two tenants',
      policy: { ...known, match_by: ['identifier'] },
      mapping: { identifier: ['oid'] },
      made: [{ external_id: oidOf(1) }],
      seen: [there],
      users: 'k0',
    },
  ],
  [
    'a guest of a second tenant with the user name of a known user',
    {
      kind: 'entra, two tenants',
      policy: { ...known, match_by: ['preferred_username'] },
      made: [{ preferred_username: 'ada@own.example' }],
      seen: [{ ...there, acct: 1 }],
      users: '!user_unknown',
    },
  ],
  [
    'the same person twice, whose profile passes through',
    { kind: 'entra', policy: { provisioning: 'pass_through' }, seen: [ada, ada, bob], users: 'A A B' },
  ],
  [
    'a generic provider',
    { kind: 'oidc', seen: [generic, generic, { ...generic, sub: 'Ada' }], users: 'A A B', trust: 'verified_domain' },
  ],
  [
    'a generic provider that vouches for a foreign address',
    {
      kind: 'oidc',
      made: [{ email: 'ada@victim.example' }],
      seen: [{ ...generic, email: 'ada@victim.example' }],
      users: 'A',
      trust: 'email_verified',
      email_verified: false,
    },
  ],
  [
    'a generic provider that says nothing',
    { kind: 'oidc', made: invited, seen: [{ ...generic, email_verified: undefined }], users: 'A', trust: 'unverified' },
  ],
  [
    'a generic provider that denies',
    {
      kind: 'oidc',
      policy: known,
      made: invited,
      seen: [{ ...generic, email_verified: false }],
      users: '!user_unknown',
    },
  ],
  [
    'a generic provider whose person is renamed',
    { kind: 'oidc', made: invited, seen: [generic, { ...generic, email: 'new@own.example' }], users: 'k0 k0' },
  ],
  [
    'a generic provider that claims to be Entra',
    {
      kind: 'oidc',
      seen: [
        { ...generic, tid: tenant, oid: oidOf(1) },
        { ...generic, sub: 'x', tid: tenant, oid: oidOf(1) },
      ],
      users: 'A B',
    },
  ],
]
