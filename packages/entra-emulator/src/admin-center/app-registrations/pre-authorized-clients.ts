import type { Application } from '../../directory/application.ts'
import { isGuid } from '../../identifier.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, refuseMore, requiredText, ticked, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, panel, textField, tick } from '../layout/form.ts'
import { placeOf, registrationOf } from './registration.ts'

const limit = 100

export function clientForm(call: BladeCall, { api, identifierUris }: Application, here: string): Html {
  const scopes = api.oauth2PermissionScopes.map(({ id, value }) =>
    tick(call, { name: `scope:${id}`, value: '1', label: `${identifierUris[0] ?? 'api://'}/${value}` }),
  )
  return panel(
    'Add a client application',
    form(call, {
      act: 'add-client',
      task: 'applications',
      submit: 'Add application',
      cancel: here,
      query: 'add=client',
      body: html`${textField(call, { name: 'client', label: 'Client ID', required: true, placeholder: 'The Application (client) ID' })}
<div class="field"><fieldset><legend>Authorized scopes</legend>${
        scopes.length === 0 ? html`<p class="dim">Add a scope first.</p>` : scopes
      }</fieldset></div>`,
    }),
  )
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { api } = application
    refuseMore(api.preAuthorizedApplications, limit, 'client applications')
    const appId = requiredText(call, 'client', 'Client ID').toLowerCase()
    if (!isGuid(appId)) throw new Refused(`Client ID: must be a GUID, is "${appId}".`)
    const known = new Set(api.oauth2PermissionScopes.map(({ id }) => id))
    const delegatedPermissionIds = ticked(call, 'scope').filter((id) => known.has(id))
    if (delegatedPermissionIds.length === 0) throw new Refused('Authorized scopes: choose at least one.')
    const others = api.preAuthorizedApplications.filter((one) => one.appId !== appId)
    const preAuthorizedApplications = [...others, { appId, delegatedPermissionIds }]
    changeRegistration(call, application, { api: { ...api, preAuthorizedApplications } })
    return {
      kind: 'done',
      to: placeOf(application, 'expose-an-api'),
      notice: 'Successfully authorized the client application.',
    }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { api } = application
    const preAuthorizedApplications = api.preAuthorizedApplications.filter(
      ({ appId }) => appId !== typed(call, 'client'),
    )
    if (preAuthorizedApplications.length === api.preAuthorizedApplications.length) {
      throw new Refused('This client application is gone already.')
    }
    changeRegistration(call, application, { api: { ...api, preAuthorizedApplications } })
    return { kind: 'done', to: placeOf(application, 'expose-an-api'), notice: 'Removed the client application.' }
  },
}

export const clientActs = { 'add-client': add, 'delete-client': remove }
