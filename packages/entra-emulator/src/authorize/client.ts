import { type Application, isMultiTenant } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Authority } from '../tenants/authority.ts'

/**
 * Finds the application with this id for an authority. It must be registered in the tenant, or be a multi-tenant
 * application of another one.
 * @throws EntraError 700016, 50194, 7000112, 9002332
 */
export function findClient(directory: Directory, authority: Authority, appId: string): Application {
  const registered = directory.application(appId)
  const where = authority.kind === 'tenant' ? authority.tenant.displayName : 'Microsoft Accounts'
  if (!registered) throw new EntraError(700016, { app: appId, tenant: where })
  const { application, home } = registered
  const named = { app: application.appId, name: application.displayName }
  if (authority.kind === 'consumers') throw new EntraError(9002332, named)
  if (authority.kind === 'tenant') {
    const { tenant } = authority
    if (home.id !== tenant.id && !isMultiTenant(application)) {
      throw new EntraError(700016, { app: appId, tenant: tenant.displayName })
    }
    if (settingsIn(tenant, application)?.enabled === false) throw new EntraError(7000112, named)
    return application
  }
  if (!isMultiTenant(application)) throw new EntraError(50194, { ...named, word: authority.kind })
  return application
}
