import { userConsentSettings } from '../../directory/tenant.ts'
import { html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeTenant } from '../changing.ts'
import { form, radioField } from '../layout/form.ts'
import { enterpriseApplications, places } from '../layout/navigation.ts'
import { listMenu } from './list.ts'

const choices = [
  {
    value: 'do_not_allow',
    label: 'Do not allow user consent',
    hint: 'An administrator will be required for all apps.',
  },
  {
    value: 'allow_low_impact',
    label: 'Allow user consent for apps from verified publishers, for selected permissions',
    hint: 'All users can consent for permissions classified as “low impact” (openid, profile, email, offline_access, User.Read), for apps registered in this organization. This emulator knows no verified publisher.',
  },
  {
    value: 'allow_all',
    label: 'Allow user consent for apps',
    hint: "All users can consent for any app to access the organization's data.",
  },
]

function show(call: BladeCall): Blade {
  return {
    title: 'Consent and permissions',
    crumbs: [enterpriseApplications],
    menu: listMenu,
    task: 'consent_settings',
    body: html`<h2>User consent settings</h2>
<p class="dim">Control when end users and group owners are allowed to grant consent to applications, and when they will be required to
request administrator review and approval.</p>
${form(call, {
  act: 'save',
  task: 'consent_settings',
  submit: 'Save',
  cancel: places.consent_settings.path,
  body: radioField(call, {
    name: 'settings',
    label: 'User consent for applications',
    value: call.tenant.userConsentSettings,
    choices,
  }),
})}`,
  }
}

const save: Act = {
  task: 'consent_settings',
  run: (call) => {
    const settings = userConsentSettings.find((one) => one === typed(call, 'settings'))
    if (!settings) throw new Refused('User consent for applications: choose one.')
    changeTenant(call, (draft) => ({ ...draft, userConsentSettings: settings }))
    return { kind: 'done', to: places.consent_settings.path, notice: 'Successfully saved the user consent settings.' }
  },
}

export const consentSettingsRoute: BladeRoute = { path: '/consent-and-permissions', show, acts: { save } }
