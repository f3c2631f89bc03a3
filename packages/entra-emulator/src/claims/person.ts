import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Grant } from '../token/grant.ts'
import type { Setting } from './setting.ts'

/** A grant with the current directory objects that it names. */
export interface Person {
  readonly tenant: Tenant
  readonly user: User
  /** The application of the grant. */
  readonly client: Application
  readonly grant: Grant
}

/**
 * Reads tenant, user and application again, because each may have changed or been deleted since the grant was made.
 * @throws EntraError 90002, 50034, 50057, 700016
 */
export function personOf({ directory }: Pick<Setting, 'directory'>, grant: Grant): Person {
  const tenant = directory.tenantNamed(grant.tenant_id)
  if (!tenant) throw new EntraError(90002, { tenant: grant.tenant_id })
  const user = directory.index(tenant).user(grant.user_id)
  if (!user) throw new EntraError(50034, { user: grant.user_id, tenant: tenant.displayName })
  if (!user.accountEnabled) throw new EntraError(50057)
  const registered = directory.application(grant.app_id)
  if (!registered) throw new EntraError(700016, { app: grant.app_id, tenant: tenant.displayName })
  return { tenant, user, client: registered.application, grant }
}
