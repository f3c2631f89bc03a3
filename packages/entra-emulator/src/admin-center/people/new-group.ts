import type { GroupFixture } from '../../directory/group.ts'
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
import { changeTenant } from '../changing.ts'
import { form, selectField, textField } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'

const limit = 5_000

const types = [
  { value: 'security', label: 'Security' },
  { value: 'microsoft-365', label: 'Microsoft 365' },
]

function show(call: BladeCall): Blade {
  return {
    title: 'New Group',
    crumbs: [places.groups],
    task: 'groups',
    body: form(call, {
      act: 'create',
      task: 'groups',
      submit: 'Create',
      cancel: places.groups.path,
      body: html`${selectField(call, { name: 'type', label: 'Group type', choices: types })}
${textField(call, { name: 'group_name', label: 'Group name', required: true, placeholder: 'Enter the name of the group' })}
<p class="dim">Members are added on the next page.</p>`,
    }),
  }
}

const create: Act = {
  task: 'groups',
  run: (call) => {
    refuseMore(call.tenant.groups, limit, 'groups')
    const displayName = requiredText(call, 'group_name', 'Group name')
    const type = typed(call, 'type')
    if (!types.some(({ value }) => value === type)) throw new Refused('Group type: choose one.')
    const kind = type === 'microsoft-365' ? { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false } : {}
    const group: GroupFixture = { id: newGuid(call.emulation.entropy), displayName, ...kind }
    changeTenant(call, (draft) => ({ ...draft, groups: [...draft.groups, { ...group }] }))
    const notice = `Successfully created the group ${displayName}.`
    return { kind: 'done', to: `${places.groups.path}/${group.id}/members`, notice }
  },
}

export const newGroupRoute: BladeRoute = { path: '/groups/new', show, acts: { create } }
