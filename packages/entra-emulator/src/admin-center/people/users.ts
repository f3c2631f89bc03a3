import { html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { found, pageOf, searchForm, table } from '../layout/table.ts'

function show(call: BladeCall): Blade {
  const { path } = places.users
  const { items, links } = pageOf(
    call,
    found(call, call.tenant.users, ({ displayName, userPrincipalName, mail }) => [
      displayName,
      userPrincipalName,
      mail,
    ]),
  )
  return {
    title: 'Users',
    crumbs: [],
    task: 'users',
    commands: html`<a href="${path}/new">New user</a><a href="${path}">Refresh</a>`,
    body: html`${searchForm(call, 'Search users')}
${table({
  label: 'All users',
  columns: ['Display name', 'User principal name', 'User type', 'Account status'],
  rows: items.map(({ id, displayName, userPrincipalName, userType, accountEnabled }) => [
    html`<a href="${path}/${id}">${displayName}</a>`,
    userPrincipalName,
    userType,
    accountEnabled ? 'Enabled' : 'Disabled',
  ]),
  empty: 'No user was found.',
})}${links}`,
  }
}

export const usersRoute: BladeRoute = { path: '/users', show }
