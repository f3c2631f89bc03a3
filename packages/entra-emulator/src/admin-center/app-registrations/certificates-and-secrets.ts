import { type Html, html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { certificateActs, certificates } from './certificates.ts'
import { clientSecretActs, clientSecrets } from './client-secrets.ts'
import { federatedCredentialActs, federatedCredentials } from './federated-credentials.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'certificates-and-secrets')
  const tab = call.query.get('tab') ?? 'client-secrets'
  const link = (name: string, text: string, count: number): Html =>
    html`<a href="${here}?tab=${name}"${name === tab && html` aria-current="true"`}>${text} (${count})</a>`
  const commands: Readonly<Record<string, Html>> = {
    certificates: html`<a href="${here}?tab=certificates&amp;add=certificate">Upload certificate</a>`,
    'federated-credentials': html`<a href="${here}?tab=federated-credentials&amp;add=credential">Add credential</a>`,
  }
  const bodies = { certificates, 'federated-credentials': federatedCredentials } as const
  const body = tab === 'certificates' || tab === 'federated-credentials' ? bodies[tab] : clientSecrets
  return registrationBlade(application, {
    title: 'Certificates & secrets',
    commands: html`${link('certificates', 'Certificates', application.keyCredentials.length)}
${link('client-secrets', 'Client secrets', application.passwordCredentials.length)}
${link('federated-credentials', 'Federated credentials', application.federatedIdentityCredentials.length)}`,
    body: html`<div class="commands bare">${commands[tab] ?? html`<a href="${here}?add=secret">New client secret</a>`}</div>
${body(call, application)}`,
  })
}

export const certificatesAndSecretsRoute: BladeRoute = {
  path: '/app-registrations/:appId/certificates-and-secrets',
  show,
  acts: { ...clientSecretActs, ...certificateActs, ...federatedCredentialActs },
}
