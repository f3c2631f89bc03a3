import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { graphPermissions } from '../scopes/graph-permission.ts'
import type { GrantedAppRole, OrganizationPermissions } from '../scopes/organization-consent.ts'
import type { ResolvedScope } from '../scopes/resource.ts'
import { type Html, html } from './html.ts'
import { identity } from './identity.ts'
import type { Page } from './send-page.ts'

export interface ConsentPage {
  readonly flow_id: string
  readonly client: Application
  readonly tenant: Tenant
  readonly user: User
  readonly scopes: readonly ResolvedScope[]
  /** Whether the person is an administrator, who may consent for the organization. */
  readonly for_organization: boolean
  readonly own: Pick<OrganizationPermissions, 'application' | 'app_roles'>
  /** Whether the admin consent endpoint asks, which is always for the whole organization. */
  readonly is_admin_consent: boolean
  readonly form_scheme: string | undefined
}

function right({ resource, value }: ResolvedScope, forAll: boolean): Html {
  if (resource.kind === 'graph') {
    const permission = graphPermissions[value]
    const title = forAll ? permission?.admin_title : permission?.title
    return html`<li><b>${title ?? value}</b>${permission?.says}</li>`
  }
  const scope = resource.application.api.oauth2PermissionScopes.find((one) => one.value === value)
  const title = forAll ? scope?.adminConsentDisplayName : scope?.userConsentDisplayName
  return html`<li><b>${title ?? value}</b>${resource.application.displayName}: ${value}</li>`
}

function ownRight(value: string): Html {
  return html`<li><b>${graphPermissions[value]?.admin_title ?? value}</b>${value}, without a signed-in person</li>`
}

function ownRole({ api, role }: GrantedAppRole): Html {
  return html`<li><b>${role.displayName}</b>${api.displayName}: ${role.value}, without a signed-in person</li>`
}

function forOrganization({ is_admin_consent, for_organization, tenant }: ConsentPage): Html | false {
  if (is_admin_consent) {
    return html`<p class="hint">If you accept, this application gets access for all people of ${tenant.displayName}.
No one else will be asked about these permissions.</p>`
  }
  return (
    for_organization &&
    html`<label class="check"><input type="checkbox" name="for_organization" value="1">
<span>Consent on behalf of your organization</span></label>
<p class="small">Then no one at ${tenant.displayName} will be asked about this application again.</p>`
  )
}

export function consentPage(data: ConsentPage): Page {
  return {
    title: 'Permissions requested',
    ...(data.form_scheme === undefined ? {} : { form_scheme: data.form_scheme }),
    body: html`
<p class="brand">${data.tenant.displayName}</p>
${identity(data.flow_id, data.user)}
<h1>Permissions requested</h1>
${data.is_admin_consent && html`<p class="small">Review for your organization</p>`}
<p class="lead"><strong>${data.client.displayName}</strong> would like to:</p>
<form method="post" action="/_sign-in/consent">
<input type="hidden" name="flow" value="${data.flow_id}">
<ul class="rights">${data.scopes.map((scope) => right(scope, data.is_admin_consent))}${data.own.application.map(ownRight)}${data.own.app_roles.map(ownRole)}</ul>
${forOrganization(data)}
<p class="small">Accept only if you trust this application. You can change this at any time in the tenant's enterprise
applications.</p>
<div class="actions">
<button class="button plain" type="submit" name="decision" value="cancel">Cancel</button>
<button class="button" type="submit" name="decision" value="accept">Accept</button>
</div>
</form>`,
  }
}
