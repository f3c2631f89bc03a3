import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { graphPermissions } from '../scopes/graph-permission.ts'
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
  readonly form_scheme: string | undefined
}

function right({ resource, value }: ResolvedScope): Html {
  if (resource.kind === 'graph') {
    const permission = graphPermissions[value]
    return html`<li><b>${permission?.title ?? value}</b>${permission?.says}</li>`
  }
  const scope = resource.application.api.oauth2PermissionScopes.find((one) => one.value === value)
  return html`<li><b>${scope?.userConsentDisplayName ?? value}</b>${resource.application.displayName}: ${value}</li>`
}

export function consentPage(data: ConsentPage): Page {
  return {
    title: 'Permissions requested',
    ...(data.form_scheme === undefined ? {} : { form_scheme: data.form_scheme }),
    body: html`
<p class="brand">${data.tenant.displayName}</p>
${identity(data.flow_id, data.user)}
<h1>Permissions requested</h1>
<p class="lead"><strong>${data.client.displayName}</strong> would like to:</p>
<form method="post" action="/_sign-in/consent">
<input type="hidden" name="flow" value="${data.flow_id}">
<ul class="rights">${data.scopes.map(right)}</ul>
${
  data.for_organization &&
  html`<label class="check"><input type="checkbox" name="for_organization" value="1">
<span>Consent on behalf of your organization</span></label>
<p class="small">Then no one at ${data.tenant.displayName} will be asked about this application again.</p>`
}
<p class="small">Accept only if you trust this application. You can change this at any time in the tenant's enterprise
applications.</p>
<div class="actions">
<button class="button plain" type="submit" name="decision" value="cancel">Cancel</button>
<button class="button" type="submit" name="decision" value="accept">Accept</button>
</div>
</form>`,
  }
}
