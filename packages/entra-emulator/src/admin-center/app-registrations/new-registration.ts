import type { ApplicationFixture } from '../../directory/application.ts'
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
import { form, radioField, selectField, textField } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { accountTypes, chosenAccountType, platforms } from './account-types.ts'

export const limitOfApplications = 1_000

/** The form "Register an application". */
export function registrationForm(call: BladeCall, cancel: string, name = '') {
  return form(call, {
    act: 'register',
    task: 'applications',
    submit: 'Register',
    cancel,
    body: html`${textField(call, {
      name: 'name',
      label: 'Name',
      value: name,
      required: true,
      hint: 'The user-facing display name for this application (this can be changed later).',
    })}
${radioField(call, {
  name: 'signInAudience',
  label: 'Supported account types',
  value: 'AzureADMyOrg',
  hint: 'Who can use this application or access this API?',
  choices: accountTypes(call.tenant),
})}
<h2>Redirect URI (optional)</h2>
<p class="dim">The authentication response goes to this address after the person has signed in. You can leave it empty now,
but most sign-ins need it.</p>
<div class="two">${selectField(call, {
      name: 'platform',
      label: 'Platform',
      choices: [{ value: '', label: 'Select a platform' }, ...platforms],
    })}
${textField(call, { name: 'redirectUri', label: 'Redirect URI', placeholder: 'e.g. https://example.com/auth' })}</div>`,
  })
}

/**
 * @throws Refused for a character that Entra refuses in a name
 */
export function refuseName(displayName: string): void {
  if (/[<>;&%]/.test(displayName)) throw new Refused('Name: must have none of the characters < > ; & %')
}

/** Registers an application, and leads to its overview. */
export const register: Act = {
  task: 'applications',
  run: (call) => {
    const displayName = requiredText(call, 'name', 'Name', 120)
    refuseName(displayName)
    refuseMore(call.tenant.applications, limitOfApplications, 'applications')
    const signInAudience = chosenAccountType(call)
    const redirectUri = typed(call, 'redirectUri')
    const platform = platforms.find(({ value }) => value === typed(call, 'platform'))?.value
    if (redirectUri !== '' && platform === undefined) throw new Refused('Redirect URI: select a platform.')
    const application: ApplicationFixture = {
      appId: newGuid(call.emulation.entropy),
      displayName,
      signInAudience,
      owners: [call.user.id],
      tags: ['HideApp'],
      ...(redirectUri !== '' && platform !== undefined && { [platform]: { redirectUris: [redirectUri] } }),
    }
    changeTenant(call, (draft) => ({ ...draft, applications: [...draft.applications, { ...application }] }))
    const to = `${places.app_registrations.path}/${application.appId}`
    return { kind: 'done', to, notice: `Successfully created application ${displayName}.` }
  },
}

function show(call: BladeCall): Blade {
  return {
    title: 'Register an application',
    crumbs: [places.app_registrations],
    task: 'applications',
    body: registrationForm(call, places.app_registrations.path),
  }
}

export const newRegistrationRoute: BladeRoute = { path: '/app-registrations/new', show, acts: { register } }
