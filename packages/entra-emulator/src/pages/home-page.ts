import type { Emulation } from '../emulation.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'

/** The page at the root of the emulator. */
export function homePage({ address, directory }: Emulation): Page {
  const base = address.baseUrl()
  return {
    title: 'Home',
    width: 'wide',
    body: html`
<h1>Entra emulator</h1>
<p class="lead">Microsoft Entra ID’s sign-in endpoints on this machine, offline.</p>
${directory.tenants().map(
  (tenant) => html`
<h2>${tenant.displayName}</h2>
<table>
<tr><th scope="row">Tenant ID</th><td><code>${tenant.id}</code></td></tr>
<tr><th scope="row">Domains</th><td>${tenant.domains.join(', ')}</td></tr>
<tr><th scope="row">Discovery</th><td><a class="mono" href="/${tenant.id}/v2.0/.well-known/openid-configuration">${base}/${tenant.id}/v2.0/.well-known/openid-configuration</a></td></tr>
<tr><th scope="row">People</th><td>${tenant.users.length}</td></tr>
<tr><th scope="row">Groups</th><td>${tenant.groups.length}</td></tr>
<tr><th scope="row">Applications</th><td>${tenant.applications.map(
    (application) => html`${application.displayName} <code>${application.appId}</code><br>`,
  )}</td></tr>
</table>`,
)}
<h2>More</h2>
<p><a href="/_admin">Admin API</a> · <a href="/error">Error lookup</a></p>`,
  }
}
