import type { UserFixture } from '../../directory/user.ts'
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
import { form, selectField, textField, tick } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'

const limit = 10_000

function show(call: BladeCall): Blade {
  const domains = call.tenant.domains.map((domain) => ({ value: domain, label: `@${domain}` }))
  return {
    title: 'Create new user',
    crumbs: [places.users],
    task: 'users',
    body: form(call, {
      act: 'create',
      task: 'users',
      submit: 'Create',
      cancel: places.users.path,
      body: html`<div class="two">${textField(call, { name: 'local', label: 'User principal name', required: true, placeholder: 'ada' })}
${selectField(call, { name: 'domain', label: 'Domain', choices: domains })}</div>
${textField(call, { name: 'display_name', label: 'Display name', required: true })}
${textField(call, { name: 'password', label: 'Password', hint: 'Empty for the password of the sample people. A test directory has no secrets.' })}
${textField(call, { name: 'first_name', label: 'First name' })}
${textField(call, { name: 'last_name', label: 'Last name' })}
${textField(call, { name: 'mail', label: 'Email', hint: 'Empty for a person without a mailbox.' })}
${tick(call, { name: 'enabled', value: '1', label: 'Account enabled', is_on: true })}`,
    }),
  }
}

const create: Act = {
  task: 'users',
  run: (call) => {
    refuseMore(call.tenant.users, limit, 'users')
    const local = requiredText(call, 'local', 'User principal name', 64)
    const domain = typed(call, 'domain')
    if (!call.tenant.domains.includes(domain)) throw new Refused('Domain: choose one of the tenant.')
    if (!/^[\w.'-]+$/.test(local)) throw new Refused("User principal name: letters, digits and . _ - ' only.")
    const mail = typed(call, 'mail')
    if (mail !== '' && !/^[^@\s]+@[^@\s]+$/.test(mail)) throw new Refused(`Email: must look like ada@${domain}.`)
    const optional = { password: 'password', givenName: 'first_name', surname: 'last_name', mail: 'mail' }
    const given = Object.entries(optional).map(([member, name]) => [member, typed(call, name).slice(0, 256)] as const)
    const user: UserFixture = {
      id: newGuid(call.emulation.entropy),
      userPrincipalName: `${local}@${domain}`,
      displayName: requiredText(call, 'display_name', 'Display name'),
      accountEnabled: call.form.has('enabled'),
      ...Object.fromEntries(given.filter(([, value]) => value !== '')),
    }
    changeTenant(call, (draft) => ({ ...draft, users: [...draft.users, { ...user }] }))
    const notice = `Successfully created the user ${user.displayName}.`
    return { kind: 'done', to: `${places.users.path}/${user.id}`, notice }
  },
}

export const newUserRoute: BladeRoute = { path: '/users/new', show, acts: { create } }
