import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readFixture } from './fixture.ts'
import { FixtureError } from './reader.ts'
import { sampleFixture } from './sample.ts'

const made = { now: Date.parse('2026-11-01T12:00:00Z'), entropy: randomBytes }
const contoso = { displayName: 'Contoso', domains: ['contoso.example'] }
const ada = { userPrincipalName: 'ada@contoso.example' }
const withTenant = (more: object): unknown => ({ tenants: [{ ...contoso, ...more }] })
const withUser = (more: object): unknown => withTenant({ users: [ada, { userPrincipalName: 'b@c.example', ...more }] })
const withApplication = (more: object): unknown => withTenant({ applications: [{ displayName: 'App', ...more }] })

/** Fixtures with one error each, and the exact message. */
const wrong: { name: string; fixture: unknown; says: string }[] = [
  { name: 'not an object', fixture: [], says: 'must be an object, is a list' },
  { name: 'no tenant', fixture: { tenants: [] }, says: 'tenants: at least one tenant is needed' },
  { name: 'tenants that are not a list', fixture: { tenants: {} }, says: 'tenants: must be a list, is an object' },
  {
    name: 'a misspelt required member',
    fixture: { tenants: [{ displayName: 'A', users: [{ userPrincipleName: 'a@a.example' }] }] },
    says: 'tenants[0].users[0].userPrincipalName: missing. Is "userPrincipleName" meant to be it?',
  },
  {
    name: 'a misspelt choice',
    fixture: { tenants: [{ displayName: 'A', users: [{ userPrincipalName: 'a@a.example', userType: 'guest' }] }] },
    says: 'tenants[0].users[0].userType: must be one of "Member", "Guest". Did you mean "Guest"?',
  },
  {
    name: 'a misspelt member',
    fixture: { tennants: [] },
    says: 'tennants: unknown member. Did you mean "tenants"? Known members are faults, tenants',
  },
  { name: 'a tenant without a name', fixture: { tenants: [{}] }, says: 'tenants[0].displayName: missing' },
  {
    name: 'an owner who is not there',
    fixture: withApplication({ owners: ['eve@contoso.example'] }),
    says: 'tenants[0].applications[0].owners[0]: "eve@contoso.example" is no user of this tenant',
  },
  {
    name: 'permissions of an API without a name',
    fixture: withApplication({ apiPermissions: { otherApis: [{ delegated: ['read'] }] } }),
    says: 'tenants[0].applications[0].apiPermissions.otherApis[0].resourceAppId: missing',
  },
  {
    name: 'unknown user consent settings',
    fixture: withTenant({ userConsentSettings: 'allow' }),
    says: 'tenants[0].userConsentSettings: must be one of "allow_all", "allow_low_impact", "do_not_allow"',
  },
  {
    name: 'a tenant id that is not a GUID',
    fixture: withTenant({ id: 'contoso' }),
    says: 'tenants[0].id: must be a GUID, is "contoso"',
  },
  {
    name: 'an invalid domain',
    fixture: withTenant({ domains: ['ok.example', 'nodot'] }),
    says: 'tenants[0].domains[1]: must be a domain name such as contoso.example',
  },
  {
    name: 'two tenants with one domain',
    fixture: { tenants: [contoso, { displayName: 'Other', domains: ['CONTOSO.example'] }] },
    says: 'tenants[1].domains[0]: "contoso.example" appears twice',
  },
  {
    name: 'a member without a user principal name',
    fixture: withTenant({ users: [ada, ada, {}] }),
    says: 'tenants[0].users[2].userPrincipalName: missing',
  },
  {
    name: 'two users with one name',
    fixture: withTenant({ users: [ada, { userPrincipalName: 'ADA@contoso.example' }] }),
    says: 'tenants[0].users[1].userPrincipalName: "ADA@contoso.example" appears twice',
  },
  {
    name: 'a name without a domain',
    fixture: withUser({ userPrincipalName: 'ada' }),
    says: 'tenants[0].users[1].userPrincipalName: must look like ada@contoso.example, is "ada"',
  },
  {
    name: 'a number for text',
    fixture: withUser({ displayName: 7 }),
    says: 'tenants[0].users[1].displayName: must be text, is a number',
  },
  {
    name: 'empty text',
    fixture: withUser({ mail: '' }),
    says: 'tenants[0].users[1].mail: must not be empty',
  },
  {
    name: 'text for a flag',
    fixture: withUser({ accountEnabled: 'no' }),
    says: 'tenants[0].users[1].accountEnabled: must be true or false, is a string',
  },
  {
    name: 'an unknown kind of user',
    fixture: withUser({ userType: 'guest' }),
    says: 'tenants[0].users[1].userType: must be one of "Member", "Guest"',
  },
  {
    name: 'an invalid time',
    fixture: withUser({ signInSessionsValidFromDateTime: 'yesterday' }),
    says: 'tenants[0].users[1].signInSessionsValidFromDateTime: must be a time such as 2027-01-31T12:00:00Z',
  },
  {
    name: 'an http redirect URI of another host',
    fixture: withApplication({ web: { redirectUris: ['https://a.example/cb', 'http://a.example/cb'] } }),
    says: 'tenants[0].applications[0].web.redirectUris[1]: must be https, or http on localhost or 127.0.0.1 ([::1] is not supported), is "http://a.example/cb"',
  },
  {
    name: 'an invalid front-channel logout URL',
    fixture: withApplication({ web: { logoutUrl: '/out' } }),
    says: 'tenants[0].applications[0].web.logoutUrl: must be an absolute URI, is "/out"',
  },
  {
    name: 'a redirect URI with a fragment',
    fixture: withApplication({ spa: { redirectUris: ['https://a.example/#cb'] } }),
    says: 'tenants[0].applications[0].spa.redirectUris[0]: must have no fragment, is "https://a.example/#cb"',
  },
  {
    name: 'a redirect URI with a character that Entra refuses',
    fixture: withApplication({ web: { redirectUris: ['https://a.example/c(b)'] } }),
    says: `tenants[0].applications[0].web.redirectUris[0]: must have none of the characters ! $ ' ( ) , ;, is "https://a.example/c(b)"`,
  },
  {
    name: 'an optional claim that Entra does not have',
    fixture: withApplication({ optionalClaims: { idToken: [{ name: 'e-mail' }] } }),
    says: 'tenants[0].applications[0].optionalClaims.idToken[0].name: "e-mail" is no optional claim of Entra: ',
  },
  {
    name: 'an unknown group mode',
    fixture: withApplication({ groupMembershipClaims: 'SecurityGroups' }),
    says: 'tenants[0].applications[0].groupMembershipClaims: must be of None, SecurityGroup, DirectoryRole, All, ApplicationGroup, has "SecurityGroups"',
  },
  {
    name: 'a role value with a space',
    fixture: withApplication({ appRoles: [{ value: 'super admin' }] }),
    says: 'tenants[0].applications[0].appRoles[0].value: must have no spaces: Entra refuses them',
  },
  {
    name: 'an assignment to an unknown principal',
    fixture: withApplication({ appRoleAssignments: [{ principalId: 'nobody@contoso.example' }] }),
    says: 'tenants[0].applications[0].appRoleAssignments[0].principalId: "nobody@contoso.example" is no user, group or application of this tenant',
  },
  {
    name: 'an assignment of a role that does not exist',
    fixture: withTenant({
      users: [ada],
      applications: [
        { displayName: 'A', appRoleAssignments: [{ principalId: ada.userPrincipalName, appRoleId: 'admin' }] },
      ],
    }),
    says: 'tenants[0].applications[0].appRoleAssignments[0].appRoleId: "admin" is no app role of this application',
  },
  {
    name: 'a group with an unknown member',
    fixture: withTenant({ groups: [{ displayName: 'G', members: ['nobody'] }] }),
    says: 'tenants[0].groups[0].members[0]: "nobody" is no user or group of this tenant',
  },
  {
    name: 'an unknown version of access tokens',
    fixture: withApplication({ api: { requestedAccessTokenVersion: 3 } }),
    says: 'tenants[0].applications[0].api.requestedAccessTokenVersion: must be one of 1, 2, null',
  },
  {
    name: 'a misspelt property deep inside',
    fixture: withApplication({ web: { redirectURIs: [] } }),
    says: 'tenants[0].applications[0].web.redirectURIs: unknown member. Did you mean "redirectUris"? Known members are implicitGrantSettings, logoutUrl, redirectUris',
  },
]

