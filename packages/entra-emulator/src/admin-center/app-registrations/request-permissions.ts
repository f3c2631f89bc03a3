import type { Application } from '../../directory/application.ts'
import { microsoftGraphAppId } from '../../directory/enterprise-settings.ts'
import { type Html, html } from '../../pages/html.ts'
import { graphPermissions } from '../../scopes/graph-permission.ts'
import { type Act, type BladeCall, Refused, ticked, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, panel, tick } from '../layout/form.ts'
import { found, searchForm } from '../layout/table.ts'
import { withPermissions } from './asked-permission.ts'
import { placeOf, registrationOf } from './registration.ts'

interface Offered {
  readonly value: string
  readonly says: string
  readonly needs_admin: boolean
}

type Kind = 'delegated' | 'application'

/** The permissions of one API. Undefined if the tenant has no such API. */
function offeredBy({ tenant }: BladeCall, apiId: string, kind: Kind): readonly Offered[] | undefined {
  if (apiId === microsoftGraphAppId) {
    const all = Object.entries(graphPermissions).filter(([, { admin }]) => kind === 'delegated' || admin)
    return all.map(([value, { admin_title, admin }]) => ({ value, says: admin_title, needs_admin: admin }))
  }
  const api = tenant.applications.find(({ appId }) => appId === apiId)
  if (!api) return undefined
  if (kind === 'delegated') {
    return api.api.oauth2PermissionScopes
      .filter(({ isEnabled }) => isEnabled)
      .map((scope) => ({
        value: scope.value,
        says: scope.adminConsentDisplayName,
        needs_admin: scope.type === 'Admin',
      }))
  }
  return api.appRoles.flatMap((role) => {
    const isForPrograms = role.isEnabled && role.allowedMemberTypes.includes('Application')
    return isForPrograms && role.value !== null
      ? [{ value: role.value, says: role.displayName, needs_admin: true }]
      : []
  })
}

/** Registrations of the tenant that have something to ask for. */
function ownApis({ tenant }: BladeCall): readonly Application[] {
  return tenant.applications.filter(({ api, appRoles }) => api.oauth2PermissionScopes.length + appRoles.length > 0)
}

const shownApis = 50

function chooseApi(call: BladeCall, here: string): Html {
  const own = found(call, ownApis(call), ({ displayName, appId }) => [displayName, appId])
  const to = (appId: string): string => `${here}?add=permission&api=${appId}`
  return html`<h3>Microsoft APIs</h3>
<ul class="tiles"><li><a href="${to(microsoftGraphAppId)}"><b>Microsoft Graph</b><span>Data of Microsoft 365, such as profiles and
groups</span></a></li></ul>
<h3>My APIs</h3>${searchForm(call, 'Search by API name or ID')}
${
  own.length === 0
    ? html`<p class="none">No application of this tenant exposes an API.</p>`
    : html`<ul class="tiles">${own
        .slice(0, shownApis)
        .map(
          (api) => html`<li><a href="${to(api.appId)}"><b>${api.displayName}</b><span>${api.appId}</span></a></li>`,
        )}</ul>`
}<div class="go"><a class="button second" href="${here}">Cancel</a></div>`
}

function chooseKind(here: string, api: string): Html {
  const to = (kind: Kind): string => `${here}?add=permission&api=${api}&kind=${kind}`
  return html`<p>What type of permissions does your application require?</p>
<ul class="tiles"><li><a href="${to('delegated')}"><b>Delegated permissions</b><span>Your application needs to access the API as
the signed-in user.</span></a></li>
<li><a href="${to('application')}"><b>Application permissions</b><span>Your application runs as a background service or daemon
without a signed-in user.</span></a></li></ul><div class="go"><a class="button second" href="${here}">Cancel</a></div>`
}

function isKind(value: string | undefined): value is Kind {
  return value === 'delegated' || value === 'application'
}

/** The panel "Request API permissions": the API, then the kind, then the permissions. */
export function permissionsPanel(call: BladeCall, here: string): Html {
  const api = call.query.get('api')
  const kind = call.query.get('kind')
  if (api === undefined) return panel('Request API permissions', chooseApi(call, here))
  if (!isKind(kind)) return panel('Request API permissions', chooseKind(here, encodeURIComponent(api)))
  const offered = offeredBy(call, api, kind) ?? []
  return panel(
    'Request API permissions',
    form(call, {
      act: 'add-permissions',
      task: 'applications',
      submit: 'Add permissions',
      cancel: here,
      query: `add=permission&api=${encodeURIComponent(api)}&kind=${kind}`,
      body: html`<h3>${kind === 'delegated' ? 'Delegated permissions' : 'Application permissions'}</h3>
<input type="hidden" name="api" value="${api}"><input type="hidden" name="kind" value="${kind}">
${offered.length === 0 && html`<p class="none">This API has no such permissions.</p>`}${offered.map(
  ({ value, says, needs_admin }) =>
    tick(call, {
      name: `permission:${value}`,
      value: '1',
      label: value,
      hint: `${says}${needs_admin ? ' (admin consent required)' : ''}`,
    }),
)}`,
    }),
  )
}

export const addPermissions: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const api = typed(call, 'api').toLowerCase()
    const kind = typed(call, 'kind')
    if (!isKind(kind)) throw new Refused('Choose delegated or application permissions.')
    const offered = offeredBy(call, api, kind)
    if (!offered) throw new Refused('This tenant has no such API.')
    const chosen = ticked(call, 'permission').filter((value) => offered.some((one) => one.value === value))
    if (chosen.length === 0) throw new Refused('Choose at least one permission.')
    const apiPermissions = withPermissions(application.apiPermissions, api, kind, (values) => [
      ...new Set([...values, ...chosen]),
    ])
    changeRegistration(call, application, { apiPermissions })
    return {
      kind: 'done',
      to: placeOf(application, 'api-permissions'),
      notice: 'Successfully updated the permissions.',
    }
  },
}
