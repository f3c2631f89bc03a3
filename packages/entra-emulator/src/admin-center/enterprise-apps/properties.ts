import { html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeEnterprise } from '../changing.ts'
import { form, radioField } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { copyableFact, facts } from '../layout/table.ts'
import { enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'

const hideTag = 'HideApp'

const yesOrNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

const asWord = (isOn: boolean): string => (isOn ? 'yes' : 'no')

function show(call: BladeCall): Blade {
  const { application, settings, is_own } = enterpriseOf(call)
  return enterpriseBlade(application, {
    title: 'Properties',
    body: form(call, {
      act: 'save',
      task: 'applications',
      submit: 'Save',
      cancel: placeOf(application, 'properties'),
      body: html`<p class="dim">View and manage application settings for your organization.${
        is_own &&
        html` Name and addresses are changed on the
<a href="${places.app_registrations.path}/${application.appId}">application registration</a>.`
      }</p>
${radioField(call, {
  name: 'enabled',
  label: 'Enabled for users to sign-in?',
  value: asWord(settings.enabled),
  choices: yesOrNo,
  in_row: true,
})}
${facts([
  { label: 'Name', value: application.displayName },
  copyableFact('Application ID', application.appId),
  copyableFact('Object ID', settings.servicePrincipalId),
])}
${radioField(call, {
  name: 'assignment',
  label: 'Assignment required?',
  value: asWord(settings.appRoleAssignmentRequired),
  choices: yesOrNo,
  in_row: true,
  hint: 'With Yes, only people on the page “Users and groups” may sign in, and members of its groups.',
})}
${radioField(call, {
  name: 'visible',
  label: 'Visible to users?',
  value: asWord(!settings.tags.includes(hideTag)),
  choices: yesOrNo,
  in_row: true,
  hint: 'With Yes, an application with SAML has a tile on My Apps.',
})}`,
    }),
  })
}

function chosen(call: BladeCall, name: string, label: string): boolean {
  const word = typed(call, name)
  if (word !== 'yes' && word !== 'no') throw new Refused(`${label} Choose Yes or No.`)
  return word === 'yes'
}

const save: Act = {
  task: 'applications',
  run: (call) => {
    const { application } = enterpriseOf(call)
    const enabled = chosen(call, 'enabled', 'Enabled for users to sign-in?')
    const appRoleAssignmentRequired = chosen(call, 'assignment', 'Assignment required?')
    const isVisible = chosen(call, 'visible', 'Visible to users?')
    changeEnterprise(call, application, ({ tags }) => {
      const others = tags.filter((tag) => tag !== hideTag)
      return { enabled, appRoleAssignmentRequired, tags: isVisible ? others : [...others, hideTag] }
    })
    const notice = `Successfully updated the properties of ${application.displayName}.`
    return { kind: 'done', to: placeOf(application, 'properties'), notice }
  },
}

export const propertiesRoute: BladeRoute = { path: '/enterprise-apps/:appId/properties', show, acts: { save } }
