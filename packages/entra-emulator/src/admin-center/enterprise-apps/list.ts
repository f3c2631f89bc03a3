import { html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { found, pageOf, searchForm, table } from '../layout/table.ts'
import { enterprisesOf, placeOf } from './enterprise.ts'

/** The menu of the blade: its own list, and the settings of the tenant. */
export const listMenu = {
  label: 'Enterprise applications',
  parts: [
    { title: 'Manage', links: [{ text: 'All applications', path: places.enterprise_apps.path }] },
    { title: 'Security', links: [places.consent_settings] },
  ],
}

function show(call: BladeCall): Blade {
  const { path } = places.enterprise_apps
  const { items, links } = pageOf(
    call,
    found(call, enterprisesOf(call), ({ application }) => [application.displayName, application.appId]),
  )
  return {
    title: 'Enterprise applications',
    crumbs: [],
    menu: listMenu,
    task: 'applications',
    commands: html`<a href="${path}/new">New application</a><a href="${path}">Refresh</a>`,
    body: html`${searchForm(call, 'Search by application name or object ID')}
${table({
  label: 'All applications',
  columns: ['Name', 'Object ID', 'Application ID', 'Assignment required?'],
  rows: items.map(({ application, settings }) => [
    html`<a href="${placeOf(application)}">${application.displayName}</a>`,
    html`<code>${settings.servicePrincipalId}</code>`,
    html`<code>${application.appId}</code>`,
    settings.appRoleAssignmentRequired ? 'Yes' : 'No',
  ]),
  empty: 'No application was found. “New application” makes one.',
})}${links}`,
  }
}

export const listRoute: BladeRoute = { path: '/enterprise-apps', show }
