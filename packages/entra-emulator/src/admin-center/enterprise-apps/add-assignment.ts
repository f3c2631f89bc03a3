import type { Application } from '../../directory/application.ts'
import { defaultAccess } from '../../directory/enterprise-settings.ts'
import { html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, ticked, typed } from '../blade.ts'
import { changeEnterprise } from '../changing.ts'
import { type Choice, form, selectField, tick } from '../layout/form.ts'
import { found, pageOf, searchForm } from '../layout/table.ts'
import { enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'

/** Entra counts assignments of an application too. */
const limit = 5_000

/** The roles that a person or a group can have. Without one there is "Default Access". */
function assignableRoles({ appRoles }: Application): readonly Choice[] {
  const roles = appRoles.filter(({ isEnabled, allowedMemberTypes }) => isEnabled && allowedMemberTypes.includes('User'))
  if (roles.length === 0) return [{ value: defaultAccess, label: 'Default Access' }]
  return roles.map(({ id, displayName }) => ({ value: id, label: displayName }))
}

interface Principal {
  readonly id: string
  readonly name: string
  readonly detail: string
}

function principalsOf({ tenant }: BladeCall): readonly Principal[] {
  return [
    ...tenant.users.map(({ id, displayName, userPrincipalName }) => ({
      id,
      name: displayName,
      detail: userPrincipalName,
    })),
    ...tenant.groups.map(({ id, displayName }) => ({ id, name: displayName, detail: 'Group' })),
  ]
}

function show(call: BladeCall): Blade {
  const { application } = enterpriseOf(call)
  const roles = assignableRoles(application)
  const { items, links } = pageOf(
    call,
    found(call, principalsOf(call), ({ name, detail }) => [name, detail]),
  )
  return enterpriseBlade(application, {
    title: 'Add Assignment',
    body: html`${searchForm(call, 'Search users and groups')}
${form(call, {
  act: 'assign',
  task: 'applications',
  submit: 'Assign',
  cancel: placeOf(application, 'users-and-groups'),
  body: html`<p class="say note">When you assign a group to an application, only users directly in the group will have access. The
assignment does not cascade to nested groups.</p>
<div class="field"><fieldset><legend>Users and groups</legend>${items.map(({ id, name, detail }) =>
    tick(call, { name: `principal:${id}`, value: '1', label: name, hint: detail }),
  )}</fieldset></div>${links}
${selectField(call, { name: 'role', label: 'Select a role', choices: roles })}`,
})}`,
  })
}

const assign: Act = {
  task: 'applications',
  run: (call) => {
    const { application, settings } = enterpriseOf(call)
    const known = new Set(principalsOf(call).map(({ id }) => id))
    const chosen = ticked(call, 'principal').filter((id) => known.has(id))
    if (chosen.length === 0) throw new Refused('Users and groups: choose at least one.')
    const appRoleId = typed(call, 'role')
    if (!assignableRoles(application).some(({ value }) => value === appRoleId)) throw new Refused('Select a role.')
    if (settings.appRoleAssignments.length + chosen.length > limit) {
      throw new Refused(`An application has at most ${limit} assignments here.`)
    }
    changeEnterprise(call, application, ({ appRoleAssignments }) => {
      const isAdded = (principalId: string, roleId: string): boolean =>
        roleId === appRoleId && chosen.includes(principalId)
      const others = appRoleAssignments.filter((one) => !isAdded(one.principalId, one.appRoleId))
      return { appRoleAssignments: [...others, ...chosen.map((principalId) => ({ principalId, appRoleId }))] }
    })
    const notice = `Assigned ${chosen.length} ${chosen.length === 1 ? 'user or group' : 'users and groups'}.`
    return { kind: 'done', to: placeOf(application, 'users-and-groups'), notice }
  },
}

export const addAssignmentRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/users-and-groups/add',
  show,
  acts: { assign },
}
