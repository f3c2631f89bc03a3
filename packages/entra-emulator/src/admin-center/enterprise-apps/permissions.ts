import type { Application } from '../../directory/application.ts'
import { settingsIn } from '../../directory/enterprise-application.ts'
import { type Consent, microsoftGraphAppId } from '../../directory/enterprise-settings.ts'
import { type Html, html } from '../../pages/html.ts'
import { graphPermissions } from '../../scopes/graph-permission.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeEnterprise } from '../changing.ts'
import { buttonForm } from '../layout/form.ts'
import { pageOf, table } from '../layout/table.ts'
import { type Enterprise, enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'
import { consentNotice, grantConsent } from './grant-consent.ts'

interface Granted {
  readonly api: string
  readonly api_name: string
  readonly value: string
  readonly says: string
  readonly type: 'Delegated' | 'Application'
  /** Object id of the person, or `-` for the organization. */
  readonly by: string
  readonly by_name: string
}

function delegated({ emulation, tenant }: BladeCall, consent: Consent): readonly Granted[] {
  const { resourceAppId: api, principalId, scope } = consent
  const found = emulation.directory.application(api)?.application
  const person = tenant.users.find(({ id }) => id === principalId)
  const isGraph = api === microsoftGraphAppId
  return scope.split(' ').map((value) => ({
    api,
    api_name: isGraph ? 'Microsoft Graph' : (found?.displayName ?? api),
    value,
    says: isGraph
      ? (graphPermissions[value]?.admin_title ?? value)
      : (found?.api.oauth2PermissionScopes.find((one) => one.value === value)?.adminConsentDisplayName ?? value),
    type: 'Delegated',
    by: principalId ?? '-',
    by_name: principalId === null ? 'An administrator' : (person?.displayName ?? principalId),
  }))
}

/** The roles that the application has at APIs of the tenant. */
function rolesAt({ tenant }: BladeCall, principalId: string): readonly Granted[] {
  return tenant.applications.flatMap((api: Application) =>
    (settingsIn(tenant, api)?.appRoleAssignments ?? []).flatMap((one) => {
      const role = api.appRoles.find(({ id }) => id === one.appRoleId)
      if (one.principalId !== principalId || !role) return []
      const named = { api: api.appId, api_name: api.displayName, value: role.value ?? '', says: role.displayName }
      return [{ ...named, type: 'Application' as const, by: '-', by_name: 'An administrator' }]
    }),
  )
}

function grantedTo(call: BladeCall, { settings }: Enterprise): readonly Granted[] {
  const own = settings.applicationPermissions.map((value) => ({
    api: microsoftGraphAppId,
    api_name: 'Microsoft Graph',
    value,
    says: graphPermissions[value]?.admin_title ?? value,
    type: 'Application' as const,
    by: '-',
    by_name: 'An administrator',
  }))
  const scopes = settings.consents.flatMap((consent) => delegated(call, consent))
  return [...scopes, ...own, ...rolesAt(call, settings.servicePrincipalId)]
}

function rowsOf(call: BladeCall, all: readonly Granted[]): readonly (readonly (Html | string)[])[] {
  return all.map(({ api, api_name, value, says, type, by, by_name }) => [
    html`${says} <span class="dim">${api_name}</span>`,
    html`<code>${value}</code>`,
    type,
    by_name,
    buttonForm(call, {
      act: 'revoke',
      task: 'consent',
      text: 'Revoke',
      name: `Revoke ${value} (${type}, ${by_name})`,
      fields: { api, value, type, by },
    }),
  ])
}

function show(call: BladeCall): Blade {
  const enterprise = enterpriseOf(call)
  const { application } = enterprise
  const here = placeOf(application, 'permissions')
  const isUsers = call.query.get('tab') === 'user-consent'
  const all = grantedTo(call, enterprise).filter(({ by }) => (by !== '-') === isUsers)
  const { items, links } = pageOf(call, all)
  return enterpriseBlade(application, {
    title: 'Permissions',
    task: 'consent',
    commands: html`<a href="${here}">Refresh</a><a href="${here}"${!isUsers && html` aria-current="true"`}>Admin consent</a>
<a href="${here}?tab=user-consent"${isUsers && html` aria-current="true"`}>User consent</a>`,
    body: html`${consentNotice(call, application)}
<p class="dim">Applications can be granted permissions to your organization and its data by three methods: an admin consents to the
application for all users, a user grants consent to the application, or an admin integrating an application.</p>
<div class="go">${buttonForm(call, {
      act: 'grant',
      task: 'consent',
      text: `Grant admin consent for ${call.tenant.displayName}`,
      style: 'button',
      new_window: true,
    })}</div><h2>${isUsers ? 'User consent' : 'Admin consent'}</h2>
${table({
  label: isUsers ? 'User consent' : 'Admin consent',
  columns: ['Permission', 'Claim value', 'Type', 'Granted by', ''],
  rows: rowsOf(call, items),
  empty: isUsers ? 'No person has consented.' : 'No admin consent has been granted.',
})}${links}`,
  })
}

function withoutScope(consents: readonly Consent[], api: string, by: string, value: string): readonly Consent[] {
  return consents.flatMap((consent) => {
    if (consent.resourceAppId !== api || (consent.principalId ?? '-') !== by) return [consent]
    const left = consent.scope.split(' ').filter((one) => one !== value)
    return left.length === 0 ? [] : [{ ...consent, scope: left.join(' ') }]
  })
}

const revoke: Act = {
  task: 'consent',
  run: (call) => {
    const enterprise = enterpriseOf(call)
    const { application, settings } = enterprise
    const [api, value, type, by] = ['api', 'value', 'type', 'by'].map((name) => typed(call, name))
    const meant = grantedTo(call, enterprise).find(
      (one) => one.api === api && one.value === value && one.type === type && one.by === by,
    )
    if (!meant) throw new Refused('This permission is not granted any more.')
    const asked = call.emulation.directory.application(meant.api)?.application
    if (meant.type === 'Delegated') {
      const consents = withoutScope(settings.consents, meant.api, meant.by, meant.value)
      changeEnterprise(call, application, () => ({ consents }))
    } else if (asked) {
      const role = asked.appRoles.find((one) => one.value === meant.value)
      changeEnterprise(call, asked, ({ appRoleAssignments }) => ({
        appRoleAssignments: appRoleAssignments.filter(
          (one) => one.principalId !== settings.servicePrincipalId || one.appRoleId !== role?.id,
        ),
      }))
    } else {
      const applicationPermissions = settings.applicationPermissions.filter((one) => one !== meant.value)
      changeEnterprise(call, application, () => ({ applicationPermissions }))
    }
    return { kind: 'done', to: placeOf(application, 'permissions'), notice: `Revoked ${meant.value}.` }
  },
}

export const permissionsRoute: BladeRoute = {
  path: '/enterprise-apps/:appId/permissions',
  show,
  acts: {
    revoke,
    grant: {
      task: 'consent',
      run: (call) => {
        const { application } = enterpriseOf(call)
        return grantConsent(call, application, placeOf(application, 'permissions'))
      },
    },
  },
}
