/** The customer's tenant before anybody connects anything: people, groups and directory roles. */
import type { TenantFixture, UserFixture } from 'entra-emulator'

export const domain = 'contoso.example'
export const password = 'Correct-Horse-1'

const person = (givenName: string, surname: string, more: Partial<UserFixture> = {}): UserFixture => {
  const name = `${givenName.toLowerCase()}@${domain}`
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

export const contoso: TenantFixture = {
  displayName: 'Contoso Ltd',
  domains: [domain],
  region: 'EU',
  users: [
    person('Tessa', 'Brandt', { isAdministrator: true }),
    person('Omar', 'Haddad', { directoryRoles: ['Cloud Application Administrator'] }),
    person('Lena', 'Fischer'),
    person('Jonas', 'Weber'),
    person('Nora', 'Klein'),
    person('Priya', 'Nair', { isAdministrator: true, mail: null }),
    person('Marco', 'Silva', { isAdministrator: true, mail: `silva@mail.${domain}` }),
  ],
  groups: [
    { displayName: 'Engineering', members: [`lena@${domain}`] },
    {
      displayName: 'Finance',
      members: [`jonas@${domain}`],
      onPremisesSamAccountName: 'Finance',
      onPremisesDomainName: `corp.${domain}`,
      onPremisesNetBiosName: 'CORP',
    },
    { displayName: 'IT', members: [`tessa@${domain}`, `omar@${domain}`] },
  ],
}
