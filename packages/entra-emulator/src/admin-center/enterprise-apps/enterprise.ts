import type { Application } from '../../directory/application.ts'
import { settingsIn } from '../../directory/enterprise-application.ts'
import type { ServicePrincipalSettings } from '../../directory/enterprise-settings.ts'
import { type Blade, type BladeCall, type Crumb, param, Refused, type ResourceMenu } from '../blade.ts'
import { enterpriseApplications, places } from '../layout/navigation.ts'

/** An application with the settings of this tenant for it. */
export interface Enterprise {
  readonly application: Application
  readonly settings: ServicePrincipalSettings
  /** Whether this tenant registered it. */
  readonly is_own: boolean
}

/** The applications of the tenant, and those of other tenants that it has consented to. */
export function enterprisesOf({ tenant, emulation }: BladeCall): readonly Enterprise[] {
  const own = tenant.applications.map((application) => ({ application, settings: application, is_own: true }))
  const foreign = tenant.servicePrincipals.flatMap((settings) => {
    const application = emulation.directory.application(settings.appId)?.application
    return application ? [{ application, settings, is_own: false }] : []
  })
  return [...own, ...foreign]
}

/**
 * The enterprise application in the path, of the tenant of the account only.
 * @throws Refused 404
 */
export function enterpriseOf(call: BladeCall): Enterprise {
  const appId = param(call, 'appId').toLowerCase()
  const application = call.emulation.directory.application(appId)?.application
  const settings = application && settingsIn(call.tenant, application)
  if (!application || !settings) {
    throw new Refused(`There is no enterprise application "${appId}" in ${call.tenant.displayName}.`, 404)
  }
  return { application, settings, is_own: call.tenant.applications.some((one) => one.appId === appId) }
}

export function placeOf({ appId }: Application, blade = ''): string {
  return `${places.enterprise_apps.path}/${appId}${blade === '' ? '' : `/${blade}`}`
}

function menuOf(application: Application): ResourceMenu {
  const link = (text: string, blade: string): Crumb => ({ text, path: placeOf(application, blade) })
  return {
    label: application.displayName,
    parts: [
      { title: undefined, links: [link('Overview', '')] },
      {
        title: 'Manage',
        links: [
          link('Properties', 'properties'),
          link('Users and groups', 'users-and-groups'),
          link('Single sign-on', 'single-sign-on'),
        ],
      },
      {
        title: 'Security',
        links: [
          link('Permissions', 'permissions'),
          ...(application.saml ? [link('Token encryption', 'token-encryption')] : []),
        ],
      },
    ],
  }
}

/** A blade of an enterprise application: with its name, its menu, and the role that its forms demand. */
export function enterpriseBlade(
  application: Application,
  blade: Pick<Blade, 'title' | 'body' | 'commands' | 'task'>,
  isOverview = false,
): Blade {
  const own: Crumb = { text: application.displayName, path: placeOf(application) }
  return {
    task: 'applications',
    ...blade,
    of: application.displayName,
    crumbs: isOverview ? [enterpriseApplications] : [enterpriseApplications, own],
    menu: menuOf(application),
  }
}
