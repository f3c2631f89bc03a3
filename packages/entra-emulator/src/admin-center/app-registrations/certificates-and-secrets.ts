import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { certificateActs, certificates } from './certificates.ts'
import { clientSecretActs, clientSecrets } from './client-secrets.ts'
import { federatedCredentialActs, federatedCredentials } from './federated-credentials.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

interface Tab {
  readonly name: string
  readonly text: string
  readonly count: (application: Application) => number
  /** The button above the list, and the panel that it opens. */
  readonly add: { readonly text: string; readonly panel: string }
  readonly body: (call: BladeCall, application: Application) => Html
}

const secretTab: Tab = {
  name: 'client-secrets',
  text: 'Client secrets',
  count: ({ passwordCredentials }) => passwordCredentials.length,
  add: { text: 'New client secret', panel: 'secret' },
  body: clientSecrets,
}

const tabs: readonly Tab[] = [
  {
    name: 'certificates',
    text: 'Certificates',
    count: ({ keyCredentials }) => keyCredentials.length,
    add: { text: 'Upload certificate', panel: 'certificate' },
    body: certificates,
  },
  secretTab,
  {
    name: 'federated-credentials',
    text: 'Federated credentials',
    count: ({ federatedIdentityCredentials }) => federatedIdentityCredentials.length,
    add: { text: 'Add credential', panel: 'credential' },
    body: federatedCredentials,
  },
]

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'certificates-and-secrets')
  const tab = tabs.find(({ name }) => name === call.query.get('tab')) ?? secretTab
  return registrationBlade(application, {
    title: 'Certificates & secrets',
    commands: html`${tabs.map(
      ({ name, text, count }) =>
        html`<a href="${here}?tab=${name}"${name === tab.name && html` aria-current="true"`}>${text} (${count(application)})</a>`,
    )}`,
    body: html`<div class="commands bare"><a href="${here}?tab=${tab.name}&amp;add=${tab.add.panel}">${tab.add.text}</a></div>
${tab.body(call, application)}`,
  })
}

export const certificatesAndSecretsRoute: BladeRoute = {
  path: '/app-registrations/:appId/certificates-and-secrets',
  show,
  acts: { ...clientSecretActs, ...certificateActs, ...federatedCredentialActs },
}
