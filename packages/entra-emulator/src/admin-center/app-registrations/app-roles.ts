import type { AppRole } from '../../directory/app-role.ts'
import { newGuid } from '../../identifier.ts'
import { html } from '../../pages/html.ts'
import {
  type Act,
  type Blade,
  type BladeCall,
  type BladeRoute,
  Refused,
  refuseMore,
  requiredText,
  typed,
} from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { buttonForm, form, panel, radioField, textField, tick } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { table } from '../layout/table.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

const limit = 200

const memberTypes = [
  { value: 'User', label: 'Users/Groups' },
  { value: 'Application', label: 'Applications' },
  { value: 'Both', label: 'Both (Users/Groups + Applications)' },
] as const

function membersOf({ allowedMemberTypes }: AppRole): string {
  if (allowedMemberTypes.length > 1) return 'Users/Groups, Applications'
  return allowedMemberTypes.includes('User') ? 'Users/Groups' : 'Applications'
}

function roleForm(call: BladeCall, here: string) {
  return panel(
    'Create app role',
    form(call, {
      act: 'create-role',
      task: 'applications',
      submit: 'Apply',
      cancel: here,
      query: 'add=role',
      body: html`${textField(call, { name: 'display_name', label: 'Display name', required: true, placeholder: 'e.g. Writers' })}
${radioField(call, { name: 'members', label: 'Allowed member types', value: 'User', choices: memberTypes })}
${textField(call, { name: 'value', label: 'Value', required: true, placeholder: 'e.g. Task.Write', hint: 'Tokens have it in the claim roles. No blanks.' })}
${textField(call, { name: 'description', label: 'Description', required: true })}
${tick(call, { name: 'enabled', value: '1', label: 'Do you want to enable this app role?', is_on: true })}`,
    }),
  )
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'app-roles')
  return registrationBlade(application, {
    title: 'App roles',
    commands: html`<a href="${here}?add=role">Create app role</a>`,
    body: html`${call.query.get('add') === 'role' && roleForm(call, here)}
<p class="dim">App roles are custom roles to assign permissions to users or apps. To assign them, open
<a href="${places.enterprise_apps.path}/${application.appId}/users-and-groups">Users and groups</a> of the enterprise application.</p>
${table({
  label: 'App roles',
  columns: ['Display name', 'Description', 'Allowed member types', 'Value', 'ID', 'State', ''],
  rows: application.appRoles.map((role) => [
    role.displayName,
    role.description,
    membersOf(role),
    html`<code>${role.value}</code>`,
    html`<code class="all">${role.id}</code>`,
    role.isEnabled ? 'Enabled' : 'Disabled',
    html`${buttonForm(call, {
      act: 'switch-role',
      task: 'applications',
      text: role.isEnabled ? 'Disable' : 'Enable',
      name: `${role.isEnabled ? 'Disable' : 'Enable'} ${role.displayName}`,
      fields: { role: role.id },
    })}${
      !role.isEnabled &&
      buttonForm(call, {
        act: 'delete-role',
        task: 'applications',
        text: 'Delete',
        name: `Delete ${role.displayName}`,
        fields: { role: role.id },
      })
    }`,
  ]),
  empty: 'No app roles have been created.',
})}`,
  })
}

const create: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    refuseMore(application.appRoles, limit, 'app roles')
    const value = requiredText(call, 'value', 'Value', 250)
    if (!/^[^\s.][\w.:!#$%&'*+/=?@^`{|}~()[\]-]*$/.test(value)) {
      throw new Refused('Value: letters, digits and : ! # $ % & ( ) * + - . / = ? @ [ ] ^ _ ` { | } ~, without blanks.')
    }
    if (application.appRoles.some((role) => role.value === value))
      throw new Refused(`Value: "${value}" is taken already.`)
    const members = typed(call, 'members')
    const known = memberTypes.find((one) => one.value === members)
    if (!known) throw new Refused('Allowed member types: choose one.')
    const role: AppRole = {
      id: newGuid(call.emulation.entropy),
      value,
      displayName: requiredText(call, 'display_name', 'Display name', 100),
      description: requiredText(call, 'description', 'Description', 1000),
      allowedMemberTypes: known.value === 'Both' ? ['User', 'Application'] : [known.value],
      isEnabled: call.form.has('enabled'),
    }
    changeRegistration(call, application, { appRoles: [...application.appRoles, role] })
    return {
      kind: 'done',
      to: placeOf(application, 'app-roles'),
      notice: `Successfully created the app role ${role.displayName}.`,
    }
  },
}

function roleOf(call: BladeCall): AppRole {
  const role = registrationOf(call).appRoles.find(({ id }) => id === typed(call, 'role'))
  if (!role) throw new Refused('This app role is gone already.')
  return role
}

const switchRole: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { id, displayName, isEnabled } = roleOf(call)
    const appRoles = application.appRoles.map((role) => (role.id === id ? { ...role, isEnabled: !isEnabled } : role))
    changeRegistration(call, application, { appRoles })
    const notice = `The app role ${displayName} is ${isEnabled ? 'disabled' : 'enabled'}.`
    return { kind: 'done', to: placeOf(application, 'app-roles'), notice }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { id, displayName, isEnabled } = roleOf(call)
    if (isEnabled) throw new Refused('Disable the app role before you delete it.')
    changeRegistration(call, application, {
      appRoles: application.appRoles.filter((role) => role.id !== id),
      appRoleAssignments: application.appRoleAssignments.filter(({ appRoleId }) => appRoleId !== id),
    })
    return { kind: 'done', to: placeOf(application, 'app-roles'), notice: `Deleted the app role ${displayName}.` }
  },
}

export const appRolesRoute: BladeRoute = {
  path: '/app-registrations/:appId/app-roles',
  show,
  acts: { 'create-role': create, 'switch-role': switchRole, 'delete-role': remove },
}
