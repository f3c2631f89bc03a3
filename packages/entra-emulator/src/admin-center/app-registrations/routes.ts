import type { BladeRoute } from '../blade.ts'
import { apiPermissionsRoute } from './api-permissions.ts'
import { appRolesRoute } from './app-roles.ts'
import { authenticationRoute } from './authentication.ts'
import { certificatesAndSecretsRoute } from './certificates-and-secrets.ts'
import { exposeAnApiRoute } from './expose-an-api.ts'
import { listRoute } from './list.ts'
import { manifestRoute } from './manifest.ts'
import { newRegistrationRoute } from './new-registration.ts'
import { overviewRoutes } from './overview.ts'
import { tokenConfigurationRoute } from './token-configuration.ts'

export const appRegistrationRoutes: readonly BladeRoute[] = [
  listRoute,
  newRegistrationRoute,
  ...overviewRoutes,
  authenticationRoute,
  certificatesAndSecretsRoute,
  tokenConfigurationRoute,
  apiPermissionsRoute,
  exposeAnApiRoute,
  appRolesRoute,
  manifestRoute,
]
