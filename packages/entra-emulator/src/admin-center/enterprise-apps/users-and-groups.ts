import type { Application } from '../../directory/application.ts'
import { type AppRoleAssignment, defaultAccess } from '../../directory/enterprise-settings.ts'
import type { Tenant } from '../../directory/tenant.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, ticked } from '../blade.ts'
import { changeEnterprise } from '../changing.ts'
import { carried, form, question, tick } from '../layout/form.ts'
import { found, pageOf, searchForm, table } from '../layout/table.ts'
import { enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'

interface Assigned {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly kind: 'User' | 'Group'
  readonly role: string
}

export function roleName(application: Application, appRoleId: string): string {
  if (appRoleId === defaultAccess) return 'Default Access'
  return application.appRoles.find(({ id }) => id === appRoleId)?.displayName ?? appRoleId
}

function keyOf({ principalId, appRoleId }: AppRoleAssignment): string {
  return `${principalId}.${appRoleId}`
}

/** The assigned people and groups. A program that has a role is not on this page. */
function assignedTo(
  { users, groups }: Tenant,
  application: Application,
  assignments: readonly AppRoleAssignment[],
): readonly Assigned[] {
  const people = new Map(users.map((user) => [user.id, user]))
  const sets = new Map(groups.map((group) => [group.id, group]))
  return assignments.flatMap((assignment): Assigned[] => {
    const assigned = { key: keyOf(assignment), role: roleName(application, assignment.appRoleId) }
    const user = people.get(assignment.principalId)
    if (user) return [{ ...assigned, name: user.displayName, detail: user.userPrincipalName, kind: 'User' }]
    const group = sets.get(assignment.principalId)
    return group ? [{ ...assigned, name: group.displayName, detail: group.id, kind: 'Group' }] : []
  })
}

function removeQuestion(call: BladeCall, here: string): Html {
  const count = ticked(call, 'assigned').length
  return question(
    'Remove assignments',
    html`<p>Do you want to remove ${count === 1 ? 'the selected assignment' : `the ${count} selected assignments`}? With assignment
required, these people cannot sign in any more.</p>
${form(call, { act: 'remove-now', task: 'applications', submit: 'Yes', cancel: here, body: carried(call) })}`,
  )
}

function show(call: BladeCall): Blade {
  const { application, settings } = enterpriseOf(call)
  const here = placeOf(application, 'users-and-groups')
  const all = assignedTo(call.tenant, application, settings.appRoleAssignments)
  const { items, links } = pageOf(
    call,
    found(call, all, ({ name, detail }) => [name, detail]),
  )
  return enterpriseBlade(application, {
    title: 'Users and groups',
    commands: html`<a href="${here}/add">Add user/group</a><a href="${here}">Refresh</a>`,
    body: html`${call.ask === 'remove' && removeQuestion(call, here)}
<p class="dim">${
      settings.appRoleAssignmentRequired
        ? 'Assignment is required: only these people and the direct members of these groups may sign in.'
        : 'Assignment is not required, so everybody may sign in. Roles come from this page all the same.'
    }</p>
${searchForm(call, 'Search assigned users and groups')}
${form(call, {
  act: 'remove',
  task: 'applications',
  body: html`${table({
    label: 'Users and groups',
    columns: ['Display name', 'Object type', 'Role assigned'],
    rows: items.map(({ key, name, detail, kind, role }) => [
      tick(call, { name: `assigned:${key}`, value: '1', label: name, hint: detail }),
      kind,
      role,
    ]),
    empty: 'No application assignments were found.',
  })}${items.length > 0 && html`<div class="go"><button class="button second" type="submit">Remove</button></div>`}`,
})}${links}`,
  })
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    if (ticked(call, 'assigned').length === 0) throw new Refused('Tick the people and groups to remove.')
    return { kind: 'ask', ask: 'remove' }
  },
}

const removeNow: Act = {
  task: 'applications',
  run: (call) => {
    const { application } = enterpriseOf(call)
    const gone = new Set(ticked(call, 'assigned'))
    changeEnterprise(call, application, ({ appRoleAssignments }) => ({
      appRoleAssignments: appRoleAssignments.filter((one) => !gone.has(keyOf(one))),
    }))
    const notice = `Removed ${gone.size} ${gone.size === 1 ? 'assignment' : 'assignments'}.`
    return { kind: 'done', to: placeOf(application, 'users-and-groups'), notice }
  },
}

export const usersAndGroupsRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/users-and-groups',
  show,
  acts: { remove, 'remove-now': removeNow },
}
