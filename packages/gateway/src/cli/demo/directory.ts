/**
 * The Entra tenants of the demonstration. Each of the people of Acme shows something else. Contoso Ltd has people and
 * groups and no registration, so that anybody can connect it as its administrator. The GUIDs are invented. The client
 * secret is made at the first start and passed in.
 */
import type { Fixture, TenantFixture, UserFixture } from 'entra-emulator'

export const tenant_id = '7d3c9c1e-5b0a-4f0e-9f5e-2a6c1b8d4e10'
export const client_id = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b'
/** The registration of the vendor's API, which other applications ask for. */
export const api_application_id = '8c7b6a59-4e3d-4c2b-9a18-0f1e2d3c4b5a'
export const domain = 'acme.example'
/** The tenant without a registration. */
export const second_tenant_id = '3c6f0a8e-2d4b-4a91-b7e5-8f1c9d0e2a64'
export const second_domain = 'contoso.example'
/** The tenant of a customer whose secret has expired. */
export const third_tenant_id = '9e2b7c4d-1a6f-4d38-b0c5-7f4e3d2c1b0a'
export const third_client_id = '6a5b4c3d-2e1f-4a09-9b8c-7d6e5f4a3b2c'
export const third_domain = 'fabrikam.example'
export const password = 'Correct-Horse-1'
export const engineering = '5a1d7c60-3c8e-4b1f-9d2a-7e6f5a4b3c2d'
const adminRole = '2b8f6e1d-9c4a-4d3e-8f7b-6a5c4d3e2f1a'

export interface DemoPerson {
  readonly email: string
  readonly password: string
  readonly name: string
  /** Says what a sign-in of this person shows. */
  readonly shows: string
  /** The role that the application receives, or `Refused`. */
  readonly ends: 'admin' | 'editor' | 'member' | 'Refused'
}

/** The object ids of the people. */
export const personIds = {
  ada: '0a000001-0000-4000-8000-000000000001',
  grace: '0a000001-0000-4000-8000-000000000002',
  linus: '0a000001-0000-4000-8000-000000000003',
  mia: '0a000001-0000-4000-8000-000000000004',
  noah: '0a000001-0000-4000-8000-000000000005',
  eve: '0a000001-0000-4000-8000-000000000006',
  olga: '0a000001-0000-4000-8000-000000000007',
  ivo: '0a000001-0000-4000-8000-000000000008',
  max: '0a000001-0000-4000-8000-000000000009',
}

/** The people in the order of the table. The email is the user name that is entered. */
export const people: readonly DemoPerson[] = [
  { email: `ada@${domain}`, password, name: 'Ada', shows: 'An administrator, by an app role in Entra', ends: 'admin' },
  {
    email: `grace@${domain}`,
    password,
    name: 'Grace',
    shows: 'In the group Engineering, which gives a role',
    ends: 'editor',
  },
  { email: `linus@${domain}`, password, name: 'Linus', shows: 'No role was given, so the default one', ends: 'member' },
  { email: 'mia@partner.example', password, name: 'Mia', shows: 'A guest from another company', ends: 'member' },
  { email: `noah@${domain}`, password, name: 'Noah', shows: 'Has a user name, but no email address', ends: 'member' },
  {
    email: `eve@${domain}`,
    password,
    name: 'Eve',
    shows: 'Brings the email of a foreign domain: it is not trusted',
    ends: 'member',
  },
  {
    email: `olga@${domain}`,
    password,
    name: 'Olga',
    shows: 'In 211 groups, more than a token holds: Microsoft Graph has them',
    ends: 'editor',
  },
  { email: `ivo@${domain}`, password, name: 'Ivo', shows: 'Has left: the account is disabled', ends: 'Refused' },
]

/** The user principal name of a member is the email. A guest has a different one. */
const member = (name: keyof typeof personIds, givenName: string, surname: string) => ({
  id: personIds[name],
  userPrincipalName: `${name}@${domain}`,
  mail: `${name}@${domain}`,
  displayName: `${givenName} ${surname}`,
  givenName,
  surname,
  password,
})

/** Makes people of a domain, each with the first name as user name and email. */
export const membersOf =
  (ofDomain: string) =>
  (givenName: string, surname: string, more: Partial<UserFixture> = {}): UserFixture => {
    const name = `${givenName.toLowerCase()}@${ofDomain}`
    return {
      userPrincipalName: name,
      mail: name,
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      password,
      ...more,
    }
  }

const colleague = membersOf(second_domain)

/** Administers the tenant without a registration. */
export const administrator = `omar@${second_domain}`

