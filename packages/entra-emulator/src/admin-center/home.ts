import { html } from '../pages/html.ts'
import type { BladeCall, BladeRoute } from './blade.ts'
import { places } from './layout/navigation.ts'
import { copyableFact, facts } from './layout/table.ts'
import { rolesOf } from './role.ts'

const tiles = [
  { ...places.app_registrations, says: 'Register applications, with credentials, claims and permissions' },
  { ...places.enterprise_apps, says: 'Assign people, grant consent, add custom claims' },
  { ...places.users, says: 'The people of the tenant' },
  { ...places.groups, says: 'Groups and their members' },
  { ...places.consent_settings, says: 'Who may consent to applications' },
]

function show({ tenant, user }: BladeCall) {
  const roles = rolesOf(user)
  return {
    title: tenant.displayName,
    crumbs: [],
    body: html`<h2>Basic information</h2>${facts([
      { label: 'Name', value: tenant.displayName },
      copyableFact('Tenant ID', tenant.id),
      { label: 'Primary domain', value: String(tenant.domains[0]) },
      { label: 'Your role', value: roles.length > 0 ? roles.join(', ') : 'None. You can read, and change nothing.' },
      { label: 'Users', value: String(tenant.users.length) },
      { label: 'Groups', value: String(tenant.groups.length) },
      { label: 'Applications', value: String(tenant.applications.length) },
    ])}
<ul class="tiles">${tiles.map(
      ({ text, path, says }) => html`<li><a href="${path}"><b>${text}</b><span>${says}</span></a></li>`,
    )}</ul>`,
  }
}

export const homeRoute: BladeRoute = { path: '', show }
