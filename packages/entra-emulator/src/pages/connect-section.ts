import type { Application } from '../directory/application.ts'
import type { PersonaApplication } from '../directory/persona-application.ts'
import type { Tenant } from '../directory/tenant.ts'
import { personaMetadataPath } from '../personas/persona-style.ts'
import { metadataUrl } from '../saml/names.ts'
import { type Html, html } from './html.ts'

/** The switch of an application between the keys of all and a key of its own. */
function keySwitch(tenant: Tenant, { appId, displayName, customSigningKey }: Application): Html {
  return html`<form class="row" method="post" action="/_home/applications/signing-key">
<input type="hidden" name="tenant" value="${tenant.id}"><input type="hidden" name="application" value="${appId}">
<button class="mini" type="submit" name="own" value="${customSigningKey ? 'no' : 'yes'}"
 aria-label="${customSigningKey ? 'Sign with the tenant’s keys' : 'Sign with an own key'}: ${displayName}">${
   customSigningKey ? 'Sign with the tenant’s keys' : 'Sign with an own key'
 }</button></form>`
}

function applicationRow(tenant: Tenant, application: Application): Html {
  const own = application.customSigningKey
  return html`<tr><th scope="row">Client ID</th>
<td><code>${application.appId}</code> <span class="small">${application.displayName}${
    own && html`, own signing key: <code>?appid=</code> at discovery names it`
  }</span>${keySwitch(tenant, application)}</td></tr>
${application.saml && samlRow(tenant, application)}`
}

function samlRow(tenant: Tenant, { appId, displayName }: Application): Html {
  const metadata = metadataUrl('', tenant.id, appId)
  return html`<tr><th scope="row">SAML metadata</th>
<td><a class="mono" href="${metadata}">${metadata}</a> <span class="small">${displayName}, also in
<a href="/myapps">My Apps</a></span></td></tr>`
}

function personaRow(tenant: Tenant, application: PersonaApplication): Html {
  const metadata = personaMetadataPath(tenant, application)
  return html`<tr><th scope="row">${application.persona === 'okta' ? 'Okta' : 'Google'} metadata</th>
<td><a class="mono" href="${metadata}">${metadata}</a> <span class="small">${application.displayName}</span></td></tr>`
}

function connectionOf(base: string, tenant: Tenant): Html {
  const discovery = `/${tenant.id}/v2.0/.well-known/openid-configuration`
  return html`
<h3 id="connect-${tenant.id}">${tenant.displayName}</h3>
<table class="facts" aria-labelledby="connect-${tenant.id}">
<tr><th scope="row">Tenant ID</th><td><code>${tenant.id}</code></td></tr>
<tr><th scope="row">Discovery</th><td><a class="mono" href="${discovery}">${base}${discovery}</a></td></tr>
${tenant.applications.map((application) => applicationRow(tenant, application))}
${tenant.personaApplications.map((application) => personaRow(tenant, application))}
</table>
<p class="small"><a href="/_admin/tenants/${tenant.id}/applications">All registrations</a>, with secrets and redirect
URIs, as JSON</p>`
}

/** The addresses and ids for the settings of an application. */
export function connectSection(base: string, tenants: readonly Tenant[]): Html {
  return html`<section aria-labelledby="connect"><h2 id="connect">Connect an application</h2>
${tenants.map((tenant) => connectionOf(base, tenant))}
<h3>More</h3>
<p><a href="/_admin">Admin API</a> · <a href="/error">Error lookup</a></p></section>`
}
