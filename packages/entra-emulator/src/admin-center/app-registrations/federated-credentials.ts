import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, requiredText, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { buttonForm, form, panel, selectField, textField } from '../layout/form.ts'
import { table } from '../layout/table.ts'
import { placeOf, registrationOf } from './registration.ts'

/** The audience that Entra suggests, and that client libraries use. */
const defaultAudience = 'api://AzureADTokenExchange'

/** The scenarios of the portal. The others fill in the same four fields. */
const scenarios = [
  { value: '', label: 'Select a scenario' },
  { value: 'other', label: 'Other issuer' },
]

function placeOfTab(application: Application): string {
  return `${placeOf(application, 'certificates-and-secrets')}?tab=federated-credentials`
}

function credentialForm(call: BladeCall, application: Application): Html {
  return panel(
    'Add a credential',
    form(call, {
      act: 'add-credential',
      task: 'applications',
      submit: 'Add',
      cancel: placeOfTab(application),
      query: 'tab=federated-credentials&add=credential',
      body: html`${selectField(call, {
        name: 'scenario',
        label: 'Federated credential scenario',
        choices: scenarios,
        hint: 'This emulator offers the scenario that fits every OpenID Connect issuer.',
      })}
<h3>Connect your account</h3>
${textField(call, { name: 'issuer', label: 'Issuer', required: true, placeholder: 'https://…', hint: 'The address of the issuer. It must be the claim iss of its tokens in every character.' })}
${textField(call, { name: 'subject', label: 'Subject identifier', required: true, hint: 'The claim sub of its tokens.' })}
<h3>Credential details</h3>
${textField(call, { name: 'name', label: 'Name', required: true, hint: 'It cannot be changed later.' })}
${textField(call, { name: 'description', label: 'Description' })}
${textField(call, { name: 'audience', label: 'Audience', value: defaultAudience, required: true })}`,
    }),
  )
}

export function federatedCredentials(call: BladeCall, application: Application): Html {
  return html`${call.query.get('add') === 'credential' && credentialForm(call, application)}
<p class="dim">Let another issuer’s tokens stand for a secret. Nothing has to be kept, and nothing expires. At most 20.</p>
${table({
  label: 'Federated credentials',
  columns: ['Name', 'Issuer', 'Subject identifier', 'Audience', ''],
  rows: application.federatedIdentityCredentials.map((one) => [
    one.name,
    html`<code>${one.issuer}</code>`,
    html`<code>${one.subject}</code>`,
    html`<code>${one.audiences[0]}</code>`,
    buttonForm(call, {
      act: 'delete-credential',
      task: 'applications',
      text: 'Delete',
      name: `Delete ${one.name}`,
      fields: { name: one.name },
    }),
  ]),
  empty: 'No federated credentials have been added for this application.',
})}`
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    if (typed(call, 'scenario') === '') throw new Refused('Federated credential scenario: select Other issuer.')
    const description = typed(call, 'description')
    const made = {
      name: requiredText(call, 'name', 'Name', 120),
      issuer: requiredText(call, 'issuer', 'Issuer', 600),
      subject: requiredText(call, 'subject', 'Subject identifier', 600),
      audiences: [requiredText(call, 'audience', 'Audience', 600)],
      description: description === '' ? null : description.slice(0, 600),
    }
    const all = [...application.federatedIdentityCredentials, made]
    changeRegistration(call, application, { federatedIdentityCredentials: all })
    return { kind: 'done', to: placeOfTab(application), notice: `Successfully added the credential ${made.name}.` }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const left = application.federatedIdentityCredentials.filter(({ name }) => name !== typed(call, 'name'))
    if (left.length === application.federatedIdentityCredentials.length) {
      throw new Refused('This credential is gone already.')
    }
    changeRegistration(call, application, { federatedIdentityCredentials: left })
    return { kind: 'done', to: placeOfTab(application), notice: 'Successfully deleted the credential.' }
  },
}

export const federatedCredentialActs = { 'add-credential': add, 'delete-credential': remove }
