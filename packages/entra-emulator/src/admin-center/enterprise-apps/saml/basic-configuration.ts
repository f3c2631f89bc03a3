import { type Html, html } from '../../../pages/html.ts'
import { userAccessPath } from '../../../pages/my-apps-page.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { type BladeCall, Refused, typed } from '../../blade.ts'
import { form, panel, question, textField } from '../../layout/form.ts'
import { facts } from '../../layout/table.ts'
import { changeSaml, done, samlAct, samlPlace, typedList } from './saml-of.ts'

const most = 50

/** The fields of a list, and an empty one for the next value. */
function listFields(
  call: BladeCall,
  prefix: string,
  label: string,
  values: readonly string[],
  placeholder: string,
): readonly Html[] {
  return [...values, ''].map((value, index) =>
    textField(call, {
      name: `${prefix}_${index}`,
      label: index === 0 ? label : `${label} ${index + 1}`,
      value,
      placeholder,
      ...(index === 0 && { required: true }),
    }),
  )
}

function basicForm(call: BladeCall, application: SamlApplication): Html {
  const { identifierUris, saml, web } = application
  return panel(
    'Basic SAML Configuration',
    form(call, {
      act: 'save-basic',
      task: 'applications',
      submit: 'Save',
      cancel: samlPlace(application),
      query: 'edit=basic',
      body: html`${listFields(call, 'identifier', 'Identifier (Entity ID)', identifierUris, 'https://sso.example/saml')}
${listFields(call, 'acs', 'Reply URL (Assertion Consumer Service URL)', web.redirectUris, 'https://sso.example/saml/acs')}
${textField(call, {
  name: 'login_url',
  label: 'Sign on URL (Optional)',
  value: saml.loginUrl,
  hint: 'The tile and the button Test open it. Without it Entra sends a response that nobody asked for.',
})}
${textField(call, { name: 'relay_state', label: 'Relay State (Optional)', value: saml.relayState })}
${textField(call, {
  name: 'logout_url',
  label: 'Logout Url (Optional)',
  value: web.logoutUrl,
  hint: 'Entra sends its LogoutRequest and its LogoutResponse here.',
})}`,
    }),
  )
}

/** The question after the first form, as in the portal. */
function testQuestion(application: SamlApplication, tenantId: string): Html {
  return question(
    `Test single sign-on with ${application.displayName}`,
    html`<p>To ensure that single sign-on works for your application, test it now. People need an assignment first.</p>
<p><a class="button" href="${userAccessPath(tenantId, application.appId)}" target="_blank">Yes</a>
<a class="button second" href="${samlPlace(application)}">No, I'll test later</a></p>`,
  )
}

export function basicSection(call: BladeCall, application: SamlApplication): Html {
  const { identifierUris, saml, web } = application
  const said = (values: readonly string[], missing: string): string => values.join(', ') || missing
  return html`<h3>1. Basic SAML Configuration</h3>
<div class="commands bare"><a href="${samlPlace(application, '?edit=basic')}" aria-label="Edit Basic SAML Configuration">Edit</a></div>
${call.query.get('edit') === 'basic' && basicForm(call, application)}
${call.query.get('ask') === 'test' && testQuestion(application, call.tenant.id)}
${facts([
  { label: 'Identifier (Entity ID)', value: said(identifierUris, 'Required') },
  { label: 'Reply URL (Assertion Consumer Service URL)', value: said(web.redirectUris, 'Required') },
  { label: 'Sign on URL', value: saml.loginUrl ?? 'Optional' },
  { label: 'Relay State (Optional)', value: saml.relayState ?? 'Optional' },
  { label: 'Logout Url (Optional)', value: web.logoutUrl ?? 'Optional' },
])}`
}

function optional(call: BladeCall, name: string): string | null {
  const value = typed(call, name)
  return value === '' ? null : value
}

function optionalUrl(call: BladeCall, name: string, label: string): string | null {
  const value = optional(call, name)
  if (value !== null && !/^https?:\/\/[^\s]+$/.test(value)) throw new Refused(`${label}: enter an address with https.`)
  return value
}

const save = samlAct((call, application) => {
  const identifierUris = typedList(call, 'identifier')
  const redirectUris = typedList(call, 'acs')
  if (identifierUris.length === 0) throw new Refused('Identifier (Entity ID): enter a value.')
  if (redirectUris.length === 0) {
    throw new Refused('Reply URL (Assertion Consumer Service URL): enter a value.')
  }
  if (identifierUris.length > most || redirectUris.length > most) throw new Refused(`At most ${most} of each.`)
  const loginUrl = optionalUrl(call, 'login_url', 'Sign on URL')
  const logoutUrl = optionalUrl(call, 'logout_url', 'Logout Url')
  changeSaml(
    call,
    application,
    { loginUrl, relayState: optional(call, 'relay_state') },
    { identifierUris, web: { ...application.web, redirectUris, logoutUrl } },
  )
  return done(application, 'Successfully saved single sign-on configuration.', '?ask=test')
})

export const basicActs = { 'save-basic': save }
