import type { Fixture } from '../src/emulator.ts'

/** The directory of most tests: a tenant with every kind of object, and a second tenant. */
export const tid = '3f8a1c52-0b7d-4e61-9a35-6d2c8e4f1b07'
export const fabrikamTid = '9c4e7b21-5d3f-4a88-b6c1-2e7f0d9a4c35'
export const cid = '7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48'
export const apiCid = 'c2f5a8d1-7e3b-4c96-a4d0-5b8e1f6c9a27'
export const apiOneCid = 'd9e2b5c8-1f4a-4d73-86b9-7c0e3a5f8d14'
export const daemonCid = 'e1a4c7f0-3b6d-4e95-92c8-8d1f4b7a0e63'
export const multiCid = 'f4b7d0a3-5c8e-4f16-a7b2-9e2c5d8f1a04'
export const spaCid = 'a7c0e3b6-8d1f-4a59-b4e7-0f3d6c9b2e85'
export const nativeCid = 'b0d3f6a9-2e5c-4b78-91d4-1a4e7c0f3b96'
export const secret = 'Zq18Q~test-secret-of-the-web-application'
export const redirectUri = 'https://app.example/callback'
export const adaOid = '11111111-2222-4333-8444-555555555555'

const orgConsent = [{ scope: 'openid profile email offline_access User.Read' }]

export const contoso: Fixture = {
  tenants: [
    {
      id: tid,
      displayName: 'Contoso',
      domains: ['contoso.example', 'contoso.test'],
      region: 'EU',
      countryLetterCode: 'DE',
      users: [
        {
          id: adaOid,
          userPrincipalName: 'ada@contoso.example',
          mail: 'ada@contoso.example',
          displayName: 'Ada Muster',
          givenName: 'Ada',
          surname: 'Muster',
          password: 'ada-password',
          country: 'de',
          preferredLanguage: 'de-DE',
          isAdministrator: true,
        },
        { userPrincipalName: 'ben@contoso.example', displayName: 'Ben Okafor', password: 'ben-password' },
        {
          userType: 'Guest',
          mail: 'gail@fabrikam.example',
          displayName: 'Gail Guest',
          password: 'gail-password',
        },
        { userPrincipalName: 'off@contoso.example', accountEnabled: false },
        { userPrincipalName: 'locked@contoso.example', accountLocked: true },
        { userPrincipalName: 'stale@contoso.example', passwordExpired: true },
      ],
      groups: [
        { displayName: 'Staff', members: ['ada@contoso.example', 'Engineering'] },
        { displayName: 'Engineering', members: ['ben@contoso.example'] },
      ],
      applications: [
        {
          appId: cid,
          displayName: 'Web application',
          web: { redirectUris: [redirectUri, 'http://localhost/callback', 'https://bare.example'] },
          passwordCredentials: [
            { keyId: '0d5a7c31-9e4b-4f26-8a13-7b2c4d6e8f90', secretText: secret, endDateTime: '2100-01-01T00:00:00Z' },
          ],
          consents: orgConsent,
        },
        {
          appId: apiCid,
          displayName: 'Orders API',
          identifierUris: [`api://${apiCid}`],
          api: {
            requestedAccessTokenVersion: 2,
            oauth2PermissionScopes: [{ value: 'access_as_user' }, { value: 'orders.manage', type: 'Admin' }],
          },
          appRoles: [
            { value: 'Reader', allowedMemberTypes: ['User', 'Application'] },
            { value: 'Ingest.Write', allowedMemberTypes: ['Application'] },
          ],
          appRoleAssignments: [
            { principalId: 'ada@contoso.example', appRoleId: 'Reader' },
            { principalId: daemonCid, appRoleId: 'Ingest.Write' },
          ],
        },
        {
          appId: apiOneCid,
          displayName: 'Old API',
          identifierUris: [`api://${apiOneCid}`, 'https://contoso.example/old/'],
          api: { oauth2PermissionScopes: [{ value: 'access_as_user' }] },
        },
        {
          appId: daemonCid,
          displayName: 'Daemon',
          passwordCredentials: [{ secretText: secret, endDateTime: '2100-01-01T00:00:00Z' }],
          applicationPermissions: ['GroupMember.Read.All', 'User.Read.All'],
        },
        {
          appId: multiCid,
          displayName: 'For several tenants',
          signInAudience: 'AzureADMultipleOrgs',
          web: { redirectUris: [redirectUri] },
          passwordCredentials: [{ secretText: secret, endDateTime: '2100-01-01T00:00:00Z' }],
        },
        {
          appId: spaCid,
          displayName: 'Page in a browser',
          spa: { redirectUris: ['https://spa.example/callback'] },
          consents: orgConsent,
        },
        {
          appId: nativeCid,
          displayName: 'Program on a desktop',
          publicClient: { redirectUris: ['http://localhost', 'msauth.program://auth'] },
          consents: orgConsent,
        },
      ],
    },
    {
      id: fabrikamTid,
      displayName: 'Fabrikam',
      domains: ['fabrikam.example'],
      region: 'NA',
      users: [
        {
          userPrincipalName: 'gail@fabrikam.example',
          displayName: 'Gail Home',
          password: 'gail-home',
          mail: 'gail@fabrikam.example',
        },
        { userPrincipalName: 'fred@fabrikam.example', displayName: 'Fred Fabrikam', password: 'fred-password' },
      ],
    },
  ],
}

/** An authorize URL of the web application. `undefined` leaves a parameter out. */
export function authorizeUrl(
  base: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
  word = tid,
): URL {
  const url = new URL(`${base}/${word}/oauth2/v2.0/authorize`)
  const all = {
    client_id: cid,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'state-1',
    nonce: 'nonce-1',
    ...parameters,
  }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value)
  return url
}
