import { type Html, html } from '../../../pages/html.ts'
import { type BladeCall, Refused, typed } from '../../blade.ts'
import { textArea } from '../../layout/form.ts'

/** A file with a certificate, or its text. */
export function certificateFields(call: BladeCall): Html {
  return html`<div class="field"><label for="certificate">Certificate file</label>
<input type="file" id="certificate" name="certificate" accept=".cer,.pem,.crt"></div>
${textArea(call, { name: 'pem', label: 'Or paste the certificate', hint: 'The text from -----BEGIN CERTIFICATE----- on.' })}`
}

/**
 * @throws Refused
 */
export function uploadedCertificate(call: BladeCall): string {
  const key = [call.files.get('certificate') ?? '', typed(call, 'pem')].find((one) => one !== '')
  if (key === undefined) throw new Refused('Certificate: choose a file, or paste the certificate.')
  if (key.includes('PRIVATE KEY')) {
    throw new Refused(
      'Certificate: this has a private key, which must stay with the application. Upload the certificate only.',
    )
  }
  return key
}
