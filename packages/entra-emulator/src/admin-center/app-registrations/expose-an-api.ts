import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { buttonForm } from '../layout/form.ts'
import { copyable, table } from '../layout/table.ts'
import { idUriActs, idUriForm } from './application-id-uri.ts'
import { clientActs, clientForm } from './pre-authorized-clients.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'
import { scopeActs, scopeForm } from './scopes.ts'

/** Entra asks for the Application ID URI before the first scope. */
function panelOf(call: BladeCall, application: Application, here: string): Html | false {
  const add = call.query.get('add')
  if (add === 'uri' || (add === 'scope' && application.identifierUris.length === 0)) {
    return idUriForm(call, application, here, add === 'scope')
  }
  if (add === 'scope') return scopeForm(call, here)
  return add === 'client' && clientForm(call, application, here)
}

function scopeTable(call: BladeCall, { api, identifierUris }: Application): Html {
  return table({
    label: 'Scopes defined by this API',
    columns: ['Scopes', 'Who can consent', 'Admin consent display name', 'User consent display name', 'State', ''],
    rows: api.oauth2PermissionScopes.map((scope) => [
      copyable(scope.value, `${identifierUris[0] ?? 'api://'}/${scope.value}`),
      scope.type === 'Admin' ? 'Admins only' : 'Admins and users',
      html`${scope.adminConsentDisplayName}<br><span class="dim">${scope.adminConsentDescription}</span>`,
      scope.userConsentDisplayName,
      scope.isEnabled ? 'Enabled' : 'Disabled',
      html`${buttonForm(call, {
        act: 'switch-scope',
        task: 'applications',
        text: scope.isEnabled ? 'Disable' : 'Enable',
        name: `${scope.isEnabled ? 'Disable' : 'Enable'} ${scope.value}`,
        fields: { scope: scope.id },
      })}${
        !scope.isEnabled &&
        buttonForm(call, {
          act: 'delete-scope',
          task: 'applications',
          text: 'Delete',
          name: `Delete ${scope.value}`,
          fields: { scope: scope.id },
        })
      }`,
    ]),
    empty: 'No scopes have been defined.',
  })
}

function clientTable(call: BladeCall, { api }: Application): Html {
  const named = (id: string): string =>
    api.oauth2PermissionScopes.find((scope) => scope.id === id || scope.value === id)?.value ?? id
  return table({
    label: 'Authorized client applications',
    columns: ['Client Id', 'Scopes', ''],
    rows: api.preAuthorizedApplications.map(({ appId, delegatedPermissionIds }) => [
      html`<code class="all">${appId}</code>`,
      delegatedPermissionIds.map(named).join(', '),
      buttonForm(call, {
        act: 'delete-client',
        task: 'applications',
        text: 'Delete',
        name: `Delete client ${appId}`,
        fields: { client: appId },
      }),
    ]),
    empty: 'No client applications have been authorized.',
  })
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application, 'expose-an-api')
  const uri = application.identifierUris[0]
  return registrationBlade(application, {
    title: 'Expose an API',
    body: html`${panelOf(call, application, here)}
<h2>Application ID URI</h2>
<p>${uri === undefined ? html`<span class="dim">Not set.</span>` : copyable('Application ID URI', uri)}
<a href="${here}?add=uri">${uri === undefined ? 'Add' : 'Edit'}</a></p>
<h2>Scopes defined by this API</h2>
<p class="dim">Define custom scopes to restrict access to data and functionality protected by the API. A scope with “Admins only”
needs the consent of an administrator.</p>
<div class="commands bare"><a href="${here}?add=scope">Add a scope</a></div>
${scopeTable(call, application)}
<h2>Authorized client applications</h2>
<p class="dim">Authorizing a client application indicates that this API trusts the application, and users should not be asked to
consent when the client calls this API.</p>
<div class="commands bare"><a href="${here}?add=client">Add a client application</a></div>
${clientTable(call, application)}`,
  })
}

export const exposeAnApiRoute: BladeRoute = {
  path: '/app-registrations/:appId/expose-an-api',
  show,
  acts: { ...idUriActs, ...scopeActs, ...clientActs },
}
