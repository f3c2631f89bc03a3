import { type Html, html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { consentNotice, grantConsent } from '../enterprise-apps/grant-consent.ts'
import { buttonForm, question } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { table } from '../layout/table.ts'
import { mayDo } from '../role.ts'
import { type AskedPermission, askedPermissions, withPermissions } from './asked-permission.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'
import { addPermissions, permissionsPanel } from './request-permissions.ts'

function status({ tenant }: BladeCall, { is_granted, is_offered, needs_admin }: AskedPermission): Html | string {
  if (is_granted) return html`<span class="ok">✓ Granted for ${tenant.displayName}</span>`
  if (!is_offered) return html`<span class="off">⚠ The API does not offer it any more</span>`
  return needs_admin ? html`<span class="off">⚠ Not granted for ${tenant.displayName}</span>` : '-'
}

function row(call: BladeCall, one: AskedPermission): readonly (Html | string)[] {
  return [
    html`${one.value} <span class="dim">${one.api_name}</span>`,
    one.type === 'delegated' ? 'Delegated' : 'Application',
    one.says,
    one.needs_admin ? 'Yes' : 'No',
    status(call, one),
    buttonForm(call, {
      act: 'remove-permission',
      task: 'applications',
      text: 'Remove',
      name: `Remove ${one.value} (${one.type})`,
      fields: { api: one.api_id, value: one.value, kind: one.type },
    }),
  ]
}

function consentQuestion(call: BladeCall, here: string): Html {
  return question(
    'Grant admin consent confirmation',
    html`<p>Do you want to grant consent for the requested permissions for all accounts in ${call.tenant.displayName}? Another
window lists them. This updates any existing admin consent records this application already has.</p>
<div class="go">${buttonForm(call, { act: 'grant-now', task: 'consent', text: 'Yes', style: 'button', new_window: true })}<a
 class="button second" href="${here}">No</a></div>`,
  )
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'api-permissions')
  const asked = askedPermissions(
    call.tenant,
    application,
    (appId) => call.emulation.directory.application(appId)?.application,
  )
  const blade = registrationBlade(application, {
    title: 'API permissions',
    commands: html`<a href="${here}">Refresh</a><a href="${here}?add=permission">Add a permission</a>${buttonForm(
      call,
      {
        act: 'grant',
        task: 'consent',
        text: `Grant admin consent for ${call.tenant.displayName}`,
        style: 'command',
      },
    )}`,
    body: html`${consentNotice(call, application)}${call.ask === 'grant' && consentQuestion(call, here)}
${call.query.get('add') === 'permission' && permissionsPanel(call, here)}<h2>Configured permissions</h2>
<p class="dim">Applications are authorized to call APIs when they are granted permissions by users/admins as part of the consent
process. The list of configured permissions should include all the permissions the application needs.</p>
${table({
  label: 'Configured permissions',
  columns: ['API / Permissions name', 'Type', 'Description', 'Admin consent required', 'Status', ''],
  rows: asked.map((one) => row(call, one)),
  empty: 'No permissions are configured.',
})}
<p class="dim">To view and manage consented permissions, see
<a href="${places.enterprise_apps.path}/${application.appId}/permissions">Enterprise applications</a>.</p>`,
  })
  // Some roles consent, and register nothing.
  return mayDo(call.user, 'consent') ? blade : { ...blade, task: 'consent' }
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const value = typed(call, 'value')
    const kind = typed(call, 'kind')
    if (kind !== 'delegated' && kind !== 'application') throw new Refused('This permission is gone already.')
    const apiPermissions = withPermissions(application.apiPermissions, typed(call, 'api'), kind, (values) =>
      values.filter((one) => one !== value),
    )
    changeRegistration(call, application, { apiPermissions })
    const notice = `Removed ${value}. What was granted stays, on the page Permissions of the enterprise application.`
    return { kind: 'done', to: placeOf(application, 'api-permissions'), notice }
  },
}

export const apiPermissionsRoute: BladeRoute = {
  path: '/app-registrations/:appId/api-permissions',
  show,
  acts: {
    'add-permissions': addPermissions,
    'remove-permission': remove,
    grant: { task: 'consent', run: () => ({ kind: 'ask', ask: 'grant' }) },
    'grant-now': {
      task: 'consent',
      run: (call) => {
        const application = registrationOf(call)
        return grantConsent(call, application, placeOf(application, 'api-permissions'))
      },
    },
  },
}
