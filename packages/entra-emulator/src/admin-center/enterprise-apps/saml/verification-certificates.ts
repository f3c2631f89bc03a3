import { newGuid } from '../../../identifier.ts'
import { type Html, html } from '../../../pages/html.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { type BladeCall, Refused, refuseMore, typed } from '../../blade.ts'
import { buttonForm, form, panel, tick } from '../../layout/form.ts'
import { copyable, dateOf, facts, table } from '../../layout/table.ts'
import { changeSaml, done, samlAct, samlPlace } from './saml-of.ts'
import { certificateFields, uploadedCertificate } from './uploaded-certificate.ts'

/** Entra takes no more. */
const limit = 2

function thumbprint(customKeyIdentifier: string): string {
  return Buffer.from(customKeyIdentifier, 'base64').toString('hex').toUpperCase()
}

function editor(call: BladeCall, application: SamlApplication): Html {
  const { allowSha1Requests, requireVerificationCertificates, verificationCertificates } = application.saml
  return panel(
    'Verification certificates',
    html`<p class="dim">Verification certificates are used to verify requests coming from this application to Microsoft Entra ID.</p>
${form(call, {
  act: 'save-verification',
  task: 'applications',
  submit: 'Save',
  cancel: samlPlace(application),
  query: 'edit=verification',
  body: html`${tick(call, {
    name: 'required',
    value: '1',
    label: 'Require verification certificates',
    is_on: requireVerificationCertificates,
    hint: 'A request without a signature is refused with AADSTS76021.',
  })}
${tick(call, { name: 'sha1', value: '1', label: 'Allow requests signed with RSA-SHA1', is_on: allowSha1Requests })}`,
})}
${table({
  label: 'Verification certificates',
  columns: ['Thumbprint', 'Expiration', ''],
  rows: verificationCertificates.map((one, index) => [
    copyable(`Thumbprint of verification certificate ${index + 1}`, thumbprint(one.customKeyIdentifier)),
    dateOf(one.endDateTime),
    buttonForm(call, {
      act: 'delete-verification',
      task: 'applications',
      text: 'Delete',
      name: `Delete certificate ${thumbprint(one.customKeyIdentifier)}`,
      query: 'edit=verification',
      fields: { key: one.keyId },
    }),
  ]),
  empty: 'No certificates have been uploaded.',
})}
<h3>Upload certificate</h3>
${form(call, {
  act: 'upload-verification',
  task: 'applications',
  submit: 'Upload certificate',
  query: 'edit=verification',
  has_files: true,
  body: certificateFields(call),
})}`,
  )
}

export function verificationSection(call: BladeCall, application: SamlApplication): Html {
  const { requireVerificationCertificates, verificationCertificates } = application.saml
  const now = call.emulation.clock.now()
  const expired = verificationCertificates.filter(({ endDateTime }) => Date.parse(endDateTime) <= now).length
  return html`<h4>Verification certificates (optional)</h4>
<div class="commands bare"><a href="${samlPlace(application, '?edit=verification')}" aria-label="Edit Verification certificates">Edit</a></div>
${call.query.get('edit') === 'verification' && editor(call, application)}
${facts([
  { label: 'Required', value: requireVerificationCertificates ? 'Yes' : 'No' },
  { label: 'Active', value: String(verificationCertificates.length - expired) },
  { label: 'Expired', value: String(expired) },
])}`
}

const save = samlAct((call, application) => {
  changeSaml(call, application, {
    requireVerificationCertificates: call.form.has('required'),
    allowSha1Requests: call.form.has('sha1'),
  })
  return done(application, 'Successfully saved the verification settings.', '?edit=verification')
})

const upload = samlAct((call, application) => {
  const { verificationCertificates } = application.saml
  refuseMore(verificationCertificates, limit, 'verification certificates')
  const made = { keyId: newGuid(call.emulation.entropy), key: uploadedCertificate(call) }
  changeSaml(call, application, { verificationCertificates: [...verificationCertificates, made] })
  return done(application, 'Successfully uploaded the certificate.', '?edit=verification')
})

const remove = samlAct((call, application) => {
  const { verificationCertificates } = application.saml
  const left = verificationCertificates.filter(({ keyId }) => keyId !== typed(call, 'key'))
  if (left.length === verificationCertificates.length) throw new Refused('This certificate is gone already.')
  changeSaml(call, application, { verificationCertificates: left })
  return done(application, 'Successfully deleted the certificate.', '?edit=verification')
})

export const verificationActs = {
  'save-verification': save,
  'upload-verification': upload,
  'delete-verification': remove,
}
