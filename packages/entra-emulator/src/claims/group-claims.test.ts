import { describe, expect, it } from 'vitest'
import { cid, tid } from '../../test/contoso.ts'
import { personIn, settingOf } from '../../test/setting.ts'
import type { ApplicationFixture, Fixture, GroupFixture } from '../emulator.ts'
import { directoryRoleObjectId, groupClaims } from './group-claims.ts'
import { idTokenClaims } from './id-token.ts'

const member = '62e90394-69f5-4237-9190-012177145e10'
const everybody = 'b79fbf4d-3ef9-4689-8143-76b194e85509'
const onPremises = {
  onPremisesSamAccountName: 'Engineering',
  onPremisesDomainName: 'corp.contoso.example',
  onPremisesNetBiosName: 'CORP',
  onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-1104',
}

/** Ada is in "synced" and "cloud" directly, in "outer" through "cloud", and in a Microsoft 365 group. */
const groups: readonly GroupFixture[] = [
  {
    id: '10000000-0000-4000-8000-000000000001',
    displayName: 'synced',
    ...onPremises,
    members: ['ada@contoso.example'],
  },
  { id: '10000000-0000-4000-8000-000000000002', displayName: 'cloud', members: ['ada@contoso.example'] },
  { id: '10000000-0000-4000-8000-000000000003', displayName: 'outer', members: ['cloud'] },
  {
    id: '10000000-0000-4000-8000-000000000004',
    displayName: 'mail only',
    securityEnabled: false,
    groupTypes: ['Unified'],
    members: ['ada@contoso.example'],
  },
]
const [synced, cloud, outer, unified] = groups.map(({ id }) => id)

function fixtureWith(application: Partial<ApplicationFixture>, more: readonly GroupFixture[] = groups): Fixture {
  return {
    tenants: [
      {
        id: tid,
        displayName: 'Contoso',
        users: [{ userPrincipalName: 'ada@contoso.example', directoryRoles: ['Global Administrator'] }],
        groups: more,
        applications: [
          {
            appId: cid,
            displayName: 'App',
            appRoles: [{ value: 'Reader' }],
            appRoleAssignments: [
              { principalId: 'ada@contoso.example', appRoleId: 'Reader' },
              ...more.slice(0, 3).map(({ displayName }) => ({ principalId: displayName })),
            ],
            ...application,
          },
        ],
      },
    ],
  }
}

const roleObject = directoryRoleObjectId(tid, member)
const formatted = (...additionalProperties: string[]) => ({
  optionalClaims: { idToken: [{ name: 'groups', additionalProperties }] },
})

