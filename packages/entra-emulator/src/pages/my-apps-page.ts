import type { Application } from '../directory/application.ts'
import type { PersonaApplication } from '../directory/persona-application.ts'
import type { Tenant } from '../directory/tenant.ts'
import { personaStartPath } from '../personas/persona-style.ts'
import { face } from './face.ts'
import { type Html, html } from './html.ts'
import type { Page } from './send-page.ts'

/** "User access URL": the address of a tile. */
export function userAccessPath(tenantId: string, appId: string): string {
  return `/api/signin/${appId}?tenantId=${tenantId}`
}

/** The applications with a tile: those with SAML that are switched on and visible to people. */
function shownIn({ applications }: Tenant): readonly Application[] {
  return applications.filter(({ enabled, saml, tags }) => saml !== null && enabled && !tags.includes('HideApp'))
}

function tile(tenant: Tenant, { appId, displayName, saml }: Application): Html {
  const says = saml?.loginUrl == null ? 'Signs in here first, then opens the application' : 'Opens the application'
  return html`<li><a class="tile" href="${userAccessPath(tenant.id, appId)}">${face(displayName)}
<span><b>${displayName}</b> <small>${says}</small></span></a></li>`
}

function personaTile(tenant: Tenant, application: PersonaApplication): Html {
  const { displayName, persona } = application
  return html`<li><a class="tile" href="${personaStartPath(tenant, application)}">${face(displayName)}
<span><b>${displayName}</b> <small>${persona === 'okta' ? 'Okta' : 'Google'}: signs in here first, then opens the application</small></span></a></li>`
}

/** The tiles of every tenant. The sign-in comes after the click. */
export function myAppsPage(tenants: readonly Tenant[]): Page {
  const withTiles = tenants.filter((tenant) => shownIn(tenant).length + tenant.personaApplications.length > 0)
  return {
    title: 'My Apps',
    body: html`
<h1>My Apps</h1>
<p class="lead">The applications with SAML. A sign-in that begins here sends a response that nobody asked for, unless the
application has a sign-on URL.</p>
${
  withTiles.length === 0
    ? html`<p>There is no application with SAML yet. <a href="/admin-center">Add one in the admin center</a></p>`
    : withTiles.map(
        (tenant) => html`<h2>${tenant.displayName}</h2>
<ul class="tiles">${shownIn(tenant).map((application) => tile(tenant, application))}
${tenant.personaApplications.map((application) => personaTile(tenant, application))}</ul>`,
      )
}
<p><a href="/">Back to the emulator</a></p>`,
  }
}
