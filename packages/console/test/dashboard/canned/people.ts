/** The people of the story with their identities, sessions and invitations. */
import type { Identity, Invitation, Session, User } from '@gatehouse-sso/sdk/browser'
import { at, before, day, idOf } from './ids.ts'
import { connectionId, organizationId, summaries } from './organizations.ts'

interface Person {
  readonly given: string
  readonly family: string
  readonly organization: number
  readonly state?: User['state']
  readonly source?: User['source']
  readonly role?: string
  readonly last?: string | null
}

const people: readonly Person[] = [
  { given: 'Lena', family: 'Vogt', organization: 0, role: 'editor', last: before(4) },
  { given: 'Yuki', family: 'Tan', organization: 1, role: 'admin', last: before(5) },
  { given: 'Rosa', family: 'Lind', organization: 2, last: before(6) },
  { given: 'Tomas', family: 'Eriksen', organization: 0, role: 'admin', last: before(19), source: 'import' },
  { given: 'Ben', family: 'Hale', organization: 4, last: day(-9) },
  { given: 'Hanna', family: 'Roth', organization: 7, last: day(-2) },
  { given: 'Noor', family: 'Aziz', organization: 4, role: 'billing', last: before(38) },
  { given: 'Marek', family: 'Novak', organization: 10, state: 'suspended', last: day(-30) },
  { given: 'Ada', family: 'Muster', organization: 12, state: 'invited', source: 'invite', last: null },
]

const emailOf = ({ given, organization }: Person): string =>
  `${given.toLowerCase()}@${summaries[organization]?.domains[0] ?? 'proseware.example'}`

export const users: readonly User[] = people.map((person, index) => {
  const role = person.role ?? 'viewer'
  const isInvited = person.state === 'invited'
  return {
    object: 'user',
    id: idOf('user', index),
    organization_id: organizationId(person.organization),
    kind: 'person',
    state: person.state ?? 'active',
    source: person.source ?? 'jit',
    email: emailOf(person),
    email_verified: !isInvited,
    name: `${person.given} ${person.family}`,
    given_name: person.given,
    family_name: person.family,
    preferred_username: emailOf(person),
    external_id: index === 3 ? '4711' : null,
    identifier: isInvited ? null : 'a94f07b2-8e31-4c6d-9d20-f35b61c7e8a0',
    custom_attributes: index === 0 ? { department: 'Planning' } : {},
    role: isInvited ? null : role,
    roles: isInvited ? [] : [role],
    role_reasons: isInvited
      ? []
      : role === 'viewer'
        ? [{ role, because: 'default', from: null }]
        : [{ role, because: 'group', from: 'Planning' }],
    groups: role === 'viewer' ? [] : ['Planning', 'All of the company'],
    is_admin: role === 'admin',
    metadata: index === 0 ? { seat: '12' } : {},
    last_sign_in_at: person.last ?? null,
    created_at: at('2026-03-14'),
    updated_at: before(4),
  }
})

export const identities: readonly (Identity & { readonly user_id: string })[] = users
  .filter(({ state }) => state !== 'invited')
  .map((user, index) => ({
    object: 'identity',
    id: idOf('idn', index),
    user_id: user.id,
    authority: 'https://login.microsoftonline.com/5e0c9b34-72fa-4d18-b6c5-0a83e2f41d77/v2.0',
    subject: 'a94f07b2-8e31-4c6d-9d20-f35b61c7e8a0',
    identifier: user.email,
    connection_id: connectionId(people[index]?.organization ?? 0),
    linked_because: 'first sign-in of this identity',
    created_at: at('2026-03-14'),
  }))

export const sessions: readonly Session[] = [0, 0, 1].map((person, index) => ({
  object: 'session',
  id: idOf('sess', index),
  user_id: idOf('user', person),
  organization_id: organizationId(people[person]?.organization ?? 0),
  connection_id: connectionId(people[person]?.organization ?? 0),
  created_at: index === 1 ? day(-2) : before(4),
  last_used_at: index === 1 ? before(300) : before(1),
  expires_at: day(1),
  session_expiry: null,
  ended_at: null,
  ended_because: null,
}))

export const invitations: readonly Invitation[] = [
  {
    object: 'invitation',
    id: idOf('inv', 1),
    organization_id: organizationId(12),
    email: 'ada@proseware.example',
    subject: null,
    application_id: idOf('app', 1),
    connection_id: null,
    asks_consent: false,
    state: 'pending',
    expires_at: day(5),
    sent_at: day(-2),
    accepted_at: null,
    accepted_by: null,
    created_at: day(-2),
    updated_at: day(-2),
  },
]
