import type { Application } from '../../directory/application.ts'
import { type Blade, type BladeCall, type Crumb, param, Refused, type ResourceMenu } from '../blade.ts'
import { places } from '../layout/navigation.ts'

/** The address of one blade of a registration. */
export function placeOf({ appId }: Application, blade = ''): string {
  return `${places.app_registrations.path}/${appId}${blade === '' ? '' : `/${blade}`}`
}

/**
 * The registration in the path, in the tenant of the account only.
 * @throws Refused 404
 */
export function registrationOf(call: BladeCall): Application {
  const appId = param(call, 'appId').toLowerCase()
  const found = call.tenant.applications.find((one) => one.appId === appId)
  if (!found) throw new Refused(`There is no app registration "${appId}" in ${call.tenant.displayName}.`, 404)
  return found
}

const manage: readonly (readonly [string, string])[] = [
  ['authentication', 'Authentication'],
  ['certificates-and-secrets', 'Certificates & secrets'],
  ['token-configuration', 'Token configuration'],
  ['api-permissions', 'API permissions'],
  ['expose-an-api', 'Expose an API'],
  ['app-roles', 'App roles'],
  ['manifest', 'Manifest'],
]

export function crumbsOf(application: Application, isOverview = false): readonly Crumb[] {
  if (isOverview) return [places.app_registrations]
  return [places.app_registrations, { text: application.displayName, path: placeOf(application) }]
}

function menuOf(application: Application): ResourceMenu {
  return {
    label: application.displayName,
    parts: [
      {
        title: undefined,
        links: [
          { text: 'Overview', path: placeOf(application) },
          { text: 'Endpoints', path: placeOf(application, 'endpoints') },
        ],
      },
      { title: 'Manage', links: manage.map(([path, text]) => ({ text, path: placeOf(application, path) })) },
    ],
  }
}

/** A blade of a registration: with its name, its menu, and the role that its forms demand. */
export function registrationBlade(
  application: Application,
  blade: Pick<Blade, 'title' | 'body' | 'commands'>,
  isOverview = false,
): Blade {
  return {
    ...blade,
    of: application.displayName,
    crumbs: crumbsOf(application, isOverview),
    menu: menuOf(application),
    task: 'applications',
  }
}
