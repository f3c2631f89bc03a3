import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assignmentsOf, roleValues } from './assignment.ts'
import { openDirectory } from './directory.ts'
import { readFixture } from './fixture.ts'
import { directGroups, transitiveGroups } from './membership.ts'

const { tenants } = readFixture(
  {
    tenants: [
      {
        displayName: 'Contoso',
        users: [{ userPrincipalName: 'ada@contoso.example' }, { userPrincipalName: 'ben@contoso.example' }],
        groups: [
          { displayName: 'inner', members: ['ada@contoso.example', 'circle'] },
          { displayName: 'outer', members: ['inner'] },
          { displayName: 'circle', members: ['outer'] },
          { displayName: 'other', members: ['ben@contoso.example'] },
        ],
        applications: [
          {
            displayName: 'App',
            appRoles: [
              { value: 'reader' },
              { value: 'writer' },
              { displayName: 'Without value' },
              { value: 'off', isEnabled: false },
            ],
            appRoleAssignments: [
              { principalId: 'inner', appRoleId: 'reader' },
              { principalId: 'outer', appRoleId: 'writer' },
              { principalId: 'ben@contoso.example' },
              { principalId: 'ada@contoso.example', appRoleId: 'off' },
            ],
          },
        ],
      },
    ],
  },
  { now: 0, entropy: randomBytes },
)
const directory = openDirectory(tenants)
const setup = () => {
  const tenant = directory.tenantNamed('contoso.example')
  const application = tenant?.applications[0]
  const ada = tenant && directory.index(tenant).user('ADA@contoso.example')
  const ben = tenant && directory.index(tenant).user('ben@contoso.example')
  if (!tenant || !application || !ada || !ben) throw new Error('the fixture changed')
  return { tenant, application, ada, ben }
}
const names = (groups: readonly { displayName: string }[]): string[] => groups.map((group) => group.displayName).sort()

describe('membership', () => {
  it('is followed through groups in groups, even in a circle', () => {
    const { tenant, ada } = setup()
    expect(names(directGroups(directory, tenant, ada.id))).toEqual(['inner'])
    expect(names(transitiveGroups(directory, tenant, ada.id))).toEqual(['circle', 'inner', 'outer'])
  })
})

describe('app role assignments', () => {
  it('apply to people directly and through direct groups, never through nested groups', () => {
    const { tenant, application, ada } = setup()
    expect(roleValues(application, assignmentsOf(directory, tenant, application, ada.id))).toEqual(['reader', 'off'])
  })

  it('with "Default access" give access without a role', () => {
    const { tenant, application, ben } = setup()
    const assignments = assignmentsOf(directory, tenant, application, ben.id)
    expect(assignments).toHaveLength(1)
    expect(roleValues(application, assignments)).toEqual([])
  })
})
