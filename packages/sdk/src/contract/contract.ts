/** The whole management API. */
import { apiKeys } from './api-keys.ts'
import { apiResources } from './api-resources.ts'
import { applications } from './applications.ts'
import { brandings } from './branding.ts'
import { connections } from './connections.ts'
import { consoles } from './console.ts'
import { credentials } from './credentials.ts'
import { discover } from './discover.ts'
import { domains } from './domains.ts'
import { environments } from './environments.ts'
import { events } from './events.ts'
import { groups } from './groups.ts'
import { invitations } from './invitations.ts'
import type { Operation } from './operation.ts'
import { organizations } from './organizations.ts'
import { overviews } from './overview.ts'
import { roles } from './roles.ts'
import { sessions } from './sessions.ts'
import { setup } from './setup.ts'
import { setupLinks } from './setup-links.ts'
import { signIns } from './sign-ins.ts'
import { signingKeys } from './signing-keys.ts'
import { staff } from './staff.ts'
import { users } from './users.ts'

export const contract = {
  environments,
  organizations,
  domains,
  connections,
  discover,
  credentials,
  applications,
  apiResources,
  roles,
  groups,
  users,
  invitations,
  setupLinks,
  setup,
  branding: brandings,
  sessions,
  signIns,
  events,
  signingKeys,
  apiKeys,
  staff,
  overview: overviews,
  console: consoles,
}

export type Contract = typeof contract

/** Every operation, in the order of the document. */
export const operations: readonly Operation[] = Object.values(contract).flatMap((noun) =>
  Object.values<Operation>(noun),
)
