import type { Fixture } from './fixture.ts'

/** The directory of an emulator that is started without a fixture. */
export const sampleFixture: Fixture = {
  tenants: [
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [
        {
          userPrincipalName: 'ada@contoso.example',
          givenName: 'Ada',
          surname: 'Muster',
          mail: 'ada@contoso.example',
          jobTitle: 'IT administrator',
          isAdministrator: true,
        },
        {
          userPrincipalName: 'ben@contoso.example',
          givenName: 'Ben',
          surname: 'Okafor',
          mail: 'ben@contoso.example',
          jobTitle: 'Engineer',
        },
        { userPrincipalName: 'cleo@contoso.example', givenName: 'Cleo', surname: 'Lindqvist', jobTitle: 'No mailbox' },
        {
          userType: 'Guest',
          mail: 'dan@fabrikam.example',
          displayName: 'Dan Rossi (guest)',
          emailDomainOwnerVerified: false,
        },
        { userPrincipalName: 'eve@contoso.example', displayName: 'Eve Former', accountEnabled: false },
      ],
      groups: [
        { displayName: 'Engineering', members: ['ben@contoso.example', 'Platform'] },
        { displayName: 'Platform', members: ['cleo@contoso.example'] },
        { displayName: 'Administrators', members: ['ada@contoso.example'] },
      ],
      applications: [
        {
          displayName: 'Sample application',
          web: {
            redirectUris: [
              'http://localhost/callback',
              'http://localhost/auth/callback',
              'http://127.0.0.1/callback',
              'http://127.0.0.1/auth/callback',
            ],
          },
          passwordCredentials: [{ displayName: 'made at start' }],
          groupMembershipClaims: 'SecurityGroup',
          optionalClaims: {
            idToken: [{ name: 'email' }, { name: 'family_name' }, { name: 'given_name' }, { name: 'login_hint' }],
          },
          appRoles: [
            { value: 'admin', displayName: 'Administrator' },
            { value: 'member', displayName: 'Member' },
          ],
          appRoleAssignments: [
            { principalId: 'Administrators', appRoleId: 'admin' },
            { principalId: 'Engineering', appRoleId: 'member' },
          ],
        },
        {
          displayName: 'Sample SAML application',
          identifierUris: ['urn:example:sample-saml'],
          web: { redirectUris: ['http://localhost/saml/acs'] },
          groupMembershipClaims: 'SecurityGroup',
          saml: {},
        },
      ],
    },
  ],
}
