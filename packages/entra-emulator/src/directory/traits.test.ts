import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { openDirectory } from './directory.ts'
import { readFixture } from './fixture.ts'
import { traitsOf } from './traits.ts'
import type { UserFixture } from './user.ts'

const ada: UserFixture = { userPrincipalName: 'ada@contoso.example', mail: 'ada@contoso.example' }
const cases: { user: UserFixture; groups?: number; traits: string[] }[] = [
  { user: ada, traits: [] },
  { user: { ...ada, isAdministrator: true }, traits: ['administrator'] },
  { user: { ...ada, directoryRoles: ['Global Reader'] }, traits: ['Global Reader'] },
  { user: { ...ada, accountEnabled: false }, traits: ['disabled'] },
  { user: { ...ada, accountLocked: true }, traits: ['locked'] },
  { user: { ...ada, passwordExpired: true }, traits: ['password expired'] },
  { user: { userPrincipalName: 'ada@contoso.example' }, traits: ['no email'] },
  { user: { ...ada, mail: 'ada@other.example' }, traits: ['unverified email'] },
  { user: { ...ada, mail: 'ada@other.example', emailDomainOwnerVerified: '1' }, traits: [] },
  { user: { userType: 'Guest', mail: 'dan@fabrikam.example' }, traits: ['guest', 'unverified email'] },
  { user: ada, groups: 200, traits: [] },
  { user: ada, groups: 201, traits: ['in more than 200 groups'] },
]

it.each(cases)('$user is $traits', ({ user, groups = 0, traits }) => {
  const members = [user.userPrincipalName ?? '']
  const fixture = {
    tenants: [
      {
        displayName: 'Contoso',
        domains: ['contoso.example'],
        users: [user],
        groups: Array.from({ length: groups }, (_, index) => ({ displayName: `G${index}`, members })),
      },
    ],
  }
  const directory = openDirectory(readFixture(fixture, { now: 0, entropy: randomBytes }).tenants)
  const [tenant] = directory.tenants()
  const [person] = tenant?.users ?? []
  expect(tenant && person && traitsOf(directory, tenant, person)).toEqual(traits)
})
