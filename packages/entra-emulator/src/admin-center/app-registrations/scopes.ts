import type { PermissionScope } from '../../directory/exposed-api.ts'
import { newGuid } from '../../identifier.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, refuseMore, requiredText, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, panel, radioField, textArea, textField } from '../layout/form.ts'
import { placeOf, registrationOf } from './registration.ts'

const limit = 200

export function scopeForm(call: BladeCall, here: string): Html {
  return panel(
    'Add a scope',
    form(call, {
      act: 'add-scope',
      task: 'applications',
      submit: 'Add scope',
      cancel: here,
      query: 'add=scope',
      body: html`${textField(call, { name: 'scope_name', label: 'Scope name', required: true, placeholder: 'e.g. Files.Read' })}
${radioField(call, {
  name: 'who',
  label: 'Who can consent?',
  value: 'Admin',
  in_row: true,
  choices: [
    { value: 'User', label: 'Admins and users' },
    { value: 'Admin', label: 'Admins only' },
  ],
})}
${textField(call, { name: 'admin_name', label: 'Admin consent display name', required: true, placeholder: 'e.g. Read user files' })}
${textArea(call, { name: 'admin_description', label: 'Admin consent description', required: true })}
${textField(call, { name: 'user_name', label: 'User consent display name', placeholder: 'e.g. Read your files' })}
${textArea(call, { name: 'user_description', label: 'User consent description' })}
${radioField(call, {
  name: 'state',
  label: 'State',
  value: 'enabled',
  in_row: true,
  choices: [
    { value: 'enabled', label: 'Enabled' },
    { value: 'disabled', label: 'Disabled' },
  ],
})}`,
    }),
  )
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { api, identifierUris } = application
    if (identifierUris.length === 0) throw new Refused('Set the Application ID URI first.')
    refuseMore(api.oauth2PermissionScopes, limit, 'scopes')
    const value = requiredText(call, 'scope_name', 'Scope name', 120)
    if (!/^[\w.:!#$%&'()*+,=?@[\]^`{|}~-]+$/.test(value) || value.startsWith('.')) {
      throw new Refused('Scope name: no blanks and no slashes, and no dot at the beginning.')
    }
    if (api.oauth2PermissionScopes.some((scope) => scope.value === value)) {
      throw new Refused(`Scope name: "${value}" is taken already.`)
    }
    const who = typed(call, 'who')
    if (who !== 'User' && who !== 'Admin') throw new Refused('Who can consent? Choose one.')
    const adminName = requiredText(call, 'admin_name', 'Admin consent display name', 100)
    const adminDescription = requiredText(call, 'admin_description', 'Admin consent description', 1000)
    const scope: PermissionScope = {
      id: newGuid(call.emulation.entropy),
      value,
      adminConsentDisplayName: adminName,
      adminConsentDescription: adminDescription,
      userConsentDisplayName: typed(call, 'user_name').slice(0, 100) || adminName,
      userConsentDescription: typed(call, 'user_description').slice(0, 1000) || adminDescription,
      type: who,
      isEnabled: typed(call, 'state') !== 'disabled',
    }
    const oauth2PermissionScopes = [...api.oauth2PermissionScopes, scope]
    changeRegistration(call, application, { api: { ...api, oauth2PermissionScopes } })
    return { kind: 'done', to: placeOf(application, 'expose-an-api'), notice: `Successfully added the scope ${value}.` }
  },
}

function scopeOf(call: BladeCall): PermissionScope {
  const scope = registrationOf(call).api.oauth2PermissionScopes.find(({ id }) => id === typed(call, 'scope'))
  if (!scope) throw new Refused('This scope is gone already.')
  return scope
}

const switchScope: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { id, value, isEnabled } = scopeOf(call)
    const oauth2PermissionScopes = application.api.oauth2PermissionScopes.map((scope) =>
      scope.id === id ? { ...scope, isEnabled: !isEnabled } : scope,
    )
    changeRegistration(call, application, { api: { ...application.api, oauth2PermissionScopes } })
    const notice = `The scope ${value} is ${isEnabled ? 'disabled' : 'enabled'}.`
    return { kind: 'done', to: placeOf(application, 'expose-an-api'), notice }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { id, value, isEnabled } = scopeOf(call)
    if (isEnabled) throw new Refused('Disable the scope before you delete it.')
    const { oauth2PermissionScopes: all, preAuthorizedApplications: clients } = application.api
    const api = {
      ...application.api,
      oauth2PermissionScopes: all.filter((scope) => scope.id !== id),
      preAuthorizedApplications: clients.map((client) => ({
        ...client,
        delegatedPermissionIds: client.delegatedPermissionIds.filter((one) => one !== id && one !== value),
      })),
    }
    changeRegistration(call, application, { api })
    return { kind: 'done', to: placeOf(application, 'expose-an-api'), notice: `Deleted the scope ${value}.` }
  },
}

export const scopeActs = { 'add-scope': add, 'switch-scope': switchScope, 'delete-scope': remove }
