import type { Application } from '../../directory/application.ts'
import { newGuid } from '../../identifier.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, refuseMore, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { buttonForm, form, panel, textArea, textField } from '../layout/form.ts'
import { copyable, dateOf, table } from '../layout/table.ts'
import { placeOf, registrationOf } from './registration.ts'

const limit = 50

/** The SHA-1 thumbprint in the portal's form: hexadecimal capitals. */
function thumbprint(customKeyIdentifier: string): string {
  return Buffer.from(customKeyIdentifier, 'base64').toString('hex').toUpperCase()
}

function placeOfTab(application: Application): string {
  return `${placeOf(application, 'certificates-and-secrets')}?tab=certificates`
}

export function certificates(call: BladeCall, application: Application): Html {
  return html`${
    call.query.get('add') === 'certificate' &&
    panel(
      'Upload a certificate',
      form(call, {
        act: 'add-certificate',
        task: 'applications',
        submit: 'Add',
        cancel: placeOfTab(application),
        query: 'tab=certificates&add=certificate',
        has_files: true,
        body: html`<p class="dim">Upload a certificate (public key) with one of the file types .cer, .pem, .crt.</p>
<div class="field"><label for="certificate">Certificate file</label>
<input type="file" id="certificate" name="certificate" accept=".cer,.pem,.crt"></div>
${textArea(call, { name: 'pem', label: 'Or paste the certificate', hint: 'The text from -----BEGIN CERTIFICATE----- on.' })}
${textField(call, { name: 'description', label: 'Description', placeholder: 'Enter a description for this certificate' })}`,
      }),
    )
  }
<p class="dim">A certificate proves the identity of the application instead of a secret. Only its public part is uploaded.</p>
${table({
  label: 'Certificates',
  columns: ['Thumbprint', 'Description', 'Start date', 'Expires', 'Certificate ID', ''],
  rows: application.keyCredentials.map((one) => [
    copyable('Thumbprint', thumbprint(one.customKeyIdentifier)),
    one.displayName ?? '-',
    dateOf(one.startDateTime),
    dateOf(one.endDateTime),
    html`<code class="all">${one.keyId}</code>`,
    buttonForm(call, {
      act: 'delete-certificate',
      task: 'applications',
      text: 'Delete',
      name: `Delete certificate ${thumbprint(one.customKeyIdentifier)}`,
      fields: { key: one.keyId },
    }),
  ]),
  empty: 'No certificates have been added for this application.',
})}`
}

const add: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    refuseMore(application.keyCredentials, limit, 'certificates')
    const key = [call.files.get('certificate') ?? '', typed(call, 'pem')].find((one) => one !== '')
    if (key === undefined) throw new Refused('Certificate: choose a file, or paste the certificate.')
    if (key.includes('PRIVATE KEY')) {
      throw new Refused(
        'Certificate: this has a private key, which must stay with the application. Upload the certificate only.',
      )
    }
    const description = typed(call, 'description')
    const made = {
      keyId: newGuid(call.emulation.entropy),
      displayName: description === '' ? null : description.slice(0, 128),
      key,
    }
    changeRegistration(call, application, { keyCredentials: [...application.keyCredentials, made] })
    return { kind: 'done', to: placeOfTab(application), notice: 'Successfully uploaded the certificate.' }
  },
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const left = application.keyCredentials.filter(({ keyId }) => keyId !== typed(call, 'key'))
    if (left.length === application.keyCredentials.length) throw new Refused('This certificate is gone already.')
    changeRegistration(call, application, { keyCredentials: left })
    return { kind: 'done', to: placeOfTab(application), notice: 'Successfully deleted the certificate.' }
  },
}

export const certificateActs = { 'add-certificate': add, 'delete-certificate': remove }
