import { transitiveGroups } from '../../directory/membership.ts'
import type { User } from '../../directory/user.ts'
import { html } from '../../pages/html.ts'
import { type Blade, type BladeCall, type BladeRoute, param, Refused } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { copyableFact, facts, pageOf, table } from '../layout/table.ts'
import { rolesOf } from '../role.ts'

/**
 * @throws Refused 404
 */
function userOf(call: BladeCall): User {
  const found = call.tenant.users.find(({ id }) => id === param(call, 'id').toLowerCase())
  if (!found) throw new Refused(`There is no user "${param(call, 'id')}" in ${call.tenant.displayName}.`, 404)
  return found
}

function show(call: BladeCall): Blade {
  const user = userOf(call)
  const { tenant, emulation } = call
  const groups = transitiveGroups(emulation.directory, tenant, user.id)
  const { items, links } = pageOf(call, groups)
  const roles = rolesOf(user)
  const isDirect = (members: readonly string[]): string => (members.includes(user.id) ? 'Direct' : 'Nested')
  return {
    title: 'Overview',
    of: user.displayName,
    crumbs: [places.users],
    body: html`<h2>Basic info</h2>${facts([
      copyableFact('User principal name', user.userPrincipalName),
      copyableFact('Object ID', user.id),
      { label: 'First name', value: user.givenName ?? '-' },
      { label: 'Last name', value: user.surname ?? '-' },
      { label: 'Email', value: user.mail ?? 'None' },
      { label: 'User type', value: user.userType },
      { label: 'Job title', value: user.jobTitle ?? '-' },
      { label: 'Account status', value: user.accountEnabled ? 'Enabled' : 'Disabled' },
      { label: 'Assigned roles', value: roles.length > 0 ? roles.join(', ') : 'None' },
    ])}<h2>Groups</h2>${table({
      label: 'Groups',
      columns: ['Name', 'Object ID', 'Membership'],
      rows: items.map(({ id, displayName, members }) => [
        html`<a href="${places.groups.path}/${id}">${displayName}</a>`,
        html`<code>${id}</code>`,
        isDirect(members),
      ]),
      empty: 'This user is in no group.',
    })}${links}`,
  }
}

export const userRoute: BladeRoute = { path: '/users/:id', show }
