import { createHash, X509Certificate } from 'node:crypto'
import { html } from '../../pages/html.ts'
import { asSamlApplication } from '../../saml/find-application.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { buttonForm, form, panel } from '../layout/form.ts'
import { copyable, dateOf, table } from '../layout/table.ts'
import { enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'
import { changeSaml, samlAct } from './saml/saml-of.ts'
import { certificateFields, uploadedCertificate } from './saml/uploaded-certificate.ts'

/** The blade "Token encryption": with a certificate of the application its assertions are encrypted. */
function show(call: BladeCall): Blade {
  const { application: registered, is_own } = enterpriseOf(call)
  const application = is_own ? asSamlApplication(registered) : undefined
  if (!application) {
    const body = html`<p>Token encryption is for applications with SAML-based Sign-on.</p>`
    return enterpriseBlade(registered, { title: 'Token encryption', body })
  }
  const { tokenEncryptionCertificate: stored } = application.saml
  const certificate = stored === null ? undefined : new X509Certificate(Buffer.from(stored, 'base64'))
  const thumbprint = certificate ? createHash('sha1').update(certificate.raw).digest('hex').toUpperCase() : ''
  const here = placeOf(application, 'token-encryption')
  return enterpriseBlade(application, {
    title: 'Token encryption',
    body: html`<p class="dim">Import the certificate of the application, so that Microsoft Entra ID encrypts the SAML assertions for it
(AES-256-CBC, RSA-OAEP).</p>
<div class="commands bare"><a href="${here}?add=certificate">Import Certificate</a></div>
${
  call.query.get('add') === 'certificate' &&
  panel(
    'Import Certificate',
    form(call, {
      act: 'import',
      task: 'applications',
      submit: 'Add',
      cancel: here,
      query: 'add=certificate',
      has_files: true,
      body: certificateFields(call),
    }),
  )
}
${table({
  label: 'Encryption certificates',
  columns: ['Thumbprint', 'Status', 'Expiration', ''],
  rows: certificate
    ? [
        [
          copyable('Thumbprint', thumbprint),
          'Active',
          dateOf(new Date(certificate.validTo).toISOString()),
          buttonForm(call, {
            act: 'deactivate',
            task: 'applications',
            text: 'Deactivate token encryption certificate',
          }),
        ],
      ]
    : [],
  empty: 'No certificates have been added. Assertions are not encrypted.',
})}`,
  })
}

const add = samlAct((call, application) => {
  changeSaml(call, application, { tokenEncryptionCertificate: uploadedCertificate(call) })
  const notice = 'Successfully activated the token encryption certificate.'
  return { kind: 'done', to: placeOf(application, 'token-encryption'), notice }
})

const remove = samlAct((call, application) => {
  changeSaml(call, application, { tokenEncryptionCertificate: null })
  return {
    kind: 'done',
    to: placeOf(application, 'token-encryption'),
    notice: 'Assertions are not encrypted any more.',
  }
})

export const tokenEncryptionRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/token-encryption',
  show,
  acts: { import: add, deactivate: remove },
}