const cases: {
  name: string
  application: Partial<ApplicationFixture>
  groups?: unknown
  wids?: unknown
  roles?: unknown
}[] = [
  { name: 'nothing configured', application: {}, roles: ['Reader'] },
  { name: 'None', application: { groupMembershipClaims: 'None' }, roles: ['Reader'] },
  {
    name: 'SecurityGroup: also nested groups, and roles by object id',
    application: { groupMembershipClaims: 'SecurityGroup' },
    groups: [synced, cloud, outer, roleObject],
    roles: ['Reader'],
  },
  {
    name: 'DirectoryRole: only wids',
    application: { groupMembershipClaims: 'DirectoryRole' },
    wids: [member, everybody],
    roles: ['Reader'],
  },
  {
    name: 'All: also Microsoft 365 groups, and wids',
    application: { groupMembershipClaims: 'All' },
    groups: [synced, cloud, unified, outer],
    wids: [member, everybody],
    roles: ['Reader'],
  },
  {
    name: 'ApplicationGroup: assigned groups with direct membership',
    application: { groupMembershipClaims: 'ApplicationGroup' },
    groups: [synced, cloud],
    roles: ['Reader'],
  },
  {
    name: 'SecurityGroup, DirectoryRole',
    application: { groupMembershipClaims: 'SecurityGroup, DirectoryRole' },
    groups: [synced, cloud, outer, roleObject],
    wids: [member, everybody],
    roles: ['Reader'],
  },
  {
    name: 'sam_account_name: groups without that name are left out',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('sam_account_name') },
    groups: ['Engineering'],
    roles: ['Reader'],
  },
  {
    name: 'dns_domain_and_sam_account_name',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('dns_domain_and_sam_account_name') },
    groups: ['corp.contoso.example\\Engineering'],
    roles: ['Reader'],
  },
  {
    name: 'netbios_domain_and_sam_account_name',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('netbios_domain_and_sam_account_name') },
    groups: ['CORP\\Engineering'],
    roles: ['Reader'],
  },
  {
    name: 'on_premise_security_identifier',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('on_premise_security_identifier') },
    groups: ['S-1-5-21-1-2-3-1104'],
    roles: ['Reader'],
  },
  {
    name: 'two formats: the first wins',
    application: {
      groupMembershipClaims: 'ApplicationGroup',
      ...formatted('sam_account_name', 'netbios_domain_and_sam_account_name'),
    },
    groups: ['Engineering'],
    roles: ['Reader'],
  },
  {
    name: 'cloud_displayname with assigned groups',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('sam_account_name', 'cloud_displayname') },
    groups: ['Engineering', 'cloud'],
    roles: ['Reader'],
  },
  {
    name: 'cloud_displayname has no effect with other groups',
    application: { groupMembershipClaims: 'SecurityGroup', ...formatted('cloud_displayname') },
    groups: [synced, cloud, outer, roleObject],
    roles: ['Reader'],
  },
  {
    name: 'emit_as_roles: app roles are dropped',
    application: { groupMembershipClaims: 'ApplicationGroup', ...formatted('emit_as_roles') },
    roles: [synced, cloud],
  },
]

describe('groups in an ID token', () => {
  it.each(cases)('$name', ({ application, groups: expected, wids, roles }) => {
    const setting = settingOf(fixtureWith(application))
    const claims = idTokenClaims(setting, personIn(setting, 'ada@contoso.example'), {
      nonce: undefined,
      c_hash: undefined,
      carrier: 'token',
      forced_overage: false,
    })
    expect({ groups: claims.groups, wids: claims.wids, roles: claims.roles }).toEqual({ groups: expected, wids, roles })
  })
})

describe('overage', () => {
  const many = (count: number): readonly GroupFixture[] =>
    Array.from({ length: count }, (_, index) => ({ displayName: `g${index}`, members: ['ada@contoso.example'] }))
  const claimsWith = (count: number, carrier: 'token' | 'redirect') => {
    const fixture = fixtureWith({ groupMembershipClaims: 'SecurityGroup', appRoleAssignments: [] }, many(count))
    const setting = settingOf({
      tenants: fixture.tenants.map((tenant) => ({ ...tenant, users: [{ userPrincipalName: 'ada@contoso.example' }] })),
    })
    const { tenant, user, client } = personIn(setting, 'ada@contoso.example')
    return { user, claims: groupClaims(setting.directory, tenant, client, user, 'idToken', carrier) }
  }

  it('begins above 200 groups, with a pointer to a host that is switched off', () => {
    expect(claimsWith(200, 'token').claims.groups).toHaveLength(200)
    const { user, claims } = claimsWith(201, 'token')
    expect(claims).toEqual({
      _claim_names: { groups: 'src1' },
      _claim_sources: {
        src1: { endpoint: `https://graph.windows.net/${tid}/users/${user.id}/getMemberObjects` },
      },
      wids: undefined,
    })
  })

  it('begins above 5 groups in a token in a redirect', () => {
    expect(claimsWith(5, 'redirect').claims.groups).toHaveLength(5)
    expect(claimsWith(6, 'redirect').claims).toEqual({ hasgroups: true, wids: undefined })
  })
})
