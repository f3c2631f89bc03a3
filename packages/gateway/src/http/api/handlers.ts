/** Every operation of the contract as a call of the domain. A missing operation does not type-check. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { apiKeysHandlers } from './api-keys.ts'
import { apiResourcesHandlers } from './api-resources.ts'
import { applicationsHandlers } from './applications.ts'
import { brandingHandlers } from './branding.ts'
import type { Handlers } from './call.ts'
import { connectionsHandlers } from './connections.ts'
import { consoleHandlers } from './console.ts'
import { credentialsHandlers } from './credentials.ts'
import { discoverHandlers } from './discover.ts'
import { domainsHandlers } from './domains.ts'
import { environmentsHandlers } from './environments.ts'
import { eventsHandlers } from './events.ts'
import { groupsHandlers } from './groups.ts'
import { invitationsHandlers } from './invitations.ts'
import { organizationsHandlers } from './organizations.ts'
import { overviewHandlers } from './overview.ts'
import { rolesHandlers } from './roles.ts'
import { sessionsHandlers } from './sessions.ts'
import { setupHandlers } from './setup.ts'
import { setupLinksHandlers } from './setup-links.ts'
import { signInsHandlers } from './sign-ins.ts'
import { signingKeysHandlers } from './signing-keys.ts'
import { staffHandlers } from './staff.ts'
import { usersHandlers } from './users.ts'

export const handlers: { readonly [N in keyof Contract]: Handlers<Contract[N]> } = {
  environments: environmentsHandlers,
  apiKeys: apiKeysHandlers,
  organizations: organizationsHandlers,
  domains: domainsHandlers,
  connections: connectionsHandlers,
  discover: discoverHandlers,
  credentials: credentialsHandlers,
  applications: applicationsHandlers,
  apiResources: apiResourcesHandlers,
  roles: rolesHandlers,
  groups: groupsHandlers,
  users: usersHandlers,
  invitations: invitationsHandlers,
  setupLinks: setupLinksHandlers,
  setup: setupHandlers,
  branding: brandingHandlers,
  sessions: sessionsHandlers,
  signIns: signInsHandlers,
  events: eventsHandlers,
  signingKeys: signingKeysHandlers,
  staff: staffHandlers,
  console: consoleHandlers,
  overview: overviewHandlers,
}
