import type { Group } from '../../directory/group.ts'
import { html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { found, pageOf, searchForm, table } from '../layout/table.ts'

export function groupType({ groupTypes, securityEnabled }: Group): string {
  if (groupTypes.includes('Unified')) return 'Microsoft 365'
  return securityEnabled ? 'Security' : 'Distribution'
}

function show(call: BladeCall): Blade {
  const { path } = places.groups
  const { items, links } = pageOf(
    call,
    found(call, call.tenant.groups, ({ displayName, id }) => [displayName, id]),
  )
  return {
    title: 'Groups',
    crumbs: [],
    task: 'groups',
    commands: html`<a href="${path}/new">New group</a><a href="${path}">Refresh</a>`,
    body: html`${searchForm(call, 'Search groups')}
${table({
  label: 'All groups',
  columns: ['Name', 'Object ID', 'Group type', 'Source'],
  rows: items.map((group) => [
    html`<a href="${path}/${group.id}">${group.displayName}</a>`,
    html`<code>${group.id}</code>`,
    groupType(group),
    group.onPremisesSamAccountName === null ? 'Cloud' : 'Windows Server AD',
  ]),
  empty: 'No group was found. “New group” makes one.',
})}${links}`,
  }
}

export const groupsRoute: BladeRoute = { path: '/groups', show }
