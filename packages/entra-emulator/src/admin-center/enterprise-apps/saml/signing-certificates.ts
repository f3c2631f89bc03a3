import { newSamlCertificate, type SamlSigningCertificate } from '../../../directory/saml-certificate.ts'
import { newGuid } from '../../../identifier.ts'
import { type Html, html } from '../../../pages/html.ts'
import { keyOfCertificate } from '../../../saml/application-certificates.ts'
import { certificatePath } from '../../../saml/certificate-route.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { metadataUrl } from '../../../saml/names.ts'
import { type BladeCall, Refused, refuseMore, typed } from '../../blade.ts'
import { buttonForm, form, panel, selectField } from '../../layout/form.ts'
import { copyable, copyableFact, dateOf, type Fact, facts, table } from '../../layout/table.ts'
import { changeSaml, done, samlAct, samlPlace } from './saml-of.ts'

const limit = 20

/** A certificate with its SHA-1 thumbprint in hexadecimal capitals. */
interface Shown extends SamlSigningCertificate {
  readonly thumbprint: string
}

async function shownOf({ emulation }: BladeCall, { saml }: SamlApplication): Promise<readonly Shown[]> {
  return Promise.all(
    saml.signingCertificates.map(async (certificate) => {
      const { kid } = await keyOfCertificate(emulation, certificate)
      return { ...certificate, thumbprint: Buffer.from(kid, 'base64url').toString('hex').toUpperCase() }
    }),
  )
}

const options = [
  { value: 'assertion', label: 'Sign SAML assertion' },
  { value: 'response', label: 'Sign SAML response' },
  { value: 'both', label: 'Sign SAML response and assertion' },
]
const algorithms = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha1', label: 'SHA-1' },
]

function editor(call: BladeCall, application: SamlApplication, shown: readonly Shown[]): Html {
  const { signingAlgorithm, signingOption } = application.saml
  const button = (act: string, text: string, { keyId, thumbprint }: Shown): Html =>
    buttonForm(call, {
      act,
      task: 'applications',
      text,
      name: `${text} ${thumbprint}`,
      query: 'edit=certificate',
      fields: { key: keyId },
    })
  return panel(
    'SAML Signing Certificate',
    html`<p class="dim">Manage the certificate used by Microsoft Entra ID to sign SAML tokens issued to your app.</p>
<div class="commands bare">${buttonForm(call, {
      act: 'new-certificate',
      task: 'applications',
      text: 'New Certificate',
      style: 'command',
      query: 'edit=certificate',
    })}</div>
${table({
  label: 'Signing certificates',
  columns: ['Thumbprint', 'Status', 'Expiration Date', ''],
  rows: shown.map((one, index) => [
    copyable(`Thumbprint of certificate ${index + 1}`, one.thumbprint),
    one.active ? 'Active' : 'Inactive',
    dateOf(one.endDateTime),
    one.active
      ? ''
      : html`${button('activate-certificate', 'Make certificate active', one)} ${button('delete-certificate', 'Delete Certificate', one)}`,
  ]),
  empty: 'There is no certificate. Sign-ins are refused with AADSTS50003.',
})}
${form(call, {
  act: 'save-signing',
  task: 'applications',
  submit: 'Save',
  cancel: samlPlace(application),
  query: 'edit=certificate',
  body: html`${selectField(call, { name: 'signing_option', label: 'Signing Option', value: signingOption, choices: options })}
${selectField(call, { name: 'signing_algorithm', label: 'Signing Algorithm', value: signingAlgorithm, choices: algorithms })}`,
})}`,
  )
}

function download(text: string, path: string): Fact {
  return { label: text, value: html`<a href="${path}" download aria-label="Download ${text}">Download</a>` }
}

function factsOf({ emulation, tenant }: BladeCall, application: SamlApplication, active: Shown | undefined): Html {
  const { appId } = application
  const base = emulation.address.baseUrl()
  return facts([
    { label: 'Status', value: active ? 'Active' : 'No active certificate' },
    ...(active
      ? [
          copyableFact('Thumbprint', active.thumbprint),
          { label: 'Expiration', value: dateOf(active.endDateTime) },
          copyableFact('App Federation Metadata Url', metadataUrl(base, tenant.id, appId)),
          download('Certificate (Base64)', certificatePath(appId, active.keyId, 'base64')),
          download('Certificate (Raw)', certificatePath(appId, active.keyId, 'raw')),
        ]
      : [copyableFact('App Federation Metadata Url', metadataUrl(base, tenant.id, appId))]),
    download('Federation Metadata XML', metadataUrl('', tenant.id, appId)),
  ])
}

export async function certificatesSection(call: BladeCall, application: SamlApplication): Promise<Html> {
  const shown = await shownOf(call, application)
  return html`<h3>3. SAML Certificates</h3>
<h4>Token signing certificate</h4>
<div class="commands bare"><a href="${samlPlace(application, '?edit=certificate')}" aria-label="Edit Token signing certificate">Edit</a></div>
${call.query.get('edit') === 'certificate' && editor(call, application, shown)}
${factsOf(
  call,
  application,
  shown.find(({ active }) => active),
)}`
}

const create = samlAct((call, application) => {
  const { signingCertificates } = application.saml
  refuseMore(signingCertificates, limit, 'certificates')
  const { clock, entropy } = call.emulation
  const made = newSamlCertificate(newGuid(entropy), clock.now())
  changeSaml(call, application, { signingCertificates: [...signingCertificates, made] })
  return done(application, 'Created a certificate. It is inactive.', '?edit=certificate')
})

function chosenOf(call: BladeCall, { saml }: SamlApplication): SamlSigningCertificate {
  const found = saml.signingCertificates.find(({ keyId }) => keyId === typed(call, 'key'))
  if (!found) throw new Refused('This certificate is gone already.')
  return found
}

const activate = samlAct((call, application) => {
  const { keyId } = chosenOf(call, application)
  const signingCertificates = application.saml.signingCertificates.map((one) => ({
    ...one,
    active: one.keyId === keyId,
  }))
  changeSaml(call, application, { signingCertificates })
  return done(application, 'Successfully activated the certificate.', '?edit=certificate')
})

const remove = samlAct((call, application) => {
  const { active, keyId } = chosenOf(call, application)
  if (active) throw new Refused('An active certificate cannot be deleted.')
  const signingCertificates = application.saml.signingCertificates.filter((one) => one.keyId !== keyId)
  changeSaml(call, application, { signingCertificates })
  return done(application, 'Successfully deleted the certificate.', '?edit=certificate')
})

const saveSigning = samlAct((call, application) => {
  const signing = { signingOption: typed(call, 'signing_option'), signingAlgorithm: typed(call, 'signing_algorithm') }
  changeSaml(call, application, signing)
  return done(application, 'Successfully saved the signing option.', '?edit=certificate')
})

export const signingActs = {
  'new-certificate': create,
  'activate-certificate': activate,
  'delete-certificate': remove,
  'save-signing': saveSigning,
}
