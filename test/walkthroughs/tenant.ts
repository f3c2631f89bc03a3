/** The customer's tenant before anybody connects anything: people, groups and directory roles. */
import type { TenantFixture } from 'entra-emulator'
import { membersOf } from '../../packages/gateway/src/cli/demo/directory.ts'

export { password } from '../../packages/gateway/src/cli/demo/directory.ts'

const domain = 'contoso.example'
const person = membersOf(domain)

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
