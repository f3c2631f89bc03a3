import type { Application } from '../../directory/application.ts'
import { newSecretText, type PasswordCredential } from '../../directory/secret.ts'
import { newGuid } from '../../identifier.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, refuseMore, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { buttonForm, form, panel, selectField, textField } from '../layout/form.ts'
import { copyable, dateOf, table } from '../layout/table.ts'
import { placeOf, registrationOf } from './registration.ts'
import { chosenLifetime, lifetimes } from './secret-lifetime.ts'

const limit = 50

/** Entra shows the first characters of a value, so that people find the right one. */
function hidden(secretText: string): string {
  return `${secretText.slice(0, 3)}${'*'.repeat(18)}`
}

function row(call: BladeCall, one: PasswordCredential): readonly (Html | string)[] {
  const isNew = call.secret?.key_id === one.keyId
  const name = one.displayName ?? 'Client secret'
  const isOver = Date.parse(one.endDateTime) <= call.emulation.clock.now()
  return [
    name,
    isOver ? html`<span class="off">${dateOf(one.endDateTime)}, expired</span>` : dateOf(one.endDateTime),
    call.secret && isNew ? copyable('Value', call.secret.value) : hidden(one.secretText),
    copyable('Secret ID', one.keyId),
    buttonForm(call, {
      act: 'delete-secret',
      task: 'applications',
      text: 'Delete',
      name: `Delete ${name}`,
      fields: { key: one.keyId },
    }),
  ]
}

export function clientSecrets(call: BladeCall, application: Application): Html {
  const here = placeOf(application, 'certificates-and-secrets')
  return html`${
    call.query.get('add') === 'secret' &&
    panel(
      'Add a client secret',
      form(call, {
        act: 'add-secret',
        task: 'applications',
        submit: 'Add',
        cancel: here,
        query: 'add=secret',
        body: html`${textField(call, { name: 'description', label: 'Description', placeholder: 'Enter a description for this client secret' })}
${selectField(call, { name: 'expires', label: 'Expires', value: '180', choices: lifetimes })}
<div class="two if-custom">${textField(call, { name: 'start', label: 'Start', type: 'date' })}
${textField(call, { name: 'end', label: 'End', type: 'date', hint: 'At most 24 months after the start.' })}</div>`,
      }),
    )
  }
<p class="dim">A secret string that the application uses to prove its identity when it asks for a token. It is also called
application password.</p>
${
  call.secret &&
  html`<div class="say note"><p>Copy the new client secret value now. It is not shown again after you leave this page. The
column Secret ID is not the secret.</p></div>`
}
${table({
  label: 'Client secrets',
  columns: ['Description', 'Expires', 'Value', 'Secret ID', ''],
  rows: application.passwordCredentials.map((one) => row(call, one)),
  empty: 'No client secrets have been created for this application.',
})}`
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const { clock, entropy } = call.emulation
    refuseMore(application.passwordCredentials, limit, 'client secrets')
    const description = typed(call, 'description')
    if (description.length > 128) throw new Refused('Description: at most 128 characters.')
    const keyId = newGuid(entropy)
    const secretText = newSecretText(entropy)
    const made = {
      keyId,
      displayName: description === '' ? null : description,
      secretText,
      ...chosenLifetime(call, clock.now()),
    }
    changeRegistration(call, application, { passwordCredentials: [...application.passwordCredentials, made] })
    const to = placeOf(application, 'certificates-and-secrets')
    return {
      kind: 'done',
      to,
      notice: 'Successfully updated credentials.',
      secret: { key_id: keyId, value: secretText },
    }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const key = typed(call, 'key')
    const left = application.passwordCredentials.filter(({ keyId }) => keyId !== key)
    if (left.length === application.passwordCredentials.length) throw new Refused('This client secret is gone already.')
    changeRegistration(call, application, { passwordCredentials: left })
    return {
      kind: 'done',
      to: placeOf(application, 'certificates-and-secrets'),
      notice: 'Successfully deleted the client secret.',
    }
  },
}

export const clientSecretActs = { 'add-secret': add, 'delete-secret': remove }