const secondTenant: TenantFixture = {
  id: second_tenant_id,
  displayName: 'Contoso Ltd',
  domains: [second_domain],
  region: 'EU',
  users: [
    colleague('Tessa', 'Brandt', { isAdministrator: true, jobTitle: 'Head of IT' }),
    colleague('Omar', 'Haddad', { directoryRoles: ['Cloud Application Administrator'], jobTitle: 'IT administrator' }),
    colleague('Lena', 'Fischer', { jobTitle: 'Engineer' }),
    colleague('Jonas', 'Weber', { jobTitle: 'Accountant' }),
    colleague('Priya', 'Nair', { mail: null, jobTitle: 'No mailbox' }),
  ],
  groups: [
    { displayName: 'All staff', members: ['Engineering', 'Finance', 'IT'] },
    { displayName: 'Engineering', members: [`lena@${second_domain}`, `priya@${second_domain}`] },
    {
      displayName: 'Finance',
      members: [`jonas@${second_domain}`],
      onPremisesSamAccountName: 'FINANCE',
      onPremisesDomainName: `corp.${second_domain}`,
      onPremisesNetBiosName: 'CORP',
    },
    { displayName: 'IT', members: [`tessa@${second_domain}`, `omar@${second_domain}`] },
  ],
}

const optionalClaims = ['email', 'given_name', 'family_name', 'upn', 'auth_time', 'sid', 'xms_edov']

export interface Registrations {
  readonly client_secret: string
  /** The redirect URIs of the connections of Acme and of Fabrikam. */
  readonly acme: readonly string[]
  readonly fabrikam: readonly string[]
  /** When the secret of Fabrikam expires. Milliseconds since 1970. */
  readonly fabrikam_ends_at: number
}

function thirdTenant({ client_secret, fabrikam, fabrikam_ends_at }: Registrations): TenantFixture {
  const person = membersOf(third_domain)
  const endDateTime = new Date(fabrikam_ends_at).toISOString()
  return {
    id: third_tenant_id,
    displayName: 'Fabrikam',
    domains: [third_domain],
    region: 'NA',
    users: [{ ...person('Ben', 'Ortiz'), isAdministrator: true }, person('Clara', 'Nguyen'), person('Dario', 'Conti')],
    groups: [],
    applications: [
      {
        appId: third_client_id,
        displayName: 'Acme Planner',
        web: { redirectUris: fabrikam },
        passwordCredentials: [{ displayName: 'Gatehouse', secretText: client_secret, endDateTime }],
        optionalClaims: { idToken: optionalClaims.map((name) => ({ name })) },
      },
    ],
  }
}

export function directory(registrations: Registrations): Fixture {
  const { client_secret, acme } = registrations
  return {
    tenants: [
      {
        id: tenant_id,
        displayName: 'Acme',
        domains: [domain],
        region: 'EU',
        users: [
          { ...member('ada', 'Ada', 'Muster'), isAdministrator: true },
          member('grace', 'Grace', 'Okafor'),
          member('linus', 'Linus', 'Berg'),
          {
            id: personIds.mia,
            userType: 'Guest',
            mail: 'mia@partner.example',
            displayName: 'Mia Rossi (Partner)',
            givenName: 'Mia',
            surname: 'Rossi',
            password,
          },
          { ...member('noah', 'Noah', 'Lind'), mail: null },
          { ...member('eve', 'Eve', 'Moreau'), mail: 'ceo@bigbank.example', emailDomainOwnerVerified: false },
          member('olga', 'Olga', 'Nowak'),
          { ...member('ivo', 'Ivo', 'Hart'), accountEnabled: false },
          member('max', 'Max', 'Stone'),
        ],
        groups: [
          { id: engineering, displayName: 'Engineering', members: [personIds.grace, personIds.olga] },
          ...Array.from({ length: 210 }, (_, index) => ({
            displayName: `Project ${index + 1}`,
            members: [personIds.olga],
          })),
        ],
        applications: [
          {
            appId: client_id,
            displayName: 'Acme Planner',
            web: { redirectUris: acme },
            passwordCredentials: [{ displayName: 'Gatehouse', secretText: client_secret }],
            optionalClaims: { idToken: optionalClaims.map((name) => ({ name })) },
            groupMembershipClaims: 'SecurityGroup',
            applicationPermissions: ['GroupMember.Read.All'],
            appRoles: [{ id: adminRole, displayName: 'Administrators', value: 'admin', allowedMemberTypes: ['User'] }],
            appRoleAssignments: [{ principalId: personIds.ada, appRoleId: adminRole }],
          },
        ],
      },
      secondTenant,
      thirdTenant(registrations),
    ],
  }
}