describe('a fixture with one thing wrong', () => {
  it.each(wrong)('$name', ({ fixture, says }) => {
    expect(() => readFixture(fixture, made)).toThrow(FixtureError)
    expect(() => readFixture(fixture, made)).toThrow(says)
  })
})

describe('a minimal fixture', () => {
  it('gets defaults, and the same ids at each start', () => {
    const fixture = withTenant({ users: [ada], applications: [{ displayName: 'App', passwordCredentials: [{}] }] })
    const [tenant] = readFixture(fixture, made).tenants
    const [again] = readFixture(fixture, made).tenants
    expect(tenant?.id).toBe(again?.id)
    expect(tenant?.users[0]).toEqual(again?.users[0])
    expect(tenant?.users[0]).toMatchObject({
      displayName: 'ada',
      mail: null,
      accountEnabled: true,
      userType: 'Member',
      directoryRoles: [],
    })
    expect(tenant?.applications[0]?.appId).toBe(again?.applications[0]?.appId)
    expect(tenant?.applications[0]?.passwordCredentials[0]?.secretText).not.toBe(
      again?.applications[0]?.passwordCredentials[0]?.secretText,
    )
  })

  it('makes the user principal name of a guest from the email address', () => {
    const [tenant] = readFixture(
      withTenant({ users: [{ userType: 'Guest', mail: 'dan@fabrikam.example' }] }),
      made,
    ).tenants
    expect(tenant?.users[0]?.userPrincipalName).toBe('dan_fabrikam.example#EXT#@contoso.example')
  })

  it('may name people, groups and roles instead of their ids', () => {
    const [tenant] = readFixture(sampleFixture, made).tenants
    const user = (name: string): string | undefined => tenant?.users.find((one) => one.displayName === name)?.id
    const group = (name: string): string | undefined => tenant?.groups.find((one) => one.displayName === name)?.id
    expect(tenant?.groups[0]?.members).toEqual([user('Ben Okafor'), group('Platform')])
    const application = tenant?.applications[0]
    expect(application?.appRoleAssignments[0]).toEqual({
      principalId: group('Administrators'),
      appRoleId: application?.appRoles[0]?.id,
    })
  })

  it('can be read again from its own output', () => {
    const tenants = readFixture(sampleFixture, made).tenants
    expect(readFixture(JSON.parse(JSON.stringify({ tenants })), made).tenants).toEqual(tenants)
  })
})
