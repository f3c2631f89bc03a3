import type { BladeRoute } from '../blade.ts'
import { addAssignmentRoute } from './add-assignment.ts'
import { consentSettingsRoute } from './consent-settings.ts'
import { createOwnRoutes } from './create-own.ts'
import { listRoute } from './list.ts'
import { overviewRoute } from './overview.ts'
import { permissionsRoute } from './permissions.ts'
import { propertiesRoute } from './properties.ts'
import { singleSignOnRoute } from './single-sign-on.ts'
import { tokenEncryptionRoute } from './token-encryption.ts'
import { usersAndGroupsRoute } from './users-and-groups.ts'

export const enterpriseAppRoutes: readonly BladeRoute[] = [
  listRoute,
  ...createOwnRoutes,
  overviewRoute,
  propertiesRoute,
  usersAndGroupsRoute,
  addAssignmentRoute,
  singleSignOnRoute,
  tokenEncryptionRoute,
  permissionsRoute,
  consentSettingsRoute,
]
