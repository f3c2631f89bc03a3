import type { Application } from './application.ts'
import type { Directory } from './directory.ts'
import { newServicePrincipal, type ServicePrincipal, type ServicePrincipalSettings } from './enterprise-settings.ts'
import type { Tenant } from './tenant.ts'

/**
 * The settings of `tenant` for `application`. In the application's own tenant they are part of the registration, in
 * another tenant they are in `servicePrincipals`. Undefined if another tenant's application was never used here.
 */
export function settingsIn(tenant: Tenant, application: Application): ServicePrincipalSettings | undefined {
  return (
    tenant.applications.find(({ appId }) => appId === application.appId) ??
    tenant.servicePrincipals.find(({ appId }) => appId === application.appId)
  )
}

/** Changes the settings of `tenant` for `application`, and creates the service principal if there is none yet. */
export function changeSettings(
  directory: Directory,
  tenantId: string,
  application: Application,
  change: (settings: ServicePrincipalSettings) => Partial<ServicePrincipalSettings>,
): void {
  const tenant = directory.tenantNamed(tenantId)
  if (!tenant) return
  if (directory.index(tenant).application(application.appId)) {
    const applications = tenant.applications.map((own) =>
      own.appId === application.appId ? { ...own, ...change(own) } : own,
    )
    directory.put({ ...tenant, applications })
    return
  }
  const known = tenant.servicePrincipals.find(({ appId }) => appId === application.appId)
  const settings: ServicePrincipal = known ?? newServicePrincipal(application.appId, tenant.id)
  const others = tenant.servicePrincipals.filter(({ appId }) => appId !== application.appId)
  directory.put({ ...tenant, servicePrincipals: [...others, { ...settings, ...change(settings) }] })
}
