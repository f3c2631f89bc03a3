import type { Group } from '../../directory/group.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, param, Refused, ticked } from '../blade.ts'
import { changeTenant } from '../changing.ts'
import { carried, form, question, tick } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { copyableFact, facts, found, pageOf, searchForm } from '../layout/table.ts'
import { groupType } from './groups.ts'
import { possibleMembers } from './members.ts'

const limit = 10_000

/**
 * @throws Refused 404
 */
function groupOf(call: BladeCall): Group {
  const found = call.tenant.groups.find(({ id }) => id === param(call, 'id').toLowerCase())
  if (!found) throw new Refused(`There is no group "${param(call, 'id')}" in ${call.tenant.displayName}.`, 404)
  return found
}

function placeOf({ id }: Group, blade = ''): string {
  return `${places.groups.path}/${id}${blade === '' ? '' : `/${blade}`}`
}

function groupBlade(group: Group, blade: Pick<Blade, 'title' | 'body' | 'commands'>): Blade {
  return {
    ...blade,
    of: group.displayName,
    crumbs: [places.groups],
    task: 'groups',
    menu: {
      label: group.displayName,
      parts: [
        { title: undefined, links: [{ text: 'Overview', path: placeOf(group) }] },
        { title: 'Manage', links: [{ text: 'Members', path: placeOf(group, 'members') }] },
      ],
    },
  }
}

function showOverview(call: BladeCall): Blade {
  const group = groupOf(call)
  return groupBlade(group, {
    title: 'Overview',
    body: html`<h2>Basic information</h2>${facts([
      { label: 'Name', value: group.displayName },
      copyableFact('Object ID', group.id),
      { label: 'Group type', value: groupType(group) },
      { label: 'Membership type', value: 'Assigned' },
      { label: 'Source', value: group.onPremisesSamAccountName === null ? 'Cloud' : 'Windows Server AD' },
      { label: 'sAMAccountName', value: group.onPremisesSamAccountName ?? '-' },
      { label: 'Direct members', value: String(group.members.length) },
    ])}`,
  })
}

/** Boxes for one page of people and groups, below a search. */
function boxes(
  call: BladeCall,
  list: ReturnType<typeof possibleMembers>,
  empty: string,
): { body: Html; links: Html | undefined } {
  const { items, links } = pageOf(
    call,
    found(call, list, ({ name, detail }) => [name, detail]),
  )
  const ticks = items.map(({ id, name, detail }) =>
    tick(call, { name: `member:${id}`, value: '1', label: name, hint: detail }),
  )
  return { body: items.length === 0 ? html`<p class="none">${empty}</p>` : html`${ticks}`, links }
}

function removeQuestion(call: BladeCall, here: string): Html {
  return question(
    'Remove members',
    html`<p>Do you want to remove the selected members from the group?</p>${form(call, {
      act: 'remove-now',
      task: 'groups',
      submit: 'Yes',
      cancel: here,
      body: carried(call),
    })}`,
  )
}

function showMembers(call: BladeCall): Blade {
  const group = groupOf(call)
  const here = placeOf(group, 'members')
  const direct = new Set(group.members)
  const members = possibleMembers(call).filter(({ id }) => direct.has(id))
  const { body, links } = boxes(call, members, 'No direct member was found.')
  return groupBlade(group, {
    title: 'Members',
    commands: html`<a href="${here}/add">Add members</a><a href="${here}">Refresh</a>`,
    body: html`${call.ask === 'remove' && removeQuestion(call, here)}${searchForm(call, 'Search members')}${form(call, {
      act: 'remove',
      task: 'groups',
      body: html`<div class="field"><fieldset><legend>Direct members</legend>${body}</fieldset></div>
${members.length > 0 && html`<div class="go"><button class="button second" type="submit">Remove</button></div>`}`,
    })}${links}`,
  })
}

function showAdd(call: BladeCall): Blade {
  const group = groupOf(call)
  const direct = new Set(group.members)
  const others = possibleMembers(call).filter(({ id }) => id !== group.id && !direct.has(id))
  const { body, links } = boxes(call, others, 'Nobody was found.')
  return groupBlade(group, {
    title: 'Add members',
    body: html`${searchForm(call, 'Search users and groups')}${form(call, {
      act: 'add',
      task: 'groups',
      submit: 'Select',
      cancel: placeOf(group, 'members'),
      body: html`<div class="field"><fieldset><legend>Users and groups</legend>${body}</fieldset></div>${links}`,
    })}`,
  })
}

function withMembers(call: BladeCall, group: Group, change: (members: readonly string[]) => readonly string[]): void {
  changeTenant(call, (draft) => ({
    ...draft,
    groups: draft.groups.map((one) => (one.id === group.id ? { ...one, members: change(group.members) } : one)),
  }))
}

const add: Act = {
  task: 'groups',
  run: (call) => {
    const group = groupOf(call)
    const known = new Set(possibleMembers(call).map(({ id }) => id))
    const chosen = ticked(call, 'member').filter((id) => known.has(id) && id !== group.id)
    if (chosen.length === 0) throw new Refused('Choose at least one user or group.')
    if (group.members.length + chosen.length > limit) throw new Refused(`A group has at most ${limit} members here.`)
    withMembers(call, group, (members) => [...new Set([...members, ...chosen])])
    return { kind: 'done', to: placeOf(group, 'members'), notice: `Added ${chosen.length} members.` }
  },
}

const remove: Act = {
  task: 'groups',
  run: (call) => {
    if (ticked(call, 'member').length === 0) throw new Refused('Tick the members to remove.')
    return { kind: 'ask', ask: 'remove' }
  },
}

const removeNow: Act = {
  task: 'groups',
  run: (call) => {
    const group = groupOf(call)
    const gone = new Set(ticked(call, 'member'))
    withMembers(call, group, (members) => members.filter((id) => !gone.has(id)))
    return { kind: 'done', to: placeOf(group, 'members'), notice: `Removed ${gone.size} members.` }
  },
}

export const groupRoutes: readonly BladeRoute[] = [
  { path: '/groups/:id', show: showOverview },
  { path: '/groups/:id/members', show: showMembers, acts: { remove, 'remove-now': removeNow } },
  { path: '/groups/:id/members/add', show: showAdd, acts: { add } },
]
